#pragma once
#include <span>
#include <vector>

#include "base/units.h"
#include "geom/mesh.h"

namespace meso::anatomy {

/// A surface as far as a tape feels it: borrowed vertices (mm) and the triangles over them. A mesh
/// turns into one by itself; a fit that bends the same vertices again and again needs no mesh.
struct SkinView {
    std::span<const geom::Vec3> vertices;
    std::span<const geom::Triangle> triangles;
    SkinView(const geom::TriMesh& mesh) : vertices(mesh.vertices()), triangles(mesh.triangles()) {}
    SkinView(std::span<const geom::Vec3> points, std::span<const geom::Triangle> faces)
        : vertices(points), triangles(faces) {}
};

/// A tape measure laid taut over the skin: a polyline from its first mark to its last.
struct TapeLine {
    std::vector<geom::Vec3> points; ///< mm; at least the two marks
    Mm length{0};
    /// The point at this fraction of the length, 0 to 1 (clamped).
    [[nodiscard]] geom::Vec3 at(double fraction) const;
};

/// The taut tape from a to b in the plane through a, b and `over`, on the side of `over`: the
/// convex hull of the section of all triangles. It bridges hollows and needs no connectivity, so
/// holes, loose triangles and flipped faces do not matter. Where the skin has no point on that side
/// it is the straight line. O(triangles).
TapeLine tautTape(SkinView skin, const geom::Vec3& a, const geom::Vec3& b, const geom::Vec3& over);

/// The same plane through a, b and `other`, on the side away from `other`. Only skin counts that is
/// seen from `other` between a and b: an ear below a row's end lies on that side too, and would
/// pull the tape down and over itself.
TapeLine tautTapeAwayFrom(SkinView skin, const geom::Vec3& a, const geom::Vec3& b,
                          const geom::Vec3& other);

/// A plane by a point in it (mm) and its normal (any length but zero).
struct CutPlane {
    geom::Vec3 point = geom::Vec3::Zero();
    geom::Vec3 normal = geom::Vec3::UnitZ();
};

/// Points where the skin's edges pass through the plane, each once per triangle. O(triangles).
std::vector<geom::Vec3> sectionOf(SkinView skin, const CutPlane& plane);

/// Length of a tape closed tightly around the skin in the plane: the convex hull of the section. 0
/// where the plane misses the skin. O(triangles).
Mm closedTapeLength(SkinView skin, const CutPlane& plane);

} // namespace meso::anatomy
