#include "verify/axisymmetric_stepper.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "base/check.h"

namespace meso::verify {
namespace {

constexpr int kSdirkStages = 5;
constexpr double kSdirkDiagonal = 0.25;
// Below the diagonal; the last row is that of the result.
constexpr std::array<std::array<double, kSdirkStages>, kSdirkStages> kSdirkRows{{
    {},
    {1.0 / 2},
    {17.0 / 50, -1.0 / 25},
    {371.0 / 1360, -137.0 / 2720, 15.0 / 544},
    {25.0 / 24, -49.0 / 48, 125.0 / 16, -85.0 / 12},
}};
constexpr std::array<double, kSdirkStages> kSdirkResult{25.0 / 24, -49.0 / 48, 125.0 / 16,
                                                        -85.0 / 12, 1.0 / 4};
constexpr std::array<double, kSdirkStages> kSdirkEmbedded{59.0 / 48, -17.0 / 96, 225.0 / 32,
                                                          -85.0 / 12, 0};

// 1 / (1 - z/R), with R = infinity in flat tissue.
double widened(const AxisymmetricGrid& grid, double z) {
    return grid.radius_mm > 0 ? 1 / (1 - z / grid.radius_mm) : 1;
}

} // namespace

AxisymmetricStepper::AxisymmetricStepper(const AxisymmetricCase& question, AxisymmetricGrid grid)
    : grid_(std::move(grid)), layers_(question.layers), depot_(question.depot),
      release_per_s_(question.release_per_s) {
    for (const AxisymmetricLayer& layer : layers_)
        MESO_CHECK(layer.capacity > 0 && layer.diffusivity_mm2_per_s > 0,
                   "a layer needs a capacity and a diffusivity");
    const int count = grid_.rings() * grid_.cells();
    mass_.resize(count);
    for (int i = 0; i < grid_.rings(); ++i)
        for (int j = 0; j < grid_.cells(); ++j)
            mass_[at(i, j)] = layers_[grid_.layer[j]].capacity * grid_.volume_mm3(i, j);
    loss_ = Eigen::VectorXd::Zero(count);
    setExchange();
    setStart(question.dose, release_per_s_ > 0);
}

void AxisymmetricStepper::setExchange() {
    std::vector<Eigen::Triplet<double>> entries;
    Eigen::VectorXd diagonal = Eigen::VectorXd::Zero(mass_.size());
    const auto join = [&](int a, int b, double conductance) {
        entries.emplace_back(std::max(a, b), std::min(a, b), -conductance);
        diagonal[a] += conductance;
        diagonal[b] += conductance;
    };
    const auto transport = [&](int j) {
        const AxisymmetricLayer& layer = layers_[grid_.layer[j]];
        return layer.capacity * layer.diffusivity_mm2_per_s;
    };
    const auto& r = grid_.ringFaces_mm;
    const auto& z = grid_.depthFaces_mm;
    const double radius = grid_.radius_mm;
    // Deeper faces between rings are shorter, and so is the way across them: both cancel.
    for (int i = 0; i + 1 < grid_.rings(); ++i) {
        const double toAxis = radius > 0 ? radius * std::sin(r[i + 1] / radius) : r[i + 1];
        const double perDepth = 2 * std::numbers::pi * toAxis / ((r[i + 2] - r[i]) / 2);
        for (int j = 0; j < grid_.cells(); ++j)
            join(at(i, j), at(i + 1, j), perDepth * transport(j) * (z[j + 1] - z[j]));
    }
    // Resistance of a stretch of a cone: the integral of dz / (1 - z/R)^2.
    const auto resistance = [&](double from, double to, int j) {
        return (to - from) * widened(grid_, from) * widened(grid_, to) / transport(j);
    };
    for (int j = 0; j + 1 < grid_.cells(); ++j) {
        const double across = resistance((z[j] + z[j + 1]) / 2, z[j + 1], j) +
                              resistance(z[j + 1], (z[j + 1] + z[j + 2]) / 2, j + 1);
        for (int i = 0; i < grid_.rings(); ++i) {
            const double area =
                2 * std::numbers::pi * (grid_.ringMeasures_mm2[i + 1] - grid_.ringMeasures_mm2[i]);
            join(at(i, j), at(i, j + 1), area / across);
        }
    }
    for (int n = 0; n < mass_.size(); ++n)
        entries.emplace_back(n, n, diagonal[n]);
    exchange_.resize(mass_.size(), mass_.size());
    exchange_.setFromTriplets(entries.begin(), entries.end());
    factors_.analyzePattern(exchange_);
}

void AxisymmetricStepper::setStart(double dose, bool isStored) {
    const std::vector<double> shares = depotShares(grid_, depot_);
    const Eigen::Map<const Eigen::VectorXd> field(shares.data(), mass_.size());
    const double total = mass_.dot(field);
    MESO_CHECK(total > 0, "the depot must lie in the tissue");
    start_ = mass_.cwiseProduct(field) / total;
    state_.unbound =
        isStored ? Eigen::VectorXd::Zero(mass_.size()) : Eigen::VectorXd(field * (dose / total));
    state_.exposure = Eigen::VectorXd::Zero(mass_.size());
    state_.store = isStored ? dose : 0;
    state_.cleared.assign(layers_.size(), 0);
}

void AxisymmetricStepper::setLoss(std::span<const double> loss_per_s) {
    MESO_CHECK(loss_per_s.size() == layers_.size(), "a loss for each layer");
    for (int n = 0; n < mass_.size(); ++n)
        loss_[n] = loss_per_s[grid_.layer[n % grid_.cells()]] * mass_[n];
    factorisedFor_ = -1;
}

void AxisymmetricStepper::factorise(double massShare) {
    if (massShare == factorisedFor_)
        return;
    matrix_ = exchange_;
    for (int n = 0; n < mass_.size(); ++n)
        matrix_.coeffRef(n, n) += loss_[n] + massShare * mass_[n];
    factors_.factorize(matrix_);
    factorisedFor_ = massShare;
    ++factorisations_;
}

double AxisymmetricStepper::step(double seconds) {
    const double implicit = kSdirkDiagonal * seconds;
    factorise(1 / implicit);
    std::array<Eigen::VectorXd, kSdirkStages> slope;
    std::array<double, kSdirkStages> storeSlope{};
    Eigen::VectorXd error = Eigen::VectorXd::Zero(mass_.size()), stage;
    double store = state_.store;
    for (int s = 0; s < kSdirkStages; ++s) {
        Eigen::VectorXd before = state_.unbound;
        double storeBefore = state_.store;
        for (int p = 0; p < s; ++p) {
            before += seconds * kSdirkRows[s][p] * slope[p];
            storeBefore += seconds * kSdirkRows[s][p] * storeSlope[p];
        }
        store = storeBefore / (1 + implicit * release_per_s_);
        storeSlope[s] = -release_per_s_ * store;
        stage = factors_.solve(mass_.cwiseProduct(before) / implicit - storeSlope[s] * start_);
        slope[s] = (stage - before) / implicit;
        error += seconds * (kSdirkResult[s] - kSdirkEmbedded[s]) * slope[s];
        state_.exposure += seconds * kSdirkResult[s] * stage;
        for (int n = 0; n < mass_.size(); ++n)
            state_.cleared[grid_.layer[n % grid_.cells()]] +=
                seconds * kSdirkResult[s] * loss_[n] * stage[n];
    }
    state_.unbound = stage;
    state_.store = store;
    return error.lpNorm<Eigen::Infinity>() /
           std::max(stage.lpNorm<Eigen::Infinity>(), std::numeric_limits<double>::min());
}

Eigen::VectorXd AxisymmetricStepper::exposureFromNow() {
    if (loss_.maxCoeff() <= 0)
        return Eigen::VectorXd::Constant(mass_.size(), std::nan(""));
    factorise(0);
    return factors_.solve(mass_.cwiseProduct(state_.unbound) + state_.store * start_);
}

std::vector<double> AxisymmetricStepper::inTissue() const {
    std::vector<double> amount(layers_.size(), 0.0);
    for (int n = 0; n < mass_.size(); ++n)
        amount[grid_.layer[n % grid_.cells()]] += mass_[n] * state_.unbound[n];
    return amount;
}

} // namespace meso::verify
