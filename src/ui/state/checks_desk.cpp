#include "ui/state/checks_desk.h"

#include "app/edits/approval_words.h"
#include "plan/rules/approve.h"

namespace meso::ui {

Gravity gravityOf(const plan::RuleResult& rule, const plan::Plan& plan) {
    if (rule.state == plan::RuleState::Passed)
        return Gravity::Passed;
    if (rule.state == plan::RuleState::NotApplicable)
        return Gravity::NotApplicable;
    if (rule.severity == clinic::Severity::Error)
        return Gravity::Error;
    if (rule.severity == clinic::Severity::Info)
        return Gravity::Info;
    return plan::isAcknowledged(rule, plan) ? Gravity::AcceptedWarning : Gravity::OpenWarning;
}

std::vector<plan::RuleResult> rulesOf(Desk desk, Gravity gravity) {
    std::vector<plan::RuleResult> out;
    for (const plan::RuleResult& rule : desk.session.derived().findings)
        if (gravityOf(rule, desk.session.plan()) == gravity)
            out.push_back(rule);
    return out;
}

void beginAccepting(Desk desk, const plan::RuleResult& rule) {
    desk.state.checks.accepting = rule.id;
    desk.state.checks.reason.clear();
}

Status accept(Desk desk, const plan::RuleResult& rule) {
    const ChecksView& view = desk.state.checks;
    const Status outcome =
        desk.session.edit(plan::acknowledge(desk.session.plan(), rule, view.reason, view.by),
                          "Acknowledge " + rule.id);
    if (outcome)
        desk.state.checks.accepting.clear();
    return outcome;
}

Status takeBack(Desk desk, const plan::RuleResult& rule) {
    return desk.session.edit(plan::withdraw(desk.session.plan(), rule),
                             "Take back the acknowledgement of " + rule.id);
}

std::string whyNotApprove(Desk desk) {
    const std::string open =
        app::reasonAgainstApproval(desk.session.plan(), desk.session.derived().findings);
    if (!open.empty())
        return open;
    if (app::standingOf(desk.session.plan(), desk.session.derived().findings) ==
        app::ApprovalStanding::Holds)
        return "The plan is approved as it is.";
    return desk.state.checks.by.empty() ? "Type on the page Checks who approves." : "";
}

Status approve(Desk desk) {
    return desk.session.edit(plan::approve(desk.session.plan(), desk.session.derived().findings,
                                           desk.state.checks.by, desk.session.now()),
                             "Approve the plan");
}

Status withdrawApproval(Desk desk) {
    plan::Plan next = desk.session.plan();
    next.approval.reset();
    return desk.session.edit(std::move(next), "Withdraw the approval");
}

} // namespace meso::ui
