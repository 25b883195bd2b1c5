#include "ui/state/checks_controller.h"

#include "app/case/open_case.h"
#include "app/edits/approval_text.h"
#include "app/edits/derive.h"
#include "plan/rules/approve.h"
#include "ui/state/page_states.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

FindingStatus findingStatusOf(const plan::RuleResult& rule, const plan::Plan& plan) {
    if (rule.state == plan::RuleState::Passed)
        return FindingStatus::Passed;
    if (rule.state == plan::RuleState::NotApplicable)
        return FindingStatus::NotApplicable;
    if (rule.severity == clinic::Severity::Error)
        return FindingStatus::Error;
    if (rule.severity == clinic::Severity::Info)
        return FindingStatus::Info;
    return plan::isAcknowledged(rule, plan) ? FindingStatus::AcknowledgedWarning
                                            : FindingStatus::OpenWarning;
}

std::vector<plan::RuleResult> rulesOf(UiContext context, FindingStatus status) {
    std::vector<plan::RuleResult> out;
    for (const plan::RuleResult& rule : context.openCase.derived().findings)
        if (findingStatusOf(rule, context.openCase.plan()) == status)
            out.push_back(rule);
    return out;
}

void beginAcknowledging(UiContext context, const plan::RuleResult& rule) {
    context.state.checks.acknowledging = rule.id;
    context.state.checks.reason.clear();
}

Status acknowledgeFinding(UiContext context, const plan::RuleResult& rule) {
    const ChecksPageState& view = context.state.checks;
    Status outcome = context.openCase.edit(
        plan::acknowledge(context.openCase.plan(), rule, view.reason, view.by),
        "Acknowledge " + rule.id);
    if (outcome)
        context.state.checks.acknowledging.clear();
    return outcome;
}

Status withdrawAcknowledgement(UiContext context, const plan::RuleResult& rule) {
    return context.openCase.edit(plan::withdrawAcknowledgement(context.openCase.plan(), rule),
                                 "Take back the acknowledgement of " + rule.id);
}

std::string approveDisabledReason(UiContext context) {
    std::string open =
        app::approvalObstacle(context.openCase.plan(), context.openCase.derived().findings);
    if (!open.empty())
        return open;
    if (app::approvalStateOf(context.openCase.plan(), context.openCase.derived().findings) ==
        app::ApprovalState::Holds)
        return "The plan is approved as it is.";
    return context.state.checks.by.empty() ? "Type on the page Checks who approves." : "";
}

Status approve(UiContext context) {
    return context.openCase.edit(plan::approve(context.openCase.plan(),
                                               context.openCase.derived().findings,
                                               context.state.checks.by, context.openCase.now()),
                                 "Approve the plan");
}

Status withdrawApproval(UiContext context) {
    plan::Plan next = context.openCase.plan();
    next.approval.reset();
    return context.openCase.edit(std::move(next), "Withdraw the approval");
}

} // namespace meso::ui
