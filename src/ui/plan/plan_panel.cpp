#include "ui/plan/plan_panel.h"

#include <utility>

#include "app/edits/derive.h"
#include "base/text.h"
#include "clinic/protocol.h"
#include "plan/rules/rule_result.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/panel/panel.h"
#include "ui/plan/area_page.h"
#include "ui/plan/checks_page.h"
#include "ui/plan/mix_page.h"
#include "ui/plan/session_page.h"
#include "ui/plan/sites_page.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr WordTable<PlanPage, 5> kPlanPages{{{PlanPage::Area, "Area"},
                                             {PlanPage::Sites, "Sites"},
                                             {PlanPage::Mix, "Mix"},
                                             {PlanPage::Checks, "Checks"},
                                             {PlanPage::Session, "Session"}}};
static_assert(hasEveryValue(kPlanPages));

void drawFigures(Panel& panel) {
    const app::Derived& derived = panel.openCase().derived();
    const float third = ImGui::GetContentRegionAvail().x / 3;
    const float left = ImGui::GetCursorPosX();
    const float top = ImGui::GetCursorPosY();
    const std::string volume = text::of(derived.volume);
    const std::string time = text::fixed(derived.time.value() / 60, 0);
    figure(panel.kit, std::to_string(panel.openCase().plan().sites.size()), "", "Sites");
    ImGui::SetCursorPos({left + third, top});
    figure(panel.kit, volume.substr(0, volume.find(' ')), "mL", "Volume");
    if (third < panel.kit.px(80)) // large text: the last one goes below
        ImGui::SetCursorPosX(left);
    else
        ImGui::SetCursorPos({left + 2 * third, top});
    figure(panel.kit, time, "min", "Session time");
}

/// One line on what the rules say; a click opens their page.
void drawVerdict(Panel& panel) {
    if (panel.openCase().plan().sites.empty()) {
        banner(panel.kit, Tone::Neutral, "There are no injection sites yet.");
        return;
    }
    int errors = 0, warnings = 0;
    for (const plan::RuleResult& rule : panel.openCase().derived().findings)
        if (rule.state == plan::RuleState::Broken)
            ++(rule.severity == clinic::Severity::Error ? errors : warnings);
    const auto counted = [](int count, const std::string& what) {
        return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
    };
    if (errors + warnings == 0) {
        banner(panel.kit, Tone::Ok, "Within all limits of this protocol that apply.");
        return;
    }
    const std::string sentence =
        errors == 0     ? counted(warnings, "warning")
        : warnings == 0 ? counted(errors, "error")
                        : counted(errors, "error") + ", " + counted(warnings, "warning");
    if (banner(panel.kit, errors > 0 ? Tone::Danger : Tone::Warn, sentence + ": see Checks.",
               "plan.verdict"))
        panel.state().planPage = PlanPage::Checks;
}

void choosePage(Panel& panel) {
    segmentedOf(panel.kit, "plan.page", kPlanPages, panel.state().planPage,
                ImGui::GetContentRegionAvail().x);
}

void drawPage(Panel& panel) {
    switch (panel.state().planPage) {
    case PlanPage::Area:
        return drawAreaPage(panel);
    case PlanPage::Sites:
        return drawSitesPage(panel);
    case PlanPage::Mix:
        return drawMixPage(panel);
    case PlanPage::Checks:
        return drawChecksPage(panel);
    case PlanPage::Session:
        return drawSessionPage(panel);
    }
}

} // namespace

void drawPlanPanel(Panel& panel) {
    beginInspector(panel, "Injection plan");
    choosePage(panel);
    const bool verdictStandsStill = hasRoomAbovePage(panel);
    if (verdictStandsStill)
        drawVerdict(panel);
    beginPage(panel);
    if (!verdictStandsStill)
        drawVerdict(panel);
    drawFigures(panel);
    divider(panel.kit);
    if (std::exchange(panel.state().wantsSelected, false) &&
        panel.state().planPage == PlanPage::Area)
        ImGui::SetScrollY(0); // where the page has them
    drawPage(panel);
    endInspector();
}

} // namespace meso::ui
