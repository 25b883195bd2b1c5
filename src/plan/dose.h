#pragma once
#include <string>
#include <vector>

#include "base/units.h"
#include "plan/plan.h"
#include "plan/protocol.h"

namespace meso::plan {

/// What one ingredient amounts to over a whole session.
struct CompoundDose {
    std::string compoundId;
    MgPerMl strength{0};
    Mg total; ///< strength x volume, summed over all sites
};

/// Volume over all sites.
Ml totalVolume(const Plan& plan);
/// One entry per ingredient, in the formulation's order.
std::vector<CompoundDose> dosesOf(const Plan& plan);

/// Time to deliver the plan: setup + per site + per centimetre of way in the order of the sites
/// (straight lines between `positions`, mm, one per site). The needle is not changed.
Seconds sessionTime(const Plan& plan, const std::vector<geom::Vec3>& positions,
                    const Protocol& protocol);

} // namespace meso::plan
