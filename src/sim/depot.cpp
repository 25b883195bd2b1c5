#include "sim/depot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace meso::sim {
namespace {

constexpr double kMm3PerMl = 1000;
constexpr double kResolvedWidths = 2.5;
constexpr double kEdgePerSpacing = 0.3;

struct SurfaceSample {
    double distance_mm, weight;
};

// Distances of a vertex's samples from the depot's axis.
std::array<SurfaceSample, 7> surfaceSamples(const DepotCanvas& canvas, int vertex,
                                            const geom::Vec3& axis) {
    const geom::Vec3 away = canvas.patch.positions[vertex] - axis;
    const auto cell = cellSamples(canvas.lateral.mass_mm2[vertex], canvas.patch.normals[vertex]);
    std::array<SurfaceSample, 7> samples{};
    for (std::size_t k = 0; k < samples.size(); ++k)
        samples[k] = {(away + cell[k].offset).norm(), cell[k].weight};
    return samples;
}

double cellAverage(const TissueGrid& grid, const SimDepot& depot, const DepotProfile& profile,
                   std::span<const SurfaceSample> samples, int cell) {
    const double total_mm = grid.faces_mm.back();
    const double half_mm = 0.5 * grid.height_mm(cell);
    double sum = 0;
    for (const double gauss : {-1 / std::numbers::sqrt3, 1 / std::numbers::sqrt3}) {
        const double z = grid.centre_mm(cell) + gauss * half_mm;
        const double shrink = std::sqrt(grid.metricAt(z));
        for (const SurfaceSample& s : samples)
            for (const double image : {z, -z, 2 * total_mm - z})
                sum += 0.5 * s.weight *
                       profile.at(s.distance_mm * shrink, image - depot.depth.value());
    }
    return sum;
}

std::string siteName(const SimDepot& depot, std::size_t index) {
    return "site " + std::to_string(shownNumber(depot, index));
}

} // namespace

std::array<CellSample, 7> cellSamples(double area_mm2, const geom::Vec3& normal) {
    constexpr double kShareOfCell = 0.4;
    const double ring_mm = std::sqrt(2.0 / 3.0 * kShareOfCell * area_mm2 / std::numbers::pi);
    const geom::Vec3 across = normal.unitOrthogonal();
    const geom::Vec3 along = normal.cross(across);
    std::array<CellSample, 7> samples{};
    samples[0] = {geom::Vec3::Zero(), 0.25};
    for (int k = 0; k < 6; ++k) {
        const double angle = k * std::numbers::pi / 3;
        samples[k + 1] = {ring_mm * (std::cos(angle) * across + std::sin(angle) * along), 0.125};
    }
    return samples;
}

DepotShape depotShape(const SimDepot& depot, const anatomy::TissueProfile& tissue, Mm spacing,
                      double thicknessFactor) {
    DepotShape shape;
    shape.delivered = depot.volume * (1 - tissue.leakFraction);
    const double volume_mm3 = shape.delivered.value() * kMm3PerMl / tissue.depotFraction;
    const double ball_mm = std::cbrt(3 * volume_mm3 / (4 * std::numbers::pi));
    const double depth_mm = depot.depth.value();
    const double total_mm = tissue.totalThickness().value() * thicknessFactor;
    const double room_mm = std::min(depth_mm, total_mm - depth_mm);
    const double c = std::min({ball_mm, tissue.depotHalfHeight.value(), room_mm});
    shape.halfHeight = Mm(c);
    shape.halfWidth = Mm(std::sqrt(3 * volume_mm3 / (4 * std::numbers::pi * c)));
    shape.edge = std::max(tissue.depotEdgeWidth, spacing * kEdgePerSpacing);
    if (shape.halfWidth < spacing * kResolvedWidths) {
        shape.halfWidth = spacing * kResolvedWidths;
        shape.widened = true;
    }
    return shape;
}

Status addDepot(const SimDepot& depot, const DepotShape& shape, const DepotProfile& profile,
                const DepotCanvas& canvas, std::span<double> amounts) {
    const int cells = canvas.grid.cells();
    // At depth the surface distance shrinks by up to sqrt(2), the metric's limit.
    const double near_mm = std::numbers::sqrt2 * profile.lateralReach().value();
    std::vector<int> near;
    std::vector<double> share;
    double volume_mm3 = 0;
    for (int v = 0; v < canvas.patch.vertices(); ++v) {
        const double mass = canvas.lateral.mass_mm2[v];
        if (mass <= 0 || (canvas.patch.positions[v] - depot.position).norm() > near_mm)
            continue;
        const auto samples = surfaceSamples(canvas, v, depot.position);
        const TissueGrid& grid = canvas.gridAt(v);
        near.push_back(v);
        for (int c = 0; c < cells; ++c) {
            share.push_back(cellAverage(grid, depot, profile, samples, c) *
                            grid.volumePerArea_mm(c));
            volume_mm3 += mass * share.back();
        }
    }
    const double wanted_mm3 = shape.delivered.value() * kMm3PerMl;
    if (!(volume_mm3 > 0.05 * wanted_mm3))
        return Error{"An injection site lies off the simulated surface; place it on the scalp."};
    const double scale = depot.strength.value() * wanted_mm3 / volume_mm3;
    for (std::size_t n = 0; n < near.size(); ++n)
        for (int c = 0; c < cells; ++c)
            amounts[static_cast<std::size_t>(near[n]) * cells + c] += scale * share[n * cells + c];
    return Done{};
}

std::vector<std::string> depotWarnings(std::span<const SimDepot> depots,
                                       std::span<const DepotShape> shapes) {
    std::vector<std::string> warnings;
    std::size_t widened = 0, overlaps = 0;
    std::string firstWidened, firstOverlap;
    for (std::size_t i = 0; i < depots.size(); ++i) {
        if (shapes[i].widened && widened++ == 0)
            firstWidened = siteName(depots[i], i);
        for (std::size_t j = i + 1; j < depots.size(); ++j) {
            const Mm reach = shapes[i].halfWidth + shapes[j].halfWidth;
            if ((depots[i].position - depots[j].position).norm() < reach.value() && overlaps++ == 0)
                firstOverlap = siteName(depots[i], i) + " and " + siteName(depots[j], j);
        }
    }
    if (widened > 0)
        warnings.push_back(std::to_string(widened) + " depots (first: " + firstWidened +
                           ") are smaller than the mesh resolves and were widened; their peak "
                           "concentration is too low.");
    if (overlaps > 0)
        warnings.push_back(std::to_string(overlaps) + " pairs of depots (first: " + firstOverlap +
                           ") overlap; the model adds them up, so concentrations between them can "
                           "exceed the injected one.");
    return warnings;
}

} // namespace meso::sim
