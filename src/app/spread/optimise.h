#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/planned_head.h"
#include "base/progress.h"
#include "clinic/protocol.h"
#include "plan/plan.h"
#include "sim/optimise/optimise_sites.h"

namespace meso::app {

/// What the sites of a plan are optimised for.
struct OptimiseRequest {
    std::string compoundId;       ///< of the formulation; empty: its first
    std::string bandId;           ///< of a bulb band; empty: the tissue's first
    double thresholdShare = 0.01; ///< of the injected strength, above 0 to 1
    Seconds atLeast{0};           ///< time at or above the threshold in all; 0: any moment
    double share = 0.95;          ///< of the treatment area, above 0 to 1
    sim::OptimiseLimits limits;   ///< optimiseLimits() gives those of the protocol
    bool fewestSites = false;     ///< false: as many as the plan has
    std::vector<char> forbidden;  ///< per vertex of the scalp grid; empty: none
    std::uint64_t seed = 1;
    Seconds duration = fromHours(24); ///< simulated; time above the threshold counts within it
    sim::KernelStorePtr store;        ///< shared with simulations; null: one of its own
};

/// A plan with other places and volumes, and what they do.
struct OptimisedPlan {
    plan::Plan plan;
    sim::OptimisedSites figures; ///< reached: the goal is met; after.valid: the limits are kept
    std::vector<std::string> explanation; ///< sentences for the user
};

/// Limits of one site and one session as the protocol sets them: those that it warns about.
sim::OptimiseLimits optimiseLimits(const clinic::Protocol& protocol);

/// Chooses places and volumes anew so that the area is covered with as little as possible; see
/// sim::optimiseSites. Sites stay inside the area, off its exclusion patches and off `forbidden`.
/// The plan needs sites (an even layout) and the compound. Fails, in a sentence, when it lacks
/// them, when it holds the record of a session, when a name is unknown, and as optimiseSites does.
/// Some tenths of a second for 40 sites.
Result<OptimisedPlan> optimise(const PlannedHead& planned, const OptimiseRequest& request,
                               const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace meso::app
