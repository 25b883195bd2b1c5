#include "ui/plan/checks_page.h"

#include "app/case/open_case.h"
#include "app/edits/approval_text.h"
#include "app/edits/derive.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/rule_card.h"
#include "ui/state/checks_controller.h"
#include "ui/state/page_states.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// What the approval is worth, in a sentence that says what to do.
void drawStanding(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    const auto& findings = panel.openCase().derived().findings;
    const std::string who = plan.approval ? text::printable(plan.approval->by, 200) + ", " +
                                                text::printable(plan.approval->at, 40)
                                          : "";
    switch (app::approvalStateOf(plan, findings)) {
    case app::ApprovalState::NotGiven:
        banner(panel.kit, Tone::Neutral, "Not approved.");
        break;
    case app::ApprovalState::Holds:
        banner(panel.kit, Tone::Ok, "Approved by " + who + ". Any edit of the plan ends it.");
        break;
    case app::ApprovalState::PlanEdited:
        banner(panel.kit, Tone::Warn,
               "The plan was edited since it was approved by " + who +
                   ": the approval no longer holds. Undo the edits, or approve it anew.");
        break;
    case app::ApprovalState::FindingOpen:
        banner(panel.kit, Tone::Warn,
               "A finding is open again since the plan was approved by " + who +
                   ": the approval does not hold while it stands.");
        break;
    }
    tag(panel.kit, "approval.standing", false);
}

void drawApproval(Panel& panel) {
    section(panel.kit, "Approval");
    drawStanding(panel);
    const plan::Plan& plan = panel.openCase().plan();
    const auto& findings = panel.openCase().derived().findings;
    const bool holds = app::approvalStateOf(plan, findings) == app::ApprovalState::Holds;
    ChecksPageState& view = panel.state().checks;
    if (!holds) {
        if (const auto by = textField(panel.kit, panel.fields, "approval.by",
                                      "Who approves (name or initials)", view.by))
            view.by = *by;
        actionButton(panel, "checks.approve", Emphasis::Primary, -1);
        const std::string open = app::approvalObstacle(plan, findings);
        if (!open.empty())
            wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted, open);
    }
    if (plan.approval)
        actionButton(panel, "checks.withdraw", Emphasis::Plain, -1);
}

/// The broken rules, gravest first.
void drawFindings(Panel& panel) {
    section(panel.kit, "Findings");
    if (panel.openCase().plan().sites.empty()) {
        banner(panel.kit, Tone::Neutral, "There are no injection sites yet.");
        return;
    }
    bool any = false;
    for (const FindingStatus gravity : {FindingStatus::Error, FindingStatus::OpenWarning,
                                        FindingStatus::AcknowledgedWarning, FindingStatus::Info})
        for (const plan::RuleResult& rule : rulesOf(panel.context, gravity)) {
            drawRuleCard(panel, rule);
            any = true;
        }
    if (!any)
        banner(panel.kit, Tone::Ok, "Within all limits of this protocol that apply.");
}

void drawQuiet(Panel& panel, FindingStatus gravity, const std::string& title, bool& open) {
    const auto rules = rulesOf(panel.context, gravity);
    const std::string id =
        gravity == FindingStatus::Passed ? "checks.passed" : "checks.notApplicable";
    if (!foldLine(panel, id, title + " (" + std::to_string(rules.size()) + ")", open))
        return;
    for (const plan::RuleResult& rule : rules)
        drawQuietRule(panel, rule);
}

} // namespace

void drawChecksPage(Panel& panel) {
    drawApproval(panel);
    divider(panel.kit);
    drawFindings(panel);
    ChecksPageState& view = panel.state().checks;
    drawQuiet(panel, FindingStatus::Passed, "Passed", view.passed);
    drawQuiet(panel, FindingStatus::NotApplicable, "Nothing to judge", view.notApplicable);
}

} // namespace meso::ui
