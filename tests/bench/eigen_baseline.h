#pragma once
#include <vector>

#include "bench/fast_problem.h"

namespace meso::bench {

/// A day by the best plain recipe that Eigen offers.
struct EigenRun {
    double seconds = 0; ///< of this thread's processor, matrices and steps, one thread
    int steps = 0;
    std::vector<std::vector<double>> amounts; ///< at kMarks, vertices x cells
};

/// Crank-Nicolson (four steps of backward Euler at the start) on the prism matrix in double, steps
/// that double up to a sixteenth of the time gone by, conjugate gradients with the diagonal as
/// preconditioner, tolerance 1e-5, started from the step before. Of the recipes tried
/// (Cholesky, incomplete Cholesky, backward Euler) it needs the least time to 1 %.
EigenRun runEigen(const CapProblem& problem);

} // namespace meso::bench
