#include "sim/depot_columns.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meso::sim {

DepotColumns::DepotColumns(const DepotProfile& profile, Mm depth, const TissueGrid& grid)
    : grid_(grid), cells_(grid.cells()), step_mm_(0.5 * profile.step().value()) {
    const double total_mm = grid.faces_mm.back();
    const double narrowest = std::sqrt(grid.metricAt(total_mm));
    nodes_ = static_cast<int>(std::ceil(profile.lateralReach().value() / narrowest / step_mm_)) + 2;
    table_.assign(static_cast<std::size_t>(nodes_) * cells_, 0);
    for (int c = 0; c < cells_; ++c)
        for (const double gauss : {-1 / std::numbers::sqrt3, 1 / std::numbers::sqrt3}) {
            const double z = grid.centre_mm(c) + gauss * 0.5 * grid.height_mm(c);
            const double shrink = std::sqrt(grid.metricAt(z));
            for (const double image : {z, -z, 2 * total_mm - z}) {
                const double away_mm = image - depth.value();
                if (std::abs(away_mm) > profile.verticalReach().value())
                    continue;
                for (int node = 0; node < nodes_; ++node)
                    table_[static_cast<std::size_t>(node) * cells_ + c] +=
                        0.5 * profile.at(node * step_mm_ * shrink, away_mm);
            }
        }
}

void DepotColumns::add(double distance_mm, double weight, double* cells) const {
    const double place = distance_mm / step_mm_;
    const int node = static_cast<int>(std::min(place, 1e6));
    if (node + 1 >= nodes_)
        return;
    const double right = weight * (place - node), left = weight - right;
    const double* here = table_.data() + static_cast<std::size_t>(node) * cells_;
    const double* next = here + cells_;
    for (int c = 0; c < cells_; ++c)
        cells[c] += left * here[c] + right * next[c];
}

} // namespace meso::sim
