#pragma once
#include <stop_token>

#include "base/progress.h"
#include "base/result.h"
#include "sim/scalp_domain.h"
#include "sim/sim_input.h"
#include "sim/sim_result.h"

namespace meso::sim {

/// The result that simulate() gives, by the fast path, several times sooner: steps that grow with
/// time, polynomials along the surface, few shapes across depth (see FastPlan). `domain` is that of
/// the input's surface. Frames differ from the exact solution in time by less than 0.5 % of the
/// field's maximum, and undershoot by less than 1e-4 of it; the mass balance is exact, from the
/// column's own exponential, since moving along the surface conserves every depth cell. Equal bits
/// for any number of threads. Fails and is cancelled as simulate() is.
///
/// Where curvature varies there is still one depth problem, that of the tissue's reference radius:
/// columns are widened or narrowed so that the depth of the depots has the right volume
/// (bendAreaScale), which keeps the operator symmetric and the amount exact. Depots more than 0.5
/// mm apart in depth are stepped one after the other and added. simulate() has a depth problem for
/// each class of curvature; on a head the two differ by up to 0.7 % of the maximum.
///
/// Where the fast path does not apply (thickness that varies, a blood flow state that passes, slow
/// release, more than 40 depth cells) this is simulate().
Result<SimResultPtr> simulateFast(const SimInput& input, const ScalpDomainPtr& domain,
                                  std::stop_token stop = {}, const Progress& progress = {},
                                  int threads = 2);

} // namespace meso::sim
