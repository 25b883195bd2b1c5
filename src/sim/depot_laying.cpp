#include "sim/depot_laying.h"

#include <cmath>
#include <numeric>

namespace meso::sim {

Status layDepot(const SimDepot& depot, const DepotShape& shape, const DepotColumns& columns,
                const LayingGround& ground, LaidDepot& laid) {
    constexpr double kMm3PerMl = 1000;
    const TissueGrid& grid = columns.grid();
    const std::size_t cells = grid.cells();
    const ScalpDomain& domain = ground.domain;
    const std::span<const int> vertices = ground.vertices;
    laid.amounts.assign(vertices.size() * cells, 0);
    laid.cellTotals_ug.assign(cells, 0);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        const int v = vertices[i];
        const double skin_mm2 = domain.lateral().mass_mm2[v];
        const double scale =
            ground.areaScale.empty() ? 1 : static_cast<double>(ground.areaScale[i]);
        const double mass = scale * skin_mm2, stretch = std::sqrt(scale);
        const geom::Vec3 away = domain.positions()[v] - depot.position;
        double* column = laid.amounts.data() + i * cells;
        for (const CellSample& sample : cellSamples(skin_mm2, domain.normals()[v]))
            columns.add(stretch * (away + sample.offset).norm(), sample.weight, column);
        for (std::size_t c = 0; c < cells; ++c) {
            column[c] *= grid.volumePerArea_mm(static_cast<int>(c));
            laid.cellTotals_ug[c] += mass * column[c];
        }
    }
    const double volume_mm3 =
        std::accumulate(laid.cellTotals_ug.begin(), laid.cellTotals_ug.end(), 0.0);
    const double wanted_mm3 = shape.delivered.value() * kMm3PerMl;
    if (!(volume_mm3 > 0.05 * wanted_mm3))
        return Error{"An injection site lies off the simulated surface; place it on the scalp."};
    const double scale = depot.strength.value() * wanted_mm3 / volume_mm3;
    for (double& amount : laid.amounts)
        amount *= scale;
    for (double& total : laid.cellTotals_ug)
        total *= scale;
    return Done{};
}

} // namespace meso::sim
