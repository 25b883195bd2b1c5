#pragma once
#include <optional>
#include <vector>

#include "geom/surface.h"

namespace meso::geom {

/// Where rays from one point meet a surface that each of them meets once, such as the scalp seen
/// from inside. From a triangle near by, it is found by walking from neighbour to neighbour:
/// several times as fast as SurfaceIndex, for points that move by little steps. Immutable.
class RayWalk {
public:
    /// `walked`, per vertex: not zero where points move; the triangles at these vertices are walked
    /// on, and beyond them `surface`, which must outlive this, is searched. O(triangles).
    RayWalk(const SurfaceIndex& surface, const Vec3& origin, const std::vector<char>& walked);

    /// The very result of SurfaceIndex::firstHit. `start`: a triangle near the place that is
    /// looked for.
    [[nodiscard]] std::optional<RayHit> hit(const Vec3& direction, int start) const;

private:
    [[nodiscard]] int edgeToCross(int triangle, const Vec3& direction) const;
    [[nodiscard]] int across(int triangle, int edge) const;
    const SurfaceIndex& surface_;
    Vec3 origin_;
    std::vector<int> begin_; ///< per vertex: its first entry in triangles_; one more at the end
    std::vector<int> triangleOf_; ///< triangles at each walked vertex
};

} // namespace meso::geom
