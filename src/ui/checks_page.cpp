#include <algorithm>

#include "ui/inspector_sections.h"
#include "ui/panel.h"
#include "ui/plan_pages.h"

namespace meso::ui {

namespace {

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

} // namespace

void drawChecksPage(Panel& panel) {
    drawFindings(panel);
}

} // namespace meso::ui
