#pragma once
#include <span>
#include <vector>

#include "sim/depot_columns.h"
#include "sim/scalp_domain.h"

namespace meso::sim {

/// A depot laid on vertices of a domain.
struct LaidDepot {
    /// Vertices x cells, per skin area of the model (widened by areaScale), (mg/mL) mm.
    std::vector<double> amounts;
    std::vector<double> cellTotals_ug; ///< per depth cell
};

/// Where a depot is laid.
struct LayingGround {
    const ScalpDomain& domain;
    std::span<const int> vertices;    ///< all within the columns' reach and a cell of the site
    std::span<const float> areaScale; ///< ScalpDomain::areaScales of these; empty: all 1
};

/// What addDepot lays, read from the depot's columns. `laid` is replaced and keeps its memory.
/// Fails when no vertex is near, which means a site off the surface. 0.1 ms or so.
Status layDepot(const SimDepot& depot, const DepotShape& shape, const DepotColumns& columns,
                const LayingGround& ground, LaidDepot& laid);

} // namespace meso::sim
