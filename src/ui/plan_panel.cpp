#include <algorithm>

#include "base/text.h"
#include "ui/action_groups.h"
#include "ui/inspector_sections.h"
#include "ui/panel.h"

namespace meso::ui {

namespace {

void drawFigures(Panel& panel) {
    const app::Derived& derived = panel.session().derived();
    const float third = ImGui::GetContentRegionAvail().x / 3;
    const float left = ImGui::GetCursorPosX();
    const float top = ImGui::GetCursorPosY();
    const std::string volume = text::of(derived.volume);
    const std::string time = text::fixed(derived.time.value() / 60, 0);
    figure(panel.kit, std::to_string(panel.session().plan().sites.size()), "", "Sites");
    ImGui::SetCursorPos({left + third, top});
    figure(panel.kit, volume.substr(0, volume.find(' ')), "mL", "Volume");
    if (third < panel.kit.px(80)) // large text: the last one goes below
        ImGui::SetCursorPosX(left);
    else
        ImGui::SetCursorPos({left + 2 * third, top});
    figure(panel.kit, time, "min", "Session time");
}

Tone toneOf(plan::Severity severity) {
    switch (severity) {
    case plan::Severity::Error:
        return Tone::Danger;
    case plan::Severity::Warning:
        return Tone::Warn;
    case plan::Severity::Info:
        break;
    }
    return Tone::Neutral;
}

/// The broken rules, gravest first; a click selects the sites that are meant.
void drawFindings(Panel& panel) {
    std::vector<const plan::RuleResult*> broken;
    for (const plan::RuleResult& rule : panel.session().derived().findings)
        if (rule.state == plan::RuleState::Broken)
            broken.push_back(&rule);
    if (panel.session().plan().sites.empty()) {
        banner(panel.kit, Tone::Neutral, "There are no injection sites yet.");
        return;
    }
    if (broken.empty()) {
        banner(panel.kit, Tone::Ok, "Within all limits of this protocol that apply.");
        return;
    }
    std::stable_sort(broken.begin(), broken.end(), [](const auto* a, const auto* b) {
        return static_cast<int>(a->severity) > static_cast<int>(b->severity);
    });
    for (const plan::RuleResult* rule : broken) {
        const std::string id = "finding." + rule->id;
        const bool hit = banner(panel.kit, toneOf(rule->severity), rule->sentence,
                                rule->sites.empty() ? "" : id);
        if (hit)
            panel.state().selection = plan::SiteIds(rule->sites.begin(), rule->sites.end());
        if (!rule->sites.empty())
            hint(panel.kit,
                 "Show the sites that are meant. Limit " + rule->id + ": " + rule->source);
    }
}

void drawShow(Panel& panel) {
    section(panel.kit, "Show");
    for (const char* id :
         {"show.sites", "show.numbers", "show.field", "show.contours", "show.region"})
        actionToggle(panel, id);
}

} // namespace

void drawPlanPanel(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##inspector", panel.area.min, panel.area.max, kit.theme.surface, {18, 16}});
    edgeLine(panel.area.min, {panel.area.min.x + 1, panel.area.max.y}, packed(kit.theme.border));
    words(kit, kit.fonts.title, kit.theme.text, "Injection plan");
    drawFigures(panel);
    drawFindings(panel);
    divider(kit);
    drawSiteSection(panel);
    divider(kit);
    drawLayoutSection(panel);
    divider(kit);
    drawFormulationSection(panel);
    divider(kit);
    drawTotalsSection(panel);
    divider(kit);
    drawShow(panel);
    endPane();
}

} // namespace meso::ui
