#pragma once
#include <vector>

#include "base/units.h"
#include "geom/mesh.h"

namespace meso::anatomy {

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
TapeLine tautTape(const geom::TriMesh& skin, const geom::Vec3& a, const geom::Vec3& b,
                  const geom::Vec3& over);

/// The same plane through a, b and `other`, on the side away from `other`.
TapeLine tautTapeAwayFrom(const geom::TriMesh& skin, const geom::Vec3& a, const geom::Vec3& b,
                          const geom::Vec3& other);

} // namespace meso::anatomy
