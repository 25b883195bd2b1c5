#pragma once
#include <string>
#include <vector>

#include "plan/plan.h"
#include "plan/rules/checks.h"

namespace meso::app {

/// What an approval of a plan is worth now.
enum class ApprovalState {
    NotGiven,
    Holds,
    PlanEdited, ///< given, but the plan says something else by now
    FindingOpen ///< given, but an accepted warning was taken back, or a limit was changed, since
};
/// `findings`: those of check() for this plan.
ApprovalState approvalStateOf(const plan::Plan& plan,
                              const std::vector<plan::RuleResult>& findings);

/// One line for bars: "Approved by AB, 2026-11-23 14:05", "Not approved" or "Approval lapsed".
std::string approvalText(const plan::Plan& plan, const std::vector<plan::RuleResult>& findings);

/// What prevents approving the plan, in one sentence; empty: nothing.
std::string approvalObstacle(const plan::Plan& plan, const std::vector<plan::RuleResult>& findings);

} // namespace meso::app
