#include "verify/mesh/stepper.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::verify {
namespace {

// The lateral step 1 + tB + cB^2 with 0 <= c <= t^2/2 is non-negative as long as t d <= 1 for the
// largest row sum d; a little less, for rounding.
constexpr double kLargestLateralStep = 0.97;

} // namespace

Stepper::Stepper(const DiffusionModel& model)
    : model_(model), weight_(model.lateral.weight), rowSum_(model.lateral.rowSum),
      largestRowSum_(model.lateral.largestRowSum),
      depth_(model.grid, model.classes, model.transports) {
    if (!model.classes.uniform())
        setWeights();
    state_ = slope_ = bend_ = Eigen::MatrixXd::Zero(cells(), vertices());
}

// Weights between columns of unlike thickness: m_i f_i w is symmetric, so the amount is kept.
void Stepper::setWeights() {
    const LateralOperator& op = model_.lateral;
    const auto factor = [this](int v) { return model_.classes.factor[classOf(v)]; };
    largestRowSum_ = 0;
    for (int v = 0; v < vertices(); ++v) {
        rowSum_[v] = 0;
        for (int n = op.rowStart[v]; n < op.rowStart[v + 1]; ++n) {
            weight_[n] = op.weight[n] * 0.5 * (1 + factor(op.column[n]) / factor(v));
            rowSum_[v] += weight_[n];
        }
        largestRowSum_ = std::max(largestRowSum_, rowSum_[v]);
    }
}

Eigen::MatrixXd Stepper::columnsOf(std::span<const double> amounts) const {
    MESO_CHECK(amounts.size() == static_cast<std::size_t>(vertices()) * cells(),
               "a state has one amount per vertex and cell");
    Eigen::MatrixXd columns =
        Eigen::Map<const Eigen::MatrixXd>(amounts.data(), cells(), vertices());
    for (int v = 0; v < vertices(); ++v)
        columns.col(v) = columns.col(v).cwiseQuotient(scaleAt(v).volume);
    return columns;
}

void Stepper::setAmounts(std::span<const double> amounts) {
    state_ = columnsOf(amounts);
    cleared_ = {};
    store_.resize(0, 0);
    depth_.useStore(PerSecond(0));
}

void Stepper::setStore(std::span<const double> amounts, PerSecond rate) {
    MESO_CHECK(rate.value() > 0, "a store needs a rate");
    store_ = columnsOf(amounts);
    storeLeft_ = 1;
    depth_.useStore(rate);
}

double Stepper::storeTotal() const {
    double total = 0;
    for (int v = 0; v < store_.cols(); ++v)
        total += model_.lateral.mass_mm2[v] * store_.col(v).dot(scaleAt(v).volume);
    return total * storeLeft_;
}

std::vector<double> Stepper::cellTotals() const {
    Eigen::VectorXd totals = Eigen::VectorXd::Zero(cells());
    for (int v = 0; v < vertices(); ++v)
        totals += model_.lateral.mass_mm2[v] * state_.col(v).cwiseProduct(scaleAt(v).volume);
    return {totals.begin(), totals.end()};
}

// Few columns have a store.
void Stepper::feed(const std::vector<DepthStep>& steps) {
    for (int v = 0; v < store_.cols(); ++v) {
        if ((store_.col(v).array() == 0).all())
            continue;
        const DepthStep& step = steps[classOf(v)];
        const Eigen::VectorXd stored = store_.col(v) * storeLeft_;
        state_.col(v) += step.fed * stored;
        const Eigen::VectorXd taken = step.fedToCleared * stored.cwiseProduct(scaleAt(v).volume);
        for (int way = 0; way < kClearedRows; ++way)
            cleared_[way] += model_.lateral.mass_mm2[v] * taken[way];
    }
    storeLeft_ *= steps.front().storeLeft;
}

void Stepper::depth(Seconds dt) {
    const std::vector<DepthStep>& steps = depth_.of(dt);
    Eigen::VectorXd taken = Eigen::VectorXd::Zero(kClearedRows);
    if (depth_.classes() == 1) {
        const std::vector<double> totals = cellTotals();
        taken = steps.front().toCleared * Eigen::Map<const Eigen::VectorXd>(totals.data(), cells());
        state_ = (steps.front().moved * state_).eval();
    } else {
        for (int v = 0; v < vertices(); ++v) {
            const DepthStep& step = steps[classOf(v)];
            taken += model_.lateral.mass_mm2[v] *
                     (step.toCleared * state_.col(v).cwiseProduct(scaleAt(v).volume));
            state_.col(v) = (step.moved * state_.col(v)).eval();
        }
    }
    for (int way = 0; way < kClearedRows; ++way)
        cleared_[way] += taken[way];
    feed(steps);
}

Eigen::ArrayXd Stepper::differences(const Eigen::MatrixXd& x, int vertex) const {
    const LateralOperator& op = model_.lateral;
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(cells());
    for (int n = op.rowStart[vertex]; n < op.rowStart[vertex + 1]; ++n)
        sum += weight_[n] * (x.col(op.column[n]) - x.col(vertex)).array();
    return sum;
}

int Stepper::lateralSubsteps(Seconds dt) const {
    double largest_mm2_per_s = 0;
    for (int k = 0; k < depth_.classes(); ++k)
        for (int c = 0; c < cells(); ++c) {
            const double diffusivity =
                model_.transports[model_.grid.layer[c]].diffusivity.value() / model_.grid.metric[c];
            largest_mm2_per_s =
                std::max(largest_mm2_per_s, diffusivity * depth_.scaleOf(k).relief[c]);
        }
    const double reach = largest_mm2_per_s * dt.value() * largestRowSum_;
    return std::max(1, static_cast<int>(std::ceil(reach / kLargestLateralStep)));
}

void Stepper::lateral(Seconds dt) {
    if (!(largestRowSum_ > 0))
        return;
    const int substeps = lateralSubsteps(dt);
    Eigen::ArrayXd tau_mm2(cells()); // of one substep on the model's grid
    for (int c = 0; c < cells(); ++c)
        tau_mm2[c] = model_.transports[model_.grid.layer[c]].diffusivity.value() /
                     model_.grid.metric[c] * dt.value() / substeps;
    const bool bends = !model_.mendsLumping || 0.5 * tau_mm2.maxCoeff() * largestRowSum_ > 0.25;
    for (int s = 0; s < substeps; ++s) {
        for (int v = 0; v < vertices(); ++v) {
            slope_.col(v) = differences(state_, v);
            if (!bends || !(rowSum_[v] > 0))
                continue;
            const double lumping = model_.mendsLumping ? 0.25 / rowSum_[v] : 0;
            bend_.col(v) = (tau_mm2 * (0.5 * tau_mm2 * scaleAt(v).relief - lumping)).max(0.0) *
                           slope_.col(v).array();
        }
        for (int v = 0; v < vertices(); ++v) {
            Eigen::ArrayXd gain = tau_mm2 * slope_.col(v).array();
            if (bends)
                gain += differences(bend_, v);
            state_.col(v).array() += gain * scaleAt(v).relief;
        }
    }
}

void Stepper::advance(Seconds dt, int steps) {
    if (steps <= 0)
        return;
    depth(dt / 2);
    for (int s = 0; s < steps; ++s) {
        lateral(dt);
        depth(s + 1 < steps ? dt : dt / 2);
    }
}

} // namespace meso::verify
