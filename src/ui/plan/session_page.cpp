#include "ui/plan/session_page.h"

#include "app/edits/approval_words.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/session_mode.h"
#include "ui/plan/session_route.h"
#include "ui/state/session_desk.h"

namespace meso::ui {

namespace {

/// Whether the plan may be worked by as it is.
void drawApprovalReminder(Panel& panel) {
    const plan::Plan& plan = panel.session().plan();
    const auto& findings = panel.session().derived().findings;
    const bool holds = app::standingOf(plan, findings) == app::ApprovalStanding::Holds;
    const std::string words = app::approvalWords(plan, findings);
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
    wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                 "The session goes from site to site and keeps what was done beside the plan. "
                 "While it is under way the plan cannot be edited.");
    divider(panel.kit);
    drawRouteSection(panel);
    divider(panel.kit);
    drawFillingsSection(panel);
}

} // namespace

void drawSessionPage(Panel& panel) {
    const plan::Plan& plan = panel.session().plan();
    if (plan::isUnderWay(plan)) {
        drawSessionMode(panel);
        drawStepsSection(panel);
        return;
    }
    if (!plan.delivery) {
        drawBefore(panel);
        return;
    }
    drawSummarySection(panel);
    drawStepsSection(panel);
    divider(panel.kit);
    drawRouteSection(panel);
}

} // namespace meso::ui
