#pragma once
#include <vector>

#include "base/units.h"

namespace meso::sim {

/// p with p(0) = 1 that stands for exp(-x) on [0, range]: sum_k c_k T_k(2 x / range - 1). Evaluated
/// on an operator in as many stages as its degree.
struct StagePolynomial {
    double range = 1;
    std::vector<float> coefficients; ///< at least 3
    [[nodiscard]] int stages() const { return static_cast<int>(coefficients.size()) - 1; }
};

/// p(x) by Clenshaw's recurrence.
double valueAt(const StagePolynomial& p, double x);

/// Chooses the polynomials of successive steps. A fit is a least-squares one with p(0) = 1 (so that
/// nothing is made or lost), weighted by how much of each wave the earlier steps have left, and
/// damped where exp(-x) is nothing. It needs about half the stages of a Chebyshev expansion of
/// equal accuracy, which also biases the slow waves.
class PolynomialFitter {
public:
    /// Largest rate of any wave in any step, 1/s: lateral eigenvalue x diffusivity.
    explicit PolynomialFitter(double largestRate_per_s);
    /// The shortest polynomial whose weighted error is at most the tolerance, for a step of dt
    /// whose fastest wave decays at the given rate (<= the largest). Counts the step as done.
    StagePolynomial next(Seconds dt, double rate_per_s, double tolerance);

private:
    struct Wave {
        double rate_per_s, left; // share of its first amplitude
    };
    void countAsDone(const StagePolynomial& p, Seconds dt);
    std::vector<Wave> waves_;
};

} // namespace meso::sim
