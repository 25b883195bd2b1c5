#include "ui/plan/checks_actions.h"

#include "ui/kit/icons.h"
#include "ui/plan/mix_page.h"
#include "ui/state/actions.h"
#include "ui/state/checks_desk.h"
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
std::vector<plan::RuleResult> openFindings(Desk desk) {
    std::vector<plan::RuleResult> out = rulesOf(desk, Gravity::Error);
    for (const plan::RuleResult& rule : rulesOf(desk, Gravity::OpenWarning))
        out.push_back(rule);
    return out;
}

/// The next finding after the one whose sites are selected, over and over.
void showNextFinding(Desk desk) {
    openChecks(desk.state);
    const auto findings = openFindings(desk);
    std::size_t next = 0;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (findings[i].id == desk.state.checks.shown)
            next = (i + 1) % findings.size();
    const plan::RuleResult& rule = findings[next];
    desk.state.checks.shown = rule.id;
    desk.state.lastAction = "Finding " + rule.id;
    if (!rule.sites.empty())
        showSites(desk, plan::SiteIds(rule.sites.begin(), rule.sites.end()));
}

void acceptFirst(Desk desk) {
    openChecks(desk.state);
    beginAccepting(desk, rulesOf(desk, Gravity::OpenWarning).front());
}

void fold(Desk desk, bool ChecksView::*group) {
    openChecks(desk.state);
    desk.state.checks.*group = !(desk.state.checks.*group);
}

} // namespace

std::vector<Action> checksActions() {
    const std::string group = "Plan";
    std::vector<Action> out;
    out.push_back({"checks.next", "Show the next finding", kIconAlert, "", group, showNextFinding,
                   [](Desk d) { return openFindings(d).empty() ? "No finding is open." : ""; }});
    out.push_back({"checks.acknowledge", "Acknowledge a warning", kIconCheck, "", group,
                   acceptFirst, [](Desk d) {
                       return rulesOf(d, Gravity::OpenWarning).empty() ? "No warning is open." : "";
                   }});
    out.push_back({"checks.approve", "Approve the plan", kIconCheckCircle, "", group,
                   [](Desk d) { tellOutcome(d.session, approve(d), {}); }, whyNotApprove});
    out.push_back(
        {"checks.withdraw", "Withdraw the approval", kIconClose, "", group,
         [](Desk d) { tellOutcome(d.session, withdrawApproval(d), {}); },
         [](Desk d) { return d.session.plan().approval ? "" : "The plan is not approved."; }});
    out.push_back({"checks.foldPassed", "List the passed rules", kIconCheckCircleOutline, "", group,
                   [](Desk d) { fold(d, &ChecksView::passed); }});
    out.back().isOn = [](Desk d) { return d.state.checks.passed; };
    out.push_back({"checks.foldNotApplicable", "List the rules with nothing to judge", kIconMinus,
                   "", group, [](Desk d) { fold(d, &ChecksView::notApplicable); }});
    out.back().isOn = [](Desk d) { return d.state.checks.notApplicable; };
    return out;
}

} // namespace meso::ui
