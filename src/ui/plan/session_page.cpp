#include "ui/plan/session_page.h"

#include "app/case/open_case.h"
#include "app/edits/approval_text.h"
#include "app/edits/derive.h"
#include "plan/session_steps.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/session_mode.h"
#include "ui/plan/session_route.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// Whether the plan may be worked by as it is.
void drawApprovalReminder(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    const auto& findings = panel.openCase().derived().findings;
    const bool holds = app::approvalStateOf(plan, findings) == app::ApprovalState::Holds;
    const std::string words = app::approvalText(plan, findings);
    if (banner(panel.kit, holds ? Tone::Ok : Tone::Warn,
               holds ? words + ". Any edit of the plan ends the approval."
                     : words + ": see Checks before the session begins.",
               "session.approval"))
        panel.state().planPage = PlanPage::Checks;
}

void drawBefore(Panel& panel) {
    section(panel.kit, "At the chair");
    drawApprovalReminder(panel);
    actionButton(panel, "session.begin", Emphasis::Primary, -1);
    wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                "The session goes from site to site and keeps what was done beside the plan. "
                "While it is under way the plan cannot be edited.");
    divider(panel.kit);
    drawRouteSection(panel);
    divider(panel.kit);
    drawFillingsSection(panel);
}

} // namespace

void drawSessionPage(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    if (plan::isUnderWay(plan)) {
        drawSessionMode(panel);
        drawStepsSection(panel);
        return;
    }
    if (!plan.sessionRecord) {
        drawBefore(panel);
        return;
    }
    drawSummarySection(panel);
    drawStepsSection(panel);
    divider(panel.kit);
    drawRouteSection(panel);
}

} // namespace meso::ui
