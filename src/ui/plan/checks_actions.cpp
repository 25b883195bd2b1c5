#include "ui/plan/checks_actions.h"

#include "ui/kit/icons.h"
#include "ui/plan/mix_page.h"
#include "ui/state/actions.h"
#include "ui/state/checks_controller.h"
#include "ui/state/outcome.h"
#include "ui/state/site_focus.h"

namespace meso::ui {

namespace {

void openChecks(UiState& state) {
    state.workspace = Workspace::Plan;
    state.planPage = PlanPage::Checks;
    if (!state.inspectorIsOpen)
        state.wantsInspector = true;
}

/// Findings that somebody must look at, gravest first.
std::vector<plan::RuleResult> openFindings(UiContext context) {
    std::vector<plan::RuleResult> out = rulesOf(context, FindingStatus::Error);
    for (const plan::RuleResult& rule : rulesOf(context, FindingStatus::OpenWarning))
        out.push_back(rule);
    return out;
}

/// The next finding after the one whose sites are selected, over and over.
void showNextFinding(UiContext context) {
    openChecks(context.state);
    const auto findings = openFindings(context);
    std::size_t next = 0;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (findings[i].id == context.state.checks.shown)
            next = (i + 1) % findings.size();
    const plan::RuleResult& rule = findings[next];
    context.state.checks.shown = rule.id;
    context.state.lastAction = "Finding " + rule.id;
    if (!rule.sites.empty())
        showSites(context, plan::SiteIds(rule.sites.begin(), rule.sites.end()));
}

void acceptFirst(UiContext context) {
    openChecks(context.state);
    beginAcknowledging(context, rulesOf(context, FindingStatus::OpenWarning).front());
}

void fold(UiContext context, bool ChecksPageState::*group) {
    openChecks(context.state);
    context.state.checks.*group = !(context.state.checks.*group);
}

} // namespace

std::vector<Action> checksActions() {
    const std::string group = "Plan";
    std::vector<Action> out;
    out.push_back(
        {"checks.next", "Show the next finding", kIconAlert, "", group, showNextFinding,
         [](UiContext d) { return openFindings(d).empty() ? "No finding is open." : ""; }});
    out.push_back({"checks.acknowledge", "Acknowledge a warning", kIconCheck, "", group,
                   acceptFirst, [](UiContext d) {
                       return rulesOf(d, FindingStatus::OpenWarning).empty() ? "No warning is open."
                                                                             : "";
                   }});
    out.push_back({"checks.approve", "Approve the plan", kIconCheckCircle, "", group,
                   [](UiContext d) { notifyOutcome(d.openCase, approve(d), {}); },
                   approveDisabledReason});
    out.push_back({"checks.withdraw", "Withdraw the approval", kIconClose, "", group,
                   [](UiContext d) { notifyOutcome(d.openCase, withdrawApproval(d), {}); },
                   [](UiContext d) {
                       return d.openCase.plan().approval ? "" : "The plan is not approved.";
                   }});
    out.push_back({"checks.foldPassed", "List the passed rules", kIconCheckCircleOutline, "", group,
                   [](UiContext d) { fold(d, &ChecksPageState::passed); }});
    out.back().isOn = [](UiContext d) { return d.state.checks.passed; };
    out.push_back({"checks.foldNotApplicable", "List the rules with nothing to judge", kIconMinus,
                   "", group, [](UiContext d) { fold(d, &ChecksPageState::notApplicable); }});
    out.back().isOn = [](UiContext d) { return d.state.checks.notApplicable; };
    return out;
}

} // namespace meso::ui
