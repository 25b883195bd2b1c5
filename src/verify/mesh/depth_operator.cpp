#include "verify/mesh/depth_operator.h"

#include <cmath>

#include "base/check.h"

namespace meso::verify {
namespace {

// Resistance from a cell's centre to its face for a flux driven by u = C/K, s/mm.
double halfResistance(const TissueGrid& grid, const sim::LayerTransport& t, int cell) {
    return grid.height_mm(cell) / (2 * t.capacity * t.diffusivity.value());
}

// Puts each column's rounding into its largest entry, so that no mass is made or lost.
void makeColumnsSumToOne(Eigen::MatrixXd& matrix) {
    for (Eigen::Index c = 0; c < matrix.cols(); ++c) {
        Eigen::Index largest = 0;
        matrix.col(c).maxCoeff(&largest);
        matrix(largest, c) += 1 - matrix.col(c).sum();
    }
}

} // namespace

Eigen::MatrixXd depthGenerator(const TissueGrid& grid,
                               std::span<const sim::LayerTransport> transports) {
    const int cells = grid.cells();
    const int size = cells + kClearedRows;
    Eigen::MatrixXd a = Eigen::MatrixXd::Zero(size, size);
    for (int i = 0; i < cells; ++i) {
        MESO_CHECK(grid.layer[i] < static_cast<int>(transports.size()),
                   "every layer of the grid needs its transport");
        const sim::LayerTransport& t = transports[grid.layer[i]];
        a(cells + static_cast<int>(Cleared::Blood), i) = t.capillary.value();
        a(cells + static_cast<int>(Cleared::Lymph), i) = t.lymph.value();
        a(i, i) -= t.loss().value();
    }
    for (int i = 0; i + 1 < cells; ++i) {
        const sim::LayerTransport& upper = transports[grid.layer[i]];
        const sim::LayerTransport& lower = transports[grid.layer[i + 1]];
        const double conductance = grid.faceMetric[i + 1] / (halfResistance(grid, upper, i) +
                                                             halfResistance(grid, lower, i + 1));
        const double down = conductance / (grid.volumePerArea_mm(i) * upper.capacity);
        const double up = conductance / (grid.volumePerArea_mm(i + 1) * lower.capacity);
        a(i + 1, i) += down;
        a(i, i) -= down;
        a(i, i + 1) += up;
        a(i + 1, i + 1) -= up;
    }
    return a;
}

Eigen::MatrixXd metzlerExponential(const Eigen::MatrixXd& generator, Seconds t) {
    const Eigen::Index size = generator.rows();
    const auto identity = Eigen::MatrixXd::Identity(size, size);
    const double shift = std::max(0.0, -generator.diagonal().minCoeff());
    // B = A + shift I has no negative entry, so the series below adds positive terms only.
    const double scaled = shift * t.value();
    const int squarings = scaled > 0.5 ? static_cast<int>(std::ceil(std::log2(scaled / 0.5))) : 0;
    const double small = t.value() / std::exp2(squarings);
    const Eigen::MatrixXd step = (generator + shift * identity) * small;
    Eigen::MatrixXd term = identity, sum = identity;
    constexpr int kTerms = 24; // 0.5^24 / 24! is far below rounding
    for (int n = 1; n <= kTerms; ++n) {
        term = (term * step / n).eval();
        sum += term;
    }
    sum *= std::exp(-shift * small);
    const bool conserves = generator.colwise().sum().cwiseAbs().maxCoeff() <= 1e-12 * (shift + 1);
    if (conserves)
        makeColumnsSumToOne(sum);
    for (int s = 0; s < squarings; ++s) {
        sum = (sum * sum).eval();
        if (conserves)
            makeColumnsSumToOne(sum);
    }
    return sum;
}

const Eigen::MatrixXd& DepthPropagator::step(Seconds dt) {
    auto found = steps_.find(dt.value());
    if (found == steps_.end())
        found = steps_.emplace(dt.value(), metzlerExponential(generator_, dt)).first;
    return found->second;
}

Eigen::MatrixXd DepthPropagator::fed(Seconds dt, PerSecond rate, int cells) const {
    const Eigen::Index size = generator_.rows();
    Eigen::MatrixXd both = Eigen::MatrixXd::Zero(size + cells, size + cells);
    both.topLeftCorner(size, size) = generator_;
    for (int c = 0; c < cells; ++c) {
        both(c, size + c) = rate.value();
        both(size + c, size + c) = -rate.value();
    }
    return metzlerExponential(both, dt).topRightCorner(size, cells);
}

} // namespace meso::verify
