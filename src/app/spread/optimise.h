#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/planning.h"
#include "base/progress.h"
#include "sim/inverse_plan.h"

namespace meso::app {

struct ClinicalLibrary;

/// What the sites of a plan are optimised for.
struct OptimiseRequest {
    std::string compoundId;       ///< of the formulation; empty: its first
    std::string bandId;           ///< of a bulb band; empty: the tissue's first
    double thresholdShare = 0.01; ///< of the injected strength, above 0 to 1
    Seconds atLeast{0};           ///< time at or above the threshold in all; 0: any moment
    double share = 0.95;          ///< of the treatment area, above 0 to 1
    sim::CoverLimits limits;      ///< optimiseLimits() gives those of the protocol
    bool fewestSites = false;     ///< false: as many as the plan has
    std::vector<char> forbidden;  ///< per vertex of the scalp grid; empty: none
    std::uint64_t seed = 1;
    Seconds duration = fromHours(24); ///< simulated; time above the threshold counts within it
    sim::ScalpDomainPtr domain;       ///< of the head's scalp grid; null: made here (0.5 s)
};

/// A plan with other places and volumes, and what they do.
struct OptimisedPlan {
    plan::Plan plan;
    sim::CoverPlan figures;
    std::vector<std::string> explanation; ///< sentences for the user
};

/// Limits of one site and one session as the protocol sets them: those that it warns about.
sim::CoverLimits optimiseLimits(const clinic::Protocol& protocol);

/// Chooses places and volumes anew so that the area is covered with as little as possible; see
/// sim::coverPlan. Sites stay inside the area, off its exclusion patches and off `forbidden`. The
/// plan needs sites (an even layout) and the compound. Fails, in a sentence, when it lacks them,
/// when it holds the record of a session, when a name is unknown, and as coverPlan does. A few
/// seconds for 40 sites.
Result<OptimisedPlan> optimise(const plan::Plan& plan, const HeadContext& headContext,
                               const geom::Region& region, const ClinicalLibrary& library,
                               const OptimiseRequest& request, const std::stop_token& stop = {},
                               const Progress& progress = {});

} // namespace meso::app
