#include "geom/point_bins.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::geom {

PointBins::PointBins(std::span<const Vec3> points, Mm width) : width_mm_(width.value()) {
    constexpr int kMaxCubes = 200; // along an axis
    MESO_CHECK(width_mm_ > 0, "bins need a width");
    if (points.empty()) {
        start_.assign(2, 0);
        return;
    }
    Vec3 low = points.front(), high = low;
    for (const Vec3& p : points) {
        low = low.cwiseMin(p);
        high = high.cwiseMax(p);
    }
    corner_ = low;
    width_mm_ = std::max(width_mm_, (high - low).maxCoeff() / kMaxCubes);
    for (int k = 0; k < 3; ++k)
        cubes_[k] = 1 + static_cast<int>((high[k] - low[k]) / width_mm_);
    start_.assign(numberOf({cubes_[0] - 1, cubes_[1] - 1, cubes_[2] - 1}) + 2, 0);
    std::vector<std::size_t> cube;
    cube.reserve(points.size());
    for (const Vec3& p : points) {
        cube.push_back(numberOf(cubeAt(p)));
        ++start_[cube.back() + 1];
    }
    for (std::size_t b = 1; b < start_.size(); ++b)
        start_[b] += start_[b - 1];
    points_.resize(points.size());
    index_.resize(points.size());
    place_.resize(points.size());
    std::vector<int> next(start_.begin(), start_.end() - 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto place = static_cast<std::size_t>(next[cube[i]]++);
        points_[place] = points[i];
        index_[place] = static_cast<int>(i);
        place_[i] = static_cast<int>(place);
    }
}

std::array<int, 3> PointBins::cubeAt(const Vec3& place) const {
    std::array<int, 3> cube{};
    for (int k = 0; k < 3; ++k)
        cube[k] = static_cast<int>(std::clamp((place[k] - corner_[k]) / width_mm_, 0.0,
                                              static_cast<double>(cubes_[k] - 1)));
    return cube;
}

std::size_t PointBins::numberOf(const std::array<int, 3>& cube) const {
    return (static_cast<std::size_t>(cube[0]) * cubes_[1] + cube[1]) * cubes_[2] + cube[2];
}

std::vector<int> PointBins::within(const Vec3& centre, Mm reach) const {
    std::vector<int> found;
    const double r = reach.value();
    if (!(r >= 0) || !centre.allFinite())
        return found;
    const auto low = cubeAt(centre - Vec3::Constant(r)), high = cubeAt(centre + Vec3::Constant(r));
    for (int i = low[0]; i <= high[0]; ++i)
        for (int j = low[1]; j <= high[1]; ++j) {
            // Cubes along the last axis lie side by side.
            const int from = start_[numberOf({i, j, low[2]})];
            const int to = start_[numberOf({i, j, high[2]}) + 1];
            for (int p = from; p < to; ++p)
                if ((points_[p] - centre).squaredNorm() <= r * r)
                    found.push_back(index_[p]);
        }
    return found;
}

int PointBins::nearest(const Vec3& place) const {
    if (points_.empty() || !place.allFinite())
        return -1;
    // Twice as far each time: whatever lies inside a ball is found, so the nearest of it is it.
    for (double reach = width_mm_;; reach *= 2) {
        const std::vector<int> near = within(place, Mm(reach));
        if (near.empty())
            continue;
        return *std::min_element(near.begin(), near.end(), [&](int a, int b) {
            return (points_[place_[a]] - place).squaredNorm() <
                   (points_[place_[b]] - place).squaredNorm();
        });
    }
}

std::size_t PointBins::bytes() const {
    return points_.size() * (sizeof(Vec3) + 2 * sizeof(int)) + start_.size() * sizeof(int);
}

} // namespace meso::geom
