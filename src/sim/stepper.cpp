#include "sim/stepper.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "sim/step_kernels.h"

namespace meso::sim {
namespace {

constexpr int kBlockRows = 128;

template <class Real>
int paddedCells(int cells) {
    constexpr int kLanes = kernels::PackOf<Real>::kLanes;
    return (cells + kLanes - 1) / kLanes * kLanes;
}

struct Rows {
    int first, last;
};

Rows rowsOf(int block, int vertices) {
    return {block * kBlockRows, std::min(vertices, (block + 1) * kBlockRows)};
}

// The lateral step 1 + tB + cB^2 with 0 <= c <= t^2/2 is non-negative as long as t d <= 1 for the
// largest row sum d; a little less, for rounding.
constexpr double kLargestLateralStep = 0.97;

} // namespace

template <class Real>
Stepper<Real>::Stepper(const DiffusionModel& model, BlockTeam& team)
    : model_(model), team_(team), stride_(paddedCells<Real>(model.grid.cells())),
      weight_(model.lateral.weight.begin(), model.lateral.weight.end()),
      propagator_(depthGenerator(model.grid, model.transports)) {
    MESO_CHECK(stride_ <= kMaxStride, "a depth grid has at most 128 cells");
    const std::size_t size = static_cast<std::size_t>(vertices()) * stride_;
    state_.assign(size, 0);
    slope_.assign(size, 0);
    bend_.assign(size, 0);
    blockSums_.assign(static_cast<std::size_t>(blocks()) * cells(), 0);
}

template <class Real>
int Stepper<Real>::blocks() const {
    return (vertices() + kBlockRows - 1) / kBlockRows;
}

template <class Real>
void Stepper<Real>::setAmounts(std::span<const double> amounts) {
    MESO_CHECK(amounts.size() == static_cast<std::size_t>(vertices()) * cells(),
               "a state has one amount per vertex and cell");
    for (int v = 0; v < vertices(); ++v)
        for (int c = 0; c < cells(); ++c)
            state_[static_cast<std::size_t>(v) * stride_ + c] =
                static_cast<Real>(amounts[static_cast<std::size_t>(v) * cells() + c]);
    cleared_ = {};
}

template <class Real>
const typename Stepper<Real>::DepthStep& Stepper<Real>::depthStep(Seconds dt) {
    const auto known = depthSteps_.find(dt.value());
    if (known != depthSteps_.end())
        return known->second;
    const Eigen::MatrixXd& e = propagator_.step(dt);
    DepthStep step;
    step.transposed.assign(static_cast<std::size_t>(cells()) * stride_, 0);
    for (int from = 0; from < cells(); ++from)
        for (int to = 0; to < cells(); ++to)
            step.transposed[static_cast<std::size_t>(from) * stride_ + to] =
                static_cast<Real>(e(to, from));
    for (int way = 0; way < kClearedRows; ++way)
        for (int from = 0; from < cells(); ++from)
            step.toCleared[way].push_back(e(cells() + way, from));
    return depthSteps_.emplace(dt.value(), std::move(step)).first->second;
}

template <class Real>
void Stepper<Real>::sumBlock(int block) {
    double* sums = blockSums_.data() + static_cast<std::size_t>(block) * cells();
    std::fill(sums, sums + cells(), 0.0);
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        const double mass = model_.lateral.mass_mm2[v];
        const Real* row = state_.data() + static_cast<std::size_t>(v) * stride_;
        for (int c = 0; c < cells(); ++c)
            sums[c] += mass * static_cast<double>(row[c]);
    }
}

template <class Real>
std::vector<double> Stepper<Real>::cellTotals() {
    team_.run(blocks(), [this](int block) { sumBlock(block); });
    std::vector<double> totals(cells(), 0);
    for (int block = 0; block < blocks(); ++block)
        for (int c = 0; c < cells(); ++c)
            totals[c] += blockSums_[static_cast<std::size_t>(block) * cells() + c];
    return totals;
}

template <class Real>
void Stepper<Real>::bookCleared(const DepthStep& step) {
    for (int c = 0; c < cells(); ++c) {
        double total = 0;
        for (int block = 0; block < blocks(); ++block)
            total += blockSums_[static_cast<std::size_t>(block) * cells() + c];
        for (int way = 0; way < kClearedRows; ++way)
            cleared_[way] += step.toCleared[way][c] * total;
    }
}

template <class Real>
void Stepper<Real>::propagateBlock(int block, const DepthStep& step) {
    constexpr int kLanes = kernels::PackOf<Real>::kLanes;
    alignas(16) Real moved[kMaxStride];
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        Real* row = state_.data() + static_cast<std::size_t>(v) * stride_;
        kernels::forPackGroups(stride_ / kLanes, [&]<int Count>(int pack) {
            kernels::propagateRow<Real, Count>(row, step.transposed.data(), stride_, cells(), pack,
                                               moved);
        });
        std::copy(moved, moved + stride_, row);
    }
}

template <class Real>
void Stepper<Real>::depth(Seconds dt) {
    const DepthStep& step = depthStep(dt);
    team_.run(blocks(), [&](int block) {
        sumBlock(block);
        propagateBlock(block, step);
    });
    bookCleared(step);
}

template <class Real>
void Stepper<Real>::laplaceBlock(int block, const LateralStep& step) {
    constexpr int kLanes = kernels::PackOf<Real>::kLanes;
    const LateralOperator& op = model_.lateral;
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        const int start = op.rowStart[v], count = op.rowStart[v + 1] - start;
        const std::size_t row = static_cast<std::size_t>(v) * stride_;
        kernels::forPackGroups(stride_ / kLanes, [&]<int Count>(int pack) {
            kernels::differences<Real, Count>(state_.data(), stride_, v, op.column.data() + start,
                                              weight_.data() + start, count, pack,
                                              slope_.data() + row);
        });
        if (!step.bends || count == 0)
            continue;
        const auto lumping = static_cast<Real>(0.25 / op.rowSum[v]);
        for (int c = 0; c < stride_; ++c) {
            const Real tau = step.tau[c];
            const Real factor = std::max(Real(0), tau * (Real(0.5) * tau - lumping));
            bend_[row + c] = factor * slope_[row + c];
        }
    }
}

template <class Real>
void Stepper<Real>::heunBlock(int block, const LateralStep& step) {
    constexpr int kLanes = kernels::PackOf<Real>::kLanes;
    const LateralOperator& op = model_.lateral;
    alignas(16) Real curve[kMaxStride] = {};
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        const int start = op.rowStart[v], count = op.rowStart[v + 1] - start;
        const std::size_t row = static_cast<std::size_t>(v) * stride_;
        if (step.bends)
            kernels::forPackGroups(stride_ / kLanes, [&]<int Count>(int pack) {
                kernels::differences<Real, Count>(bend_.data(), stride_, v,
                                                  op.column.data() + start, weight_.data() + start,
                                                  count, pack, curve);
            });
        for (int c = 0; c < stride_; ++c)
            state_[row + c] += step.tau[c] * slope_[row + c] + curve[c];
    }
}

template <class Real>
int Stepper<Real>::lateralSubsteps(Seconds dt) const {
    double largest_mm2_per_s = 0;
    for (int c = 0; c < cells(); ++c)
        largest_mm2_per_s = std::max(largest_mm2_per_s,
                                     model_.transports[model_.grid.layer[c]].diffusivity.value() /
                                         model_.grid.metric[c]);
    const double reach = largest_mm2_per_s * dt.value() * model_.lateral.largestRowSum;
    return std::max(1, static_cast<int>(std::ceil(reach / kLargestLateralStep)));
}

template <class Real>
void Stepper<Real>::lateral(Seconds dt) {
    if (!(model_.lateral.largestRowSum > 0))
        return;
    const int substeps = lateralSubsteps(dt);
    LateralStep step;
    for (int c = 0; c < cells(); ++c) {
        const double diffusivity =
            model_.transports[model_.grid.layer[c]].diffusivity.value() / model_.grid.metric[c];
        const double tau_mm2 = diffusivity * dt.value() / substeps;
        step.tau[c] = static_cast<Real>(tau_mm2);
        step.bends = step.bends || 0.5 * tau_mm2 * model_.lateral.largestRowSum > 0.25;
    }
    for (int s = 0; s < substeps; ++s) {
        team_.run(blocks(), [&](int block) { laplaceBlock(block, step); });
        team_.run(blocks(), [&](int block) { heunBlock(block, step); });
    }
}

template <class Real>
Status Stepper<Real>::advance(Seconds dt, int steps, const std::function<bool()>& goOn) {
    if (steps <= 0)
        return Done{};
    depth(dt / 2);
    for (int s = 0; s < steps; ++s) {
        lateral(dt);
        if (goOn && !goOn())
            return Error{"The steps were interrupted."};
        depth(s + 1 < steps ? dt : dt / 2);
    }
    return Done{};
}

template class Stepper<float>;
template class Stepper<double>;

} // namespace meso::sim
