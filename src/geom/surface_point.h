#pragma once
#include <array>

namespace meso::geom {

/// A point on a surface: a triangle of it and barycentric weights (non-negative, sum 1). It cannot
/// float off the skin, whatever happens to the camera or to the rounding of coordinates.
struct SurfacePoint {
    int triangle = 0;
    std::array<double, 3> weights{1, 0, 0};
    bool operator==(const SurfacePoint&) const = default;
};

} // namespace meso::geom
