#include "sim/kernel/lobatto.h"

#include <cmath>
#include <numbers>
#include <utility>

#include "base/check.h"

namespace meso::sim {
namespace {

/// P_degree and P_(degree - 1).
std::pair<double, double> legendre(int degree, double x) {
    double before = 1, now = x;
    for (int n = 2; n <= degree; ++n)
        before = std::exchange(now, ((2 * n - 1) * x * now - (n - 1) * before) / n);
    return {now, before};
}

/// A root of P' near x, by Newton's method.
double slopeRoot(int degree, double x) {
    for (int step = 0; step < 50; ++step) {
        const auto [value, before] = legendre(degree, x);
        const double slope = degree * (before - x * value) / (1 - x * x);
        const double bend = (2 * x * slope - degree * (degree + 1) * value) / (1 - x * x);
        x -= slope / bend;
        if (std::abs(slope / bend) < 1e-15)
            break;
    }
    return x;
}

} // namespace

Lobatto lobatto(int degree) {
    MESO_CHECK(degree >= 1, "a Lobatto rule needs two nodes at least");
    const int p = degree;
    Lobatto rule{Eigen::VectorXd(p + 1), Eigen::VectorXd(p + 1),
                 Eigen::MatrixXd::Zero(p + 1, p + 1)};
    Eigen::VectorXd value(p + 1);
    for (int i = 0; i <= p; ++i) {
        const double start = -std::cos(std::numbers::pi * i / p);
        const double x = i == 0 ? -1 : i == p ? 1 : slopeRoot(p, start);
        rule.nodes[i] = x;
        value[i] = legendre(p, x).first;
        rule.weights[i] = 2 / (p * (p + 1) * value[i] * value[i]);
    }
    for (int i = 0; i <= p; ++i)
        for (int j = 0; j <= p; ++j)
            if (i != j)
                rule.derivative(i, j) = value[i] / (value[j] * (rule.nodes[i] - rule.nodes[j]));
    rule.derivative(0, 0) = -0.25 * p * (p + 1);
    rule.derivative(p, p) = 0.25 * p * (p + 1);
    return rule;
}

} // namespace meso::sim
