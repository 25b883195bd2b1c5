#pragma once
#include <span>
#include <vector>

#include "sim/pharmacokinetics.h"
#include "sim/sim_result.h"
#include "sim/tissue_grid.h"

namespace meso::sim {

/// Where compound goes that lies in given depths: the mass balance of any set of injections, told
/// from the amounts that they lay into each depth cell. What spreads sideways stays in its depth,
/// so the places of the sites do not matter. Immutable.
class ColumnBalance {
public:
    /// `times` increase from 0; `transports` has one entry per layer that the grid names. One
    /// matrix exponential for each time, some milliseconds each.
    ColumnBalance(const TissueGrid& grid, std::span<const LayerTransport> transports,
                  std::span<const Seconds> times);
    /// The balance at each time, of what starts in the depth cells (micrograms, one entry per cell)
    /// and what leaked at once. O(times x cells x layers).
    [[nodiscard]] std::vector<MassBalance> of(std::span<const double> startCells_ug,
                                              Mg leaked) const;

private:
    std::vector<Seconds> times_;
    int cells_ = 0, layers_ = 0;
    /// Per time, per layer and then blood and lymph: the share of what started in each cell.
    std::vector<double> shares_;
};

} // namespace meso::sim
