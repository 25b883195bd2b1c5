#include "anatomy/thickness.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "anatomy/scalp_coordinate.h"
#include "anatomy/scalp_frame.h"

namespace meso::anatomy {
namespace {

// Steps of the places that carry a factor: about 18 mm apart, closer than the blend is wide.
constexpr int kStepsOfS = 17; // 0.10 to 0.90
constexpr int kStepsOfT = 21; // -1 to 1

const ThicknessRegion* regionAt(const ThicknessRegions& regions, ScalpCoordinate place) {
    const double away = std::abs(place.t);
    for (const ThicknessRegion& r : regions.regions)
        if (place.s >= r.fromS && place.s <= r.toS && away >= r.fromT && away <= r.toT)
            return &r;
    return nullptr;
}

} // namespace

ThicknessMap::ThicknessMap(const ScalpFrame& frame, const ThicknessRegions& regions)
    : blend_mm_(regions.blend.value()) {
    for (int i = 0; i < kStepsOfS; ++i)
        for (int j = 0; j < kStepsOfT; ++j) {
            const ScalpCoordinate place{0.1 + 0.8 * i / (kStepsOfS - 1),
                                        -1 + 2.0 * j / (kStepsOfT - 1)};
            const ThicknessRegion* region = regionAt(regions, place);
            if (!region)
                continue;
            if (const auto position = frame.positionAt(place); position.ok())
                nodes_.push_back({*position, region->factor});
        }
}

double ThicknessMap::at(const geom::Vec3& position_mm) const {
    constexpr double kFarthest = 10; // exp(-10) of a quarter does not show
    if (nodes_.empty())
        return 1;
    double nearest = std::numeric_limits<double>::max();
    for (const Node& node : nodes_)
        nearest = std::min(nearest, (node.position - position_mm).squaredNorm());
    // Relative to the nearest place, so that the mean exists however far away all of them are.
    double sum = 0, total = 0;
    for (const Node& node : nodes_) {
        const double further = (node.position - position_mm).squaredNorm() - nearest;
        const double exponent = further / (2 * blend_mm_ * blend_mm_);
        if (exponent > kFarthest)
            continue;
        const double weight = std::exp(-exponent);
        sum += weight * node.factor;
        total += weight;
    }
    return sum / total;
}

std::vector<float> ThicknessMap::factorsAt(std::span<const geom::Vec3> positions_mm) const {
    std::vector<float> factors;
    factors.reserve(positions_mm.size());
    for (const geom::Vec3& position : positions_mm)
        factors.push_back(static_cast<float>(at(position)));
    return factors;
}

} // namespace meso::anatomy
