#include "verify/mesh/mesh_depot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace meso::verify {
namespace {

constexpr double kMm3PerMl = 1000;

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

double cellAverage(const TissueGrid& grid, Mm centre, const DepotProfile& profile,
                   std::span<const SurfaceSample> samples, int cell) {
    const double total_mm = grid.faces_mm.back();
    const double half_mm = 0.5 * grid.height_mm(cell);
    double sum = 0;
    for (const double gauss : {-1 / std::numbers::sqrt3, 1 / std::numbers::sqrt3}) {
        const double z = grid.centre_mm(cell) + gauss * half_mm;
        const double shrink = std::sqrt(grid.metricAt(z));
        for (const SurfaceSample& s : samples)
            for (const double image : {z, -z, 2 * total_mm - z})
                sum += 0.5 * s.weight * profile.at(s.distance_mm * shrink, image - centre.value());
    }
    return sum;
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

Status addDepot(const sim::SimDepot& depot, const sim::DepotShape& shape,
                const DepotProfile& profile, const DepotCanvas& canvas, std::span<double> amounts) {
    const int cells = canvas.grid.cells();
    std::vector<double> held(canvas.capacities.begin(), canvas.capacities.end());
    held.resize(std::max<std::size_t>(held.size(), canvas.grid.layer.back() + 1), 1);
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
            share.push_back(cellAverage(grid, shape.centre, profile, samples, c) *
                            grid.volumePerArea_mm(c) * held[grid.layer[c]]);
            volume_mm3 += mass * share.back();
        }
    }
    const double wanted_mm3 = shape.delivered.value() * kMm3PerMl;
    if (!(volume_mm3 > 0.01 * wanted_mm3))
        return Error{"An injection site lies off the simulated surface; place it on the scalp."};
    const double scale = depot.strength.value() * wanted_mm3 / volume_mm3;
    for (std::size_t n = 0; n < near.size(); ++n)
        for (int c = 0; c < cells; ++c)
            amounts[static_cast<std::size_t>(near[n]) * cells + c] += scale * share[n * cells + c];
    return Done{};
}

} // namespace meso::verify
