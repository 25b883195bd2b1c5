#pragma once
#include <array>
#include <span>
#include <vector>

#include "base/units.h"
#include "geom/vec.h"

namespace meso::geom {

/// Points sorted into cubes, to find those near a place. Immutable.
class PointBins {
public:
    /// `width`: edge of a cube, > 0; raised where more than 200 would lie along an axis. O(n).
    PointBins(std::span<const Vec3> points, Mm width);
    /// Points within a straight distance of a place, in no particular order. O(result).
    [[nodiscard]] std::vector<int> within(const Vec3& centre, Mm reach) const;
    /// The nearest point; -1 without points. O(points near it).
    [[nodiscard]] int nearest(const Vec3& place) const;
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] std::array<int, 3> cubeAt(const Vec3& place) const;
    [[nodiscard]] std::size_t numberOf(const std::array<int, 3>& cube) const;
    std::vector<Vec3> points_; // sorted by cube
    std::vector<int> index_;   // of each in the list given
    std::vector<int> place_;   // in points_, of each of the list given
    std::vector<int> start_;   // of each cube in points_, and the end
    Vec3 corner_ = Vec3::Zero();
    double width_mm_ = 1;
    std::array<int, 3> cubes_{1, 1, 1};
};

} // namespace meso::geom
