#pragma once
#include <vector>

#include "sim/depot.h"

namespace meso::sim {

/// The cell averages of one depot as a function of the distance from its axis along the skin: what
/// addDepot computes at every sample, tabulated once for a shape and a depth. Laying a depot is
/// then a table reading for each vertex.
class DepotColumns {
public:
    /// `depth` of the depot's centre. About 1 ms, and 3 ms more for the profile. The grid must
    /// outlive the columns.
    DepotColumns(const DepotProfile& profile, Mm depth, const TissueGrid& grid);
    /// Adds `weight` x the cell averages at a distance to `cells`, one per depth cell.
    void add(double distance_mm, double weight, double* cells) const;
    [[nodiscard]] const TissueGrid& grid() const { return grid_; }
    /// Beyond this distance along the skin there is nothing.
    [[nodiscard]] Mm reach() const { return Mm((nodes_ - 1) * step_mm_); }

private:
    const TissueGrid& grid_;
    int cells_, nodes_ = 0;
    double step_mm_;
    std::vector<double> table_; // nodes x cells
};

} // namespace meso::sim
