#pragma once
#include <vector>

#include "geom/mesh.h"

namespace meso::anatomy {

/// Directions joined to triangles: the parameter domain of a radial height field.
struct DirectionMesh {
    std::vector<geom::Vec3> directions;    ///< unit
    std::vector<geom::Triangle> triangles; ///< counter-clockwise seen from outside
};

/// An icosahedron with one corner straight up and one of its upper ring straight ahead (+y), so
/// that left mirrors right; each edge is cut into `frequency` equal angles and each face filled by
/// the mean of the three slerp orders (Kenner, Geodesic Math, 1976, class I). Edge lengths vary by
/// 8 %, angles stay within 52 to 73 degrees. Only the part that `scalpHolds` is kept; vertices of
/// no triangle are dropped. Depends on the frequency alone. About 40 ms for 57 thousand vertices.
DirectionMesh scalpDirections(int frequency);

/// Whether a unit direction from the grid's centre meets the scalp. One rule for every head: the
/// direction is followed to an ellipsoid of semi-axes 76, 97 and 89 mm about (0, -1, 40), close to
/// the neutral head, and its end must lie above a line from over the brows to the nape and not
/// behind an ear. After Mesomap's head recipe.
bool scalpHolds(const geom::Vec3& direction);

} // namespace meso::anatomy
