#include "sim/kernel/depot_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meso::sim {
namespace {

constexpr double kMm3PerMl = 1000;

/// The room that fluid finds per volume of tissue, layer by layer.
class Room {
public:
    Room(const anatomy::TissueProfile& tissue, std::span<const double> capacities, double factor) {
        double top = 0;
        for (const anatomy::TissueLayer& layer : tissue.layers) {
            bottom_mm_.push_back(top += layer.thickness.value() * factor);
            const double pores =
                tissue.depotRoom == anatomy::DepotRoom::Pores ? layer.poreFraction : 1;
            fluid_.push_back(pores * tissue.depotFraction);
        }
        if (tissue.depotRoom == anatomy::DepotRoom::Pores)
            capacities_.assign(capacities.begin(), capacities.end());
    }
    /// a of an ellipsoid that holds this much fluid.
    [[nodiscard]] double halfWidth_mm(double fluid_mm3, double middle, double halfHeight) const {
        double room = 0, held = 0, top = 0;
        for (std::size_t l = 0; l < bottom_mm_.size(); ++l) {
            const double part = slice(top - middle, bottom_mm_[l] - middle, halfHeight);
            room += fluid_[l] * part;
            held += capacities_.empty() ? 0 : capacities_[l] * part;
            top = bottom_mm_[l];
        }
        return std::sqrt(fluid_mm3 / (capacities_.empty() ? room : std::min(room, held)));
    }

private:
    /// Volume between two depths of an ellipsoid with a = 1 mm.
    static double slice(double from, double to, double c) {
        const auto primitive = [c](double z) { return z - z * z * z / (3 * c * c); };
        return std::numbers::pi *
               (primitive(std::clamp(to, -c, c)) - primitive(std::clamp(from, -c, c)));
    }
    std::vector<double> bottom_mm_, fluid_, capacities_;
};

/// The x in [low, high] at which a falling function passes zero; the nearer end without one.
template <class Falling>
double passing(double low, double high, const Falling& value) {
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (low + high);
        (value(middle) > 0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double bottomOfDermis_mm(const anatomy::TissueProfile& tissue) {
    double sum = 0, bottom = 0;
    for (const anatomy::TissueLayer& layer : tissue.layers) {
        sum += layer.thickness.value();
        if (layer.kind == anatomy::LayerKind::Dermis)
            bottom = sum;
    }
    return bottom;
}

std::string siteName(const SimDepot& depot, std::size_t index) {
    return "site " + std::to_string(shownNumber(depot, index));
}

} // namespace

DepotShape depotShape(const SimDepot& depot, const anatomy::TissueProfile& tissue,
                      std::span<const double> capacities, double thicknessFactor) {
    DepotShape shape;
    shape.delivered = depot.volume * (1 - tissue.leakFraction);
    shape.edge = tissue.depotEdgeWidth;
    const double fluid_mm3 = shape.delivered.value() * kMm3PerMl;
    const double height = tissue.totalThickness().value() * thicknessFactor;
    const double tip = depot.depth.value();
    const Room room(tissue, capacities, thicknessFactor);
    // Where there is no room above or below, fluid that fills pores goes the other way.
    const bool moves = tissue.depotRoom == anatomy::DepotRoom::Pores;
    const auto middleFor = [&](double half) {
        return moves ? std::clamp(tip, half, height - half) : tip;
    };
    const auto widthFor = [&](double half) {
        return room.halfWidth_mm(fluid_mm3, middleFor(half), half);
    };
    double c = std::min(tissue.depotHalfHeight.value(),
                        moves ? 0.5 * height : std::min(tip, height - tip));
    if (widthFor(c) < c) // a small depot is a ball
        c = passing(1e-3 * c, c, [&](double half) { return widthFor(half) - half; });
    const bool isDermal = tip <= bottomOfDermis_mm(tissue) * thicknessFactor;
    if (moves && isDermal && !tissue.blebs.empty()) {
        const double widest = 0.5 * tissue.widestBleb(depot.volume).value();
        if (widthFor(c) > widest)
            c = passing(c, 0.5 * height, [&](double half) { return widthFor(half) - widest; });
    }
    const double middle = middleFor(c), a = widthFor(c);
    shape.halfHeight = Mm(c);
    shape.halfWidth = Mm(a);
    shape.centre = Mm(middle);
    return shape;
}

std::vector<DepotOverlap> overlapsOf(std::span<const SimDepot> depots,
                                     std::span<const DepotShape> shapes) {
    std::vector<DepotOverlap> overlaps;
    for (std::size_t i = 0; i < depots.size(); ++i)
        for (std::size_t j = i + 1; j < depots.size(); ++j) {
            const Mm reach = shapes[i].halfWidth + shapes[j].halfWidth;
            const Mm distance((depots[i].position - depots[j].position).norm());
            if (distance < reach)
                overlaps.push_back({static_cast<int>(i), static_cast<int>(j), distance, reach});
        }
    return overlaps;
}

std::vector<std::string> depotWarnings(std::span<const SimDepot> depots,
                                       std::span<const DepotOverlap> overlaps) {
    if (overlaps.empty())
        return {};
    const int first = overlaps.front().first, second = overlaps.front().second;
    return {std::to_string(overlaps.size()) +
            " pairs of depots (first: " + siteName(depots[first], static_cast<std::size_t>(first)) +
            " and " + siteName(depots[second], static_cast<std::size_t>(second)) +
            ") overlap; the model adds them up, so concentrations between them can exceed the "
            "injected one."};
}

} // namespace meso::sim
