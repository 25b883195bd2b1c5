#include "sim/stage_polynomial.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace meso::sim {
namespace {

constexpr double kDampedTo = 0.92; // |p| where exp(-x) is small
constexpr int kMostStages = 400;

// A point of the fit: p(x) should be exp(-x), and an error counts so much.
struct Target {
    double x, weight;
};

// Chebyshev points, which crowd where polynomials overshoot.
double crowded(int i, int count, double range) {
    return range * 0.5 * (1 - std::cos(std::numbers::pi * (i + 0.5) / count));
}

// Normal equations of the fit in the functions T_k(y) - T_k(-1), which vanish at x = 0.
std::vector<float> leastSquares(const std::vector<Target>& targets, double range, int stages) {
    Eigen::MatrixXd rows(static_cast<Eigen::Index>(targets.size()), stages);
    Eigen::VectorXd values(rows.rows());
    for (Eigen::Index r = 0; r < rows.rows(); ++r) {
        const auto [x, weight] = targets[r];
        const double y = 2 * x / range - 1;
        double before = 1, now = y, atZero = -1;
        for (int k = 0; k < stages; ++k) {
            rows(r, k) = weight * (now - atZero);
            before = std::exchange(now, 2 * y * now - before);
            atZero = -atZero;
        }
        values(r) = weight * std::expm1(-x);
    }
    constexpr double kRidge = 1e-13;
    const Eigen::MatrixXd normal =
        rows.transpose() * rows + kRidge * Eigen::MatrixXd::Identity(stages, stages);
    const Eigen::VectorXd fitted = normal.ldlt().solve(rows.transpose() * values);
    std::vector<float> coefficients(stages + 1);
    double first = 1;
    for (int k = 1; k <= stages; ++k) {
        coefficients[k] = static_cast<float>(fitted(k - 1));
        first -= static_cast<double>(coefficients[k]) * (k % 2 == 0 ? 1 : -1);
    }
    coefficients[0] = static_cast<float>(first);
    return coefficients;
}

bool damps(const StagePolynomial& p) {
    const int points = 8 * p.stages() + 100;
    for (int i = 0; i < points; ++i) {
        const double x = crowded(i, points, p.range);
        const double limit = x < 1 ? 1e-6 + 1.02 * std::exp(-x) : kDampedTo;
        if (std::abs(valueAt(p, x)) > limit)
            return false;
    }
    return true;
}

} // namespace

double valueAt(const StagePolynomial& p, double x) {
    const double y = 2 * x / p.range - 1;
    double b1 = 0, b2 = 0;
    for (int k = p.stages(); k >= 1; --k)
        b2 = std::exchange(b1, static_cast<double>(p.coefficients[k]) + 2 * y * b1 - b2);
    return static_cast<double>(p.coefficients[0]) + y * b1 - b2;
}

PolynomialFitter::PolynomialFitter(double largestRate_per_s) {
    constexpr int kSlowWaves = 120, kFastWaves = 60;
    constexpr double kDecades = 7;
    waves_.push_back({0, 1});
    for (int i = 0; i < kSlowWaves; ++i)
        waves_.push_back(
            {largestRate_per_s * std::pow(10.0, kDecades * (i / (kSlowWaves - 1.0) - 1)), 1});
    for (int i = 1; i < kFastWaves; ++i)
        waves_.push_back({largestRate_per_s * i / kFastWaves, 1});
}

StagePolynomial PolynomialFitter::next(Seconds dt, double rate_per_s, double tolerance) {
    StagePolynomial p;
    p.range = std::max(rate_per_s * dt.value(), 1e-3);
    std::vector<Target> alive;
    for (const Wave& wave : waves_) {
        const double x = wave.rate_per_s * dt.value();
        if (x <= p.range * (1 + 1e-9))
            alive.push_back({std::min(x, p.range), wave.left});
    }
    const double floor = std::max(2 * tolerance, 1e-5);
    int stages = std::max(2, static_cast<int>(0.9 * std::sqrt(p.range / 0.9)));
    for (; stages < kMostStages; stages += std::max(1, stages / 12)) {
        std::vector<Target> targets = alive;
        const int spread = 6 * stages + 40;
        for (int i = 0; i < spread; ++i)
            targets.push_back({crowded(i, spread, p.range), floor});
        p.coefficients = leastSquares(targets, p.range, stages);
        const bool accurate = std::all_of(alive.begin(), alive.end(), [&](const Target& t) {
            return t.weight * std::abs(valueAt(p, t.x) - std::exp(-t.x)) <= tolerance;
        });
        if (accurate && damps(p))
            break;
    }
    countAsDone(p, dt);
    return p;
}

void PolynomialFitter::countAsDone(const StagePolynomial& p, Seconds dt) {
    constexpr double kLeast = 1e-12;
    for (Wave& wave : waves_) {
        const double x = std::min(wave.rate_per_s * dt.value(), p.range);
        const double kept = std::max(std::exp(-x), std::min(1.0, std::abs(valueAt(p, x))));
        wave.left = std::max(kLeast, wave.left * kept);
    }
}

} // namespace meso::sim
