#pragma once
#include <optional>
#include <vector>

#include "geom/mesh.h"
#include "geom/surface_point.h"

namespace meso::geom {

/// Head coordinates of the point, mm.
Vec3 positionOf(const TriMesh& mesh, const SurfacePoint& point);
/// Outward unit normal, interpolated between the corners' normals.
Vec3 normalAt(const TriMesh& mesh, const SurfacePoint& point);
/// Barycentric interpolation of one value per vertex.
double interpolate(const TriMesh& mesh, const SurfacePoint& point,
                   const std::vector<double>& field);

struct RayHit {
    SurfacePoint point;
    double distance = 0; ///< along the unit direction, mm
};

/// Where a ray along a direction of any length but zero meets one triangle, from either side.
std::optional<RayHit> hitOn(const TriMesh& mesh, int triangle, const Vec3& origin,
                            const Vec3& direction);

struct ClosestPoint {
    SurfacePoint point;
    Vec3 position = Vec3::Zero();
    double distance = 0; ///< straight, mm
};

/// Bounding-volume tree over a mesh for rays and closest points. Building is O(n log n), a query
/// about a microsecond on a head. Immutable after construction and safe to share between threads.
class SurfaceIndex {
public:
    explicit SurfaceIndex(MeshPtr mesh);

    [[nodiscard]] const TriMesh& mesh() const { return *mesh_; }
    /// First triangle met from origin along direction (any length but zero), from either side.
    [[nodiscard]] std::optional<RayHit> firstHit(const Vec3& origin, const Vec3& direction) const;
    /// Farthest triangle met: the outermost skin seen from a point inside the head.
    [[nodiscard]] std::optional<RayHit> lastHit(const Vec3& origin, const Vec3& direction) const;
    /// Nearest point of the surface.
    [[nodiscard]] ClosestPoint closest(const Vec3& point) const;

private:
    struct Node {
        Vec3 low, high;
        int first = 0; ///< leaf: first entry of order_; inner: left child, right child is first + 1
        int count = 0; ///< leaf: number of triangles; inner: 0
    };
    void split(int node, int first, int last, const std::vector<Vec3>& centres);
    [[nodiscard]] std::optional<RayHit> hit(const Vec3& origin, const Vec3& direction,
                                            bool farthest) const;
    MeshPtr mesh_;
    std::vector<Node> nodes_;
    std::vector<int> order_;
};

} // namespace meso::geom
