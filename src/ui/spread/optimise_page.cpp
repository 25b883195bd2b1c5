#include "ui/spread/optimise_page.h"

#include "app/case/open_case.h"
#include "app/case/open_case_state.h"
#include "app/spread/optimise_service.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/spread/simulate_choices.h"
#include "ui/state/page_states.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr WordTable<bool, 2> kFewestSites{{{false, "As many sites"}, {true, "Fewest"}}};

void typeShare(Panel& panel) {
    OptimisePageState& view = panel.state().optimise;
    NumberField field{.id = "optimise.share", .label = "Part of the area"};
    field.value = 100 * view.share;
    field.shown = text::significant(100 * view.share) + " %";
    field.step = 5;
    field.bounds = {1, 100};
    field.range = "1 to 100 %";
    field.read = [](const std::string& typed) { return readPlain(typed, " %"); };
    if (const auto given = numberField(panel.kit, panel.fields, field))
        view.share = *given / 100;
}

void typeTime(Panel& panel) {
    OptimisePageState& view = panel.state().optimise;
    TimeField field("optimise.atLeast", "For at least", view.atLeast);
    field.shown = view.atLeast.value() > 0 ? text::duration(view.atLeast) : "any time";
    field.step = fromMinutes(5).value();
    field.bounds = {0, fromHours(24).value()};
    field.range = "0 min to 24 h";
    field.read = [](const std::string& typed) -> Result<Seconds> {
        if (const auto minutes = readPlain(typed, " min"))
            return fromMinutes(*minutes);
        return text::time(typed);
    };
    if (const auto given = numberField(panel.kit, panel.fields, field))
        view.atLeast = *given;
}

void drawOptimiseChoices(Panel& panel) {
    OptimisePageState& view = panel.state().optimise;
    section(panel.kit, "Bring to the threshold");
    typeShare(panel);
    typeTime(panel);
    segmentedOf(panel.kit, "optimise.sites", kFewestSites, view.fewestSites,
                ImGui::GetContentRegionAvail().x);
    toggle(panel.kit, "optimise.offCorridors", "Keep off corridors", view.offCorridors);
    const sim::OptimiseLimits limits = app::optimiseLimits(panel.openCase().library().protocol);
    row(panel.kit, "One site",
        text::fixed(limits.smallestVolume.value(), 2) + " to " + text::of(limits.largestVolume));
    if (limits.totalVolume)
        row(panel.kit, "All sites, at most", text::of(*limits.totalVolume));
    row(panel.kit, "Distance, at least", text::of(limits.spacing));
    remark(panel, "The limits are those of the protocol. Depths, strength and the area stay.");
}

void drawRun(Panel& panel) {
    const app::OptimiseService& service = panel.openCase().optimiser();
    if (service.busy()) {
        banner(panel.kit, Tone::Neutral,
               "Looking for places and volumes: " + text::percent(service.fraction()) + ".");
        actionButton(panel, "optimise.cancel", Emphasis::Plain, -1);
        return;
    }
    if (!service.problem().empty())
        banner(panel.kit, Tone::Danger, service.problem());
    actionButton(panel, "optimise.run", service.answer() ? Emphasis::Plain : Emphasis::Primary, -1);
}

void drawBeforeAndAfter(Panel& panel, const sim::OptimisedSites& figures) {
    const auto pair = [&](const char* label, const std::string& before, const std::string& after) {
        row(panel.kit, label, before == after ? after : before + " → " + after);
    };
    pair("Covered", text::percent(figures.before.share, 1), text::percent(figures.after.share, 1));
    pair("Sites", std::to_string(figures.before.sites), std::to_string(figures.after.sites));
    pair("Volume", text::of(figures.before.volume), text::of(figures.after.volume));
}

void drawAnswer(Panel& panel, const app::OptimiseResultPtr& found) {
    const app::OptimiseResult& answer = *found;
    if (panel.state().optimise.seen != found) {
        panel.state().optimise.seen = found;
        ImGui::SetScrollHereY(0); // it lies below the fold
    }
    section(panel.kit, "Found", answer.found.figures.reached ? "" : "Goal not reached");
    drawBeforeAndAfter(panel, answer.found.figures);
    for (const std::string& sentence : answer.found.explanation)
        remark(panel, sentence);
    actionButton(panel, "optimise.take", Emphasis::Primary, -1);
}

} // namespace

void drawOptimisePage(Panel& panel) {
    chooseCompound(panel);
    chooseDepth(panel);
    chooseThreshold(panel);
    divider(panel.kit);
    drawOptimiseChoices(panel);
    divider(panel.kit);
    drawRun(panel);
    if (const app::OptimiseResultPtr& answer = panel.openCase().optimiser().answer()) {
        divider(panel.kit);
        drawAnswer(panel, answer);
    }
    divider(panel.kit);
    remark(panel, app::assumedValuesNote());
}

} // namespace meso::ui
