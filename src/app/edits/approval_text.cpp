#include "app/edits/approval_text.h"

#include <algorithm>

#include "base/text.h"
#include "plan/rules/approve.h"

namespace meso::app {

namespace {

std::string counted(std::ptrdiff_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

} // namespace

ApprovalState approvalStateOf(const plan::Plan& plan,
                              const std::vector<plan::RuleResult>& findings) {
    if (!plan.approval)
        return ApprovalState::NotGiven;
    if (!plan::approvalHolds(plan))
        return ApprovalState::PlanEdited;
    return plan::openFindings(findings, plan).empty() ? ApprovalState::Holds
                                                      : ApprovalState::FindingOpen;
}

std::string approvalText(const plan::Plan& plan, const std::vector<plan::RuleResult>& findings) {
    switch (approvalStateOf(plan, findings)) {
    case ApprovalState::NotGiven:
        return "Not approved";
    case ApprovalState::Holds:
        return "Approved by " + text::printable(plan.approval->by, 40) + ", " +
               text::printable(plan.approval->at, 40);
    case ApprovalState::PlanEdited:
    case ApprovalState::FindingOpen:
        break;
    }
    return "Approval lapsed";
}

std::string approvalObstacle(const plan::Plan& plan,
                             const std::vector<plan::RuleResult>& findings) {
    if (plan.sites.empty())
        return "There are no sites to approve.";
    const std::vector<plan::RuleResult> open = plan::openFindings(findings, plan);
    const auto errors = std::count_if(open.begin(), open.end(), [](const plan::RuleResult& rule) {
        return rule.severity == clinic::Severity::Error;
    });
    const auto warnings = std::ssize(open) - errors;
    if (errors > 0)
        return counted(errors, "error") + " must be mended first: no reason lifts an error.";
    if (warnings > 0)
        return counted(warnings, "warning") + " must be acknowledged with a reason, or mended.";
    return {};
}

} // namespace meso::app
