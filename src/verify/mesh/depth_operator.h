#pragma once
#include <map>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "sim/model/pharmacokinetics.h"
#include "verify/mesh/tissue_grid.h"

namespace meso::verify {

/// Rows and columns that follow the depth cells in a generator: what has left the tissue.
enum class Cleared { Blood = 0, Lymph = 1 };
inline constexpr int kClearedRows = 2;

/// Rate matrix A of dm/dt = A m for one column of tissue, 1/s. m holds the amount per skin area in
/// each cell, then the amounts taken by blood and lymph, so that every column sums to zero and what
/// is cleared is exact. Fluxes follow the unbound concentration C/K, which is continuous where
/// layers meet; both ends of the column are closed.
/// `transports` has one entry per layer that the grid names.
Eigen::MatrixXd depthGenerator(const TissueGrid& grid,
                               std::span<const sim::LayerTransport> transports);

/// exp(A t) of a matrix whose off-diagonal entries are not negative: the result has no negative
/// entry, whatever t, so the step cannot undershoot. Uniformisation (Jensen 1953) with scaling and
/// squaring (Moler & Van Loan 2003); relative error about 1e-13. Columns of a generator that sum to
/// zero give columns that sum to one to rounding. O(size^3 log t).
Eigen::MatrixXd metzlerExponential(const Eigen::MatrixXd& generator, Seconds t);

/// exp(A dt) for the few step lengths of a run, each computed once. Bound to one generator.
class DepthPropagator {
public:
    explicit DepthPropagator(Eigen::MatrixXd generator) : generator_(std::move(generator)) {}
    /// The exponential for this step; the reference stays valid for the propagator's life.
    const Eigen::MatrixXd& step(Seconds dt);
    /// What a unit lying still in each of the first `cells` cells, which dissolves at `rate` into
    /// its cell, has become there after dt: rows as in the generator. The upper right block of the
    /// exponential of both together, so that it is exact; its columns and exp(-rate dt) add up to
    /// one. Not kept.
    [[nodiscard]] Eigen::MatrixXd fed(Seconds dt, PerSecond rate, int cells) const;

private:
    Eigen::MatrixXd generator_;
    std::map<double, Eigen::MatrixXd> steps_;
};

} // namespace meso::verify
