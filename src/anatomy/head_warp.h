#pragma once
#include "anatomy/head.h"

namespace meso::anatomy {

/// A smooth map of space that carries the neutral head to a patient's: three scales and three
/// amounts of squareness. It maps left and right alike, fixes the height of the ears, and is the
/// identity by default. After Mesomap's head recipe (own construction).
struct HeadWarp {
    double scaleX = 1;  ///< breadth
    double scaleY = 1;  ///< length
    double scaleZ = 1;  ///< height of the vault; below the ears the mean of the other two
    double squareH = 0; ///< seen from above: circumference at fixed length and breadth
    double squareS = 0; ///< seen from the side: nasion-inion arc at fixed length and height
    double squareC = 0; ///< seen from the front: ear-to-ear arc at fixed breadth and height
    bool operator==(const HeadWarp&) const = default;
};

/// Squareness beyond these would look like no head; a fit that wants more is refused.
constexpr double kMinSquareness = -0.10;
constexpr double kMaxSquareness = 0.12;

/// The place that a place of the neutral head goes to, mm. Exactly mirrored for mirrored places.
geom::Vec3 applyWarp(const HeadWarp& warp, const geom::Vec3& place);
/// All five landmarks. The vertex is carried along and may no longer be the highest point.
Landmarks applyWarp(const HeadWarp& warp, const Landmarks& marks);

} // namespace meso::anatomy
