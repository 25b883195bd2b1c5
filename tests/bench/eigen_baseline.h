#pragma once
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "sim/model/depth_range.h"
#include "sim/model/sim_input.h"

namespace meso::bench {

/// When the baseline is read; the last is the end of the day.
inline const std::vector<Seconds> kMarks{Seconds(120), Seconds(600), Seconds(3600), Seconds(21600),
                                         Seconds(86400)};

/// A day by the best plain recipe that Eigen offers.
struct EigenRun {
    double seconds = 0; ///< of this thread's processor, matrices and steps, one thread
    int steps = 0;
    std::vector<double> secondsTo; ///< the part of `seconds` until each of kMarks
    long unknowns = 0;
    std::vector<std::vector<double>> bandMeans; ///< at kMarks: mg/mL per vertex of the surface
};

/// The input on prisms, a triangle mesh times 32 cells across the depth, in double: Crank-Nicolson
/// (four steps of backward Euler at the start), steps that double up to a sixteenth of the time
/// gone by, conjugate gradients with the diagonal as preconditioner, tolerance 1e-5, started from
/// the step before. Of the recipes tried (Cholesky, incomplete Cholesky, backward Euler) it needs
/// the least time to 1 %. The mesh's operator and the start are not timed. Layers are as thick
/// everywhere as in the tissue; bent like a ball of `radius`. Fails as transportPhases does, and
/// for a site off the surface.
Result<EigenRun> runEigen(const sim::SimInput& input, Mm radius, sim::DepthRange band);

} // namespace meso::bench
