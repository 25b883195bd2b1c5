#pragma once
#include <span>
#include <vector>

#include "sim/depot_columns.h"
#include "sim/scalp_domain.h"

namespace meso::sim {

/// A depot laid on vertices of a domain.
struct LaidDepot {
    std::vector<double> amounts;       ///< vertices x cells, per skin area, (mg/mL) mm
    std::vector<double> cellTotals_ug; ///< per depth cell
};

/// What addDepot lays, read from the depot's columns, on these vertices of the domain: all those
/// within the columns' reach and a cell's width of the site. `laid` is replaced and keeps its
/// memory. Fails when no vertex is near, which means a site off the surface. 0.1 ms or so.
Status layDepot(const SimDepot& depot, const DepotShape& shape, const DepotColumns& columns,
                const ScalpDomain& domain, std::span<const int> vertices, LaidDepot& laid);

} // namespace meso::sim
