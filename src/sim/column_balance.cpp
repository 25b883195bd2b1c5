#include "sim/column_balance.h"

#include "base/check.h"
#include "sim/depth_operator.h"

namespace meso::sim {
namespace {} // namespace

ColumnBalance::ColumnBalance(const TissueGrid& grid, std::span<const LayerTransport> transports,
                             std::span<const Seconds> times)
    : times_(times.begin(), times.end()), cells_(grid.cells()),
      layers_(static_cast<int>(transports.size())) {
    DepthPropagator propagator(depthGenerator(grid, transports));
    Eigen::MatrixXd moved = Eigen::MatrixXd::Identity(cells_ + kClearedRows, cells_);
    Seconds now(0);
    for (const Seconds time : times_) {
        if (time > now)
            moved = (propagator.step(time - now) * moved).eval();
        now = time;
        Eigen::MatrixXd parts = Eigen::MatrixXd::Zero(layers_ + kClearedRows, cells_);
        for (int c = 0; c < cells_; ++c)
            parts.row(grid.layer[c]) += moved.row(c);
        parts.bottomRows(kClearedRows) = moved.bottomRows(kClearedRows);
        for (int part = 0; part < parts.rows(); ++part)
            for (int c = 0; c < cells_; ++c)
                shares_.push_back(parts(part, c));
    }
}

std::vector<MassBalance> ColumnBalance::of(std::span<const double> startCells_ug, Mg leaked) const {
    MESO_CHECK(startCells_ug.size() == static_cast<std::size_t>(cells_),
               "a balance needs one amount per depth cell");
    std::vector<MassBalance> out;
    const double* share = shares_.data();
    const auto next = [&] {
        double sum_ug = 0;
        for (int c = 0; c < cells_; ++c)
            sum_ug += *share++ * startCells_ug[c];
        return Mg(sum_ug / kMicrogramPerMg);
    };
    for (const Seconds time : times_) {
        MassBalance balance;
        balance.time = time;
        for (int l = 0; l < layers_; ++l)
            balance.layers.push_back(next());
        balance.blood = next();
        balance.lymph = next();
        balance.leaked = leaked;
        out.push_back(std::move(balance));
    }
    return out;
}

} // namespace meso::sim
