#pragma once
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "geom/region.h"
#include "plan/compound.h"
#include "plan/plan.h"
#include "plan/protocol.h"

namespace meso::plan {

enum class RuleState {
    Passed,
    Broken,
    NotApplicable ///< the rule met nothing that it could judge: shown as a dash, never as passed
};

/// What one rule says about one plan.
struct RuleResult {
    std::string id;
    Severity severity = Severity::Info;
    RuleState state = RuleState::NotApplicable;
    std::string sentence;   ///< what was found, with numbers and the limit
    std::vector<int> sites; ///< ids concerned; empty when it is the whole plan
    std::string source;     ///< where the limit comes from
};

/// Everything that the rules compare a plan with. All references outlive the call.
struct CheckContext {
    const Protocol& protocol;
    const CompoundLibrary& compounds;
    const anatomy::TissueProfile& tissue;
    const geom::Region& region;               ///< the plan's area on its head
    const std::vector<geom::Vec3>& positions; ///< of the sites, mm, same order
};

/// Runs every rule of the protocol and the rules about compounds and placement. In a fixed order.
std::vector<RuleResult> check(const Plan& plan, const CheckContext& context);

/// Whether an error is among the results: such a plan must not be approved.
bool blocks(const std::vector<RuleResult>& results);

} // namespace meso::plan
