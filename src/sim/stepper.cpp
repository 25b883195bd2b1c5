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

// What leaves a column. Four sums side by side: a single one would wait for every addition.
template <class Real>
double leaving(const double* share, const double* scale, const Real* row, int cells) {
    constexpr int kSums = 4;
    double sum[kSums] = {};
    int c = 0;
    for (; c + kSums <= cells; c += kSums)
        for (int k = 0; k < kSums; ++k)
            sum[k] += share[c + k] * scale[c + k] * static_cast<double>(row[c + k]);
    for (; c < cells; ++c)
        sum[0] += share[c] * scale[c] * static_cast<double>(row[c]);
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

// The lateral step 1 + tB + cB^2 with 0 <= c <= t^2/2 is non-negative as long as t d <= 1 for the
// largest row sum d; a little less, for rounding.
constexpr double kLargestLateralStep = 0.97;

} // namespace

template <class Real>
Stepper<Real>::Stepper(const DiffusionModel& model, BlockTeam& team)
    : model_(model), team_(team), stride_(paddedCells<Real>(model.grid.cells())),
      weight_(model.lateral.weight.begin(), model.lateral.weight.end()),
      rowSum_(model.lateral.rowSum), largestRowSum_(model.lateral.largestRowSum),
      depth_(model.grid, model.classes, model.transports, stride_) {
    MESO_CHECK(stride_ <= kMaxStride, "a depth grid has at most 128 cells");
    if (!model.classes.uniform())
        setWeights();
    const std::size_t size = static_cast<std::size_t>(vertices()) * stride_;
    state_.assign(size, 0);
    slope_.assign(size, 0);
    bend_.assign(size, 0);
    blockSums_.assign(static_cast<std::size_t>(blocks()) * cells(), 0);
    blockCleared_.assign(static_cast<std::size_t>(blocks()) * kClearedRows, 0);
}

// Weights between columns of unlike thickness: m_i f_i w is symmetric, so the amount is kept.
template <class Real>
void Stepper<Real>::setWeights() {
    const LateralOperator& op = model_.lateral;
    const auto factor = [this](int v) { return model_.classes.factor[classOf(v)]; };
    largestRowSum_ = 0;
    for (int v = 0; v < vertices(); ++v) {
        rowSum_[v] = 0;
        for (int n = op.rowStart[v]; n < op.rowStart[v + 1]; ++n) {
            const double mean = 0.5 * (1 + factor(op.column[n]) / factor(v));
            weight_[n] = static_cast<Real>(op.weight[n] * mean);
            rowSum_[v] += op.weight[n] * mean;
        }
        largestRowSum_ = std::max(largestRowSum_, rowSum_[v]);
    }
}

template <class Real>
void Stepper<Real>::useLosses(std::span<const LayerTransport> transports) {
    depth_.useLosses(transports);
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
                static_cast<Real>(amounts[static_cast<std::size_t>(v) * cells() + c] /
                                  depth_.scaleOf(classOf(v)).volume[c]);
    cleared_ = {};
    storeVertex_.clear();
    store_.clear();
    depth_.useStore(PerSecond(0));
}

template <class Real>
void Stepper<Real>::setStore(std::span<const double> amounts, PerSecond rate) {
    MESO_CHECK(amounts.size() == static_cast<std::size_t>(vertices()) * cells() && rate.value() > 0,
               "a store has one amount per vertex and cell, and a rate");
    storeVertex_.clear();
    store_.clear();
    for (int v = 0; v < vertices(); ++v) {
        const auto row = amounts.subspan(static_cast<std::size_t>(v) * cells(), cells());
        if (std::all_of(row.begin(), row.end(), [](double amount) { return amount == 0; }))
            continue;
        storeVertex_.push_back(v);
        for (int c = 0; c < cells(); ++c)
            store_.push_back(static_cast<Real>(row[c] / depth_.scaleOf(classOf(v)).volume[c]));
    }
    storeLeft_ = 1;
    depth_.useStore(rate);
}

template <class Real>
double Stepper<Real>::storeTotal() const {
    double total = 0;
    for (std::size_t n = 0; n < storeVertex_.size(); ++n) {
        const int v = storeVertex_[n];
        double column = 0;
        for (int c = 0; c < cells(); ++c)
            column +=
                static_cast<double>(store_[n * cells() + c]) * depth_.scaleOf(classOf(v)).volume[c];
        total += model_.lateral.mass_mm2[v] * column;
    }
    return storeVertex_.empty() ? 0 : total * storeLeft_;
}

template <class Real>
void Stepper<Real>::sumBlock(int block) {
    double* sums = blockSums_.data() + static_cast<std::size_t>(block) * cells();
    std::fill(sums, sums + cells(), 0.0);
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        const double mass = model_.lateral.mass_mm2[v];
        const double* scale = depth_.scaleOf(classOf(v)).volume.data();
        const Real* row = state_.data() + static_cast<std::size_t>(v) * stride_;
        for (int c = 0; c < cells(); ++c)
            sums[c] += mass * scale[c] * static_cast<double>(row[c]);
    }
}

// With one class the sums of all columns tell what is taken; with several each has its own shares.
template <class Real>
void Stepper<Real>::clearBlock(int block, std::span<const DepthStep<Real>> steps) {
    double* taken = blockCleared_.data() + static_cast<std::size_t>(block) * kClearedRows;
    std::fill(taken, taken + kClearedRows, 0.0);
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        const DepthStep<Real>& step = steps[classOf(v)];
        const double* scale = depth_.scaleOf(classOf(v)).volume.data();
        const Real* row = state_.data() + static_cast<std::size_t>(v) * stride_;
        for (int way = 0; way < kClearedRows; ++way)
            taken[way] += model_.lateral.mass_mm2[v] *
                          leaving(step.toCleared[way].data(), scale, row, cells());
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
void Stepper<Real>::bookCleared(std::span<const DepthStep<Real>> steps) {
    if (classCount() > 1) {
        for (int block = 0; block < blocks(); ++block)
            for (int way = 0; way < kClearedRows; ++way)
                cleared_[way] +=
                    blockCleared_[static_cast<std::size_t>(block) * kClearedRows + way];
        return;
    }
    for (int c = 0; c < cells(); ++c) {
        double total = 0;
        for (int block = 0; block < blocks(); ++block)
            total += blockSums_[static_cast<std::size_t>(block) * cells() + c];
        for (int way = 0; way < kClearedRows; ++way)
            cleared_[way] += steps.front().toCleared[way][c] * total;
    }
}

template <class Real>
void Stepper<Real>::propagateBlock(int block, std::span<const DepthStep<Real>> steps) {
    constexpr int kLanes = kernels::PackOf<Real>::kLanes;
    alignas(16) Real moved[kMaxStride];
    const auto [first, last] = rowsOf(block, vertices());
    for (int v = first; v < last; ++v) {
        const Real* transposed = steps[classOf(v)].transposed.data();
        Real* row = state_.data() + static_cast<std::size_t>(v) * stride_;
        kernels::forPackGroups(stride_ / kLanes, [&]<int Count>(int pack) {
            kernels::propagateRow<Real, Count>(row, transposed, stride_, cells(), pack, moved);
        });
        std::copy(moved, moved + stride_, row);
    }
}

// Few vertices have a store, so this needs neither packs nor threads.
template <class Real>
void Stepper<Real>::feed(std::span<const DepthStep<Real>> steps) {
    for (std::size_t n = 0; n < storeVertex_.size(); ++n) {
        const int v = storeVertex_[n];
        const DepthStep<Real>& step = steps[classOf(v)];
        const double* scale = depth_.scaleOf(classOf(v)).volume.data();
        Real* row = state_.data() + static_cast<std::size_t>(v) * stride_;
        for (int from = 0; from < cells(); ++from) {
            const double stored = static_cast<double>(store_[n * cells() + from]) * storeLeft_;
            if (stored == 0)
                continue;
            const Real* fed = step.fed.data() + static_cast<std::size_t>(from) * stride_;
            for (int to = 0; to < cells(); ++to)
                row[to] += static_cast<Real>(stored) * fed[to];
            for (int way = 0; way < kClearedRows; ++way)
                cleared_[way] += model_.lateral.mass_mm2[v] * scale[from] * stored *
                                 step.fedToCleared[way][from];
        }
    }
    storeLeft_ *= steps.front().storeLeft;
}

template <class Real>
void Stepper<Real>::depth(Seconds dt) {
    const std::vector<DepthStep<Real>>& steps = depth_.of(dt);
    team_.run(blocks(), [&](int block) {
        if (classCount() > 1)
            clearBlock(block, steps);
        else
            sumBlock(block);
        propagateBlock(block, steps);
    });
    bookCleared(steps);
    feed(steps);
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
        const auto lumping = static_cast<Real>(model_.mendsLumping ? 0.25 / rowSum_[v] : 0);
        const Real* relief = depth_.scaleOf(classOf(v)).relief.data();
        for (int c = 0; c < stride_; ++c) {
            const Real tau = step.tau[c];
            const Real factor = std::max(Real(0), tau * (Real(0.5) * tau * relief[c] - lumping));
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
        const Real* relief = depth_.scaleOf(classOf(v)).relief.data();
        for (int c = 0; c < stride_; ++c)
            state_[row + c] += (step.tau[c] * slope_[row + c] + curve[c]) * relief[c];
    }
}

template <class Real>
int Stepper<Real>::lateralSubsteps(Seconds dt) const {
    double largest_mm2_per_s = 0;
    for (int k = 0; k < classCount(); ++k)
        for (int c = 0; c < cells(); ++c) {
            const double diffusivity =
                model_.transports[model_.grid.layer[c]].diffusivity.value() / model_.grid.metric[c];
            largest_mm2_per_s = std::max(
                largest_mm2_per_s, diffusivity * static_cast<double>(depth_.scaleOf(k).relief[c]));
        }
    const double reach = largest_mm2_per_s * dt.value() * largestRowSum_;
    return std::max(1, static_cast<int>(std::ceil(reach / kLargestLateralStep)));
}

template <class Real>
void Stepper<Real>::lateral(Seconds dt) {
    if (!(largestRowSum_ > 0))
        return;
    const int substeps = lateralSubsteps(dt);
    LateralStep step;
    for (int c = 0; c < cells(); ++c) {
        const double diffusivity =
            model_.transports[model_.grid.layer[c]].diffusivity.value() / model_.grid.metric[c];
        const double tau_mm2 = diffusivity * dt.value() / substeps;
        step.tau[c] = static_cast<Real>(tau_mm2);
        step.bends = step.bends || !model_.mendsLumping || 0.5 * tau_mm2 * largestRowSum_ > 0.25;
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
