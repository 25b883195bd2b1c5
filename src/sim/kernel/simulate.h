#pragma once
#include <stop_token>

#include "base/progress.h"
#include "base/result.h"
#include "sim/kernel/sim_result.h"
#include "sim/model/sim_input.h"

namespace meso::sim {

/// Who is told how far a run is, who may end it, and what it shares with other runs.
struct SimJob {
    std::stop_token stop;
    Progress progress;
    KernelStorePtr store; ///< null: one of its own
};

/// How an injected compound spreads and is cleared. The model is linear and, around a site, even in
/// the plane, so the field is the sum of the depots' kernels (DepotKernel): spectral elements in
/// depth, a Fourier-Bessel series along the skin, exact in time. Where thickness or curvature vary
/// over the scalp, a depot's kernel is that of its own place, interpolated between nodes 2 % of
/// thickness and 1/360 per mm of curvature apart.
///
/// Fails, in a sentence, when the input makes no sense (checkInput), when it is stopped, or when
/// memory does not suffice. Equal inputs give bit-equal results. About 30 ms for a compound in a
/// tissue that the store does not know yet, 1 ms in one that it does.
Result<SimResultPtr> simulate(const SimInput& input, const SimJob& job = {});

} // namespace meso::sim
