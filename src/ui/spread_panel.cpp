#include <algorithm>
#include <cmath>

#include "app/summary.h"
#include "base/text.h"
#include "ui/panel.h"
#include "ui/playing.h"

namespace meso::ui {

namespace {

using app::SpreadService;

void drawRunState(Panel& panel) {
    const SpreadService& service = panel.session().spread();
    switch (service.state()) {
    case SpreadService::State::Running:
        banner(panel.kit, Tone::Neutral,
               "Simulating: " + text::percent(service.fraction()) +
                   (service.shown() ? ". The picture is of the plan before." : "."));
        actionButton(panel, "spread.cancel", Emphasis::Plain, -1);
        return;
    case SpreadService::State::Failed:
        banner(panel.kit, Tone::Danger, service.problem());
        break;
    case SpreadService::State::Cancelled:
        banner(panel.kit, Tone::Warn, "The simulation was cancelled.");
        break;
    case SpreadService::State::Nothing:
        banner(panel.kit, Tone::Neutral,
               "Nothing to simulate: the plan needs injection sites and a compound.");
        return;
    case SpreadService::State::Done:
        if (!panel.session().spreadIsOutOfDate())
            return;
        banner(panel.kit, Tone::Warn, "The plan has changed since it was simulated.");
        break;
    }
    actionButton(panel, "spread.run", Emphasis::Plain, -1);
}

void chooseCompound(Panel& panel, const app::Spread& spread) {
    std::vector<std::string> names;
    for (const app::CompoundRun& run : spread.runs)
        names.push_back(run.compound.name);
    int chosen = static_cast<int>(shownRunIndex(panel.session(), panel.state()));
    if (select(panel.kit, {"spread.compoundChoice", "Compound", names}, chosen))
        panel.state().compound = static_cast<std::size_t>(chosen);
}

void chooseDepth(Panel& panel) {
    const auto choices = app::depthChoices(panel.session().library().tissue);
    const std::string now = shownDepth(panel.session(), panel.state()).id;
    std::vector<std::string> names;
    int chosen = 0;
    for (const anatomy::BulbBand& choice : choices) {
        if (choice.id == now)
            chosen = static_cast<int>(names.size());
        names.push_back(choice.name);
    }
    if (select(panel.kit, {"spread.depthChoice", "Depth", names, 200}, chosen))
        panel.state().depthId = choices[static_cast<std::size_t>(chosen)].id;
    const anatomy::BulbBand& depth = shownDepth(panel.session(), panel.state());
    row(panel.kit, "Below the skin",
        text::fixed(depth.from.value(), 2) + " to " + text::of(depth.to, 2));
}

void chooseThreshold(Panel& panel) {
    std::vector<std::string> choices;
    int chosen = 0;
    for (const double share : sim::kThresholdShares) {
        if (std::abs(share - panel.state().threshold) < 1e-9)
            chosen = static_cast<int>(choices.size());
        choices.push_back(text::percent(share));
    }
    words(panel.kit, panel.kit.fonts.body, panel.kit.theme.muted, "Threshold, share of strength");
    if (segmented(panel.kit, "spread.threshold", choices, chosen, ImGui::GetContentRegionAvail().x))
        panel.state().threshold = sim::kThresholdShares[chosen];
}

/// The point of a coverage curve at or before a time.
const sim::Coverage& coverageAt(const app::BandCoverage& coverage, Seconds time) {
    const sim::Coverage* at = &coverage.curve.front();
    for (const sim::Coverage& point : coverage.curve)
        if (point.time <= time)
            at = &point;
    return *at;
}

void drawCoverageFigures(Panel& panel, const app::BandCoverage& coverage) {
    const sim::Coverage& now = coverageAt(coverage, shownTime(panel.session(), panel.state()));
    const float left = ImGui::GetCursorPosX();
    const float top = ImGui::GetCursorPosY();
    const float half = ImGui::GetContentRegionAvail().x / 2;
    figure(panel.kit, text::fixed(100 * now.now, 0), "%", "of the area now");
    ImGui::SetCursorPos({left + half, top});
    figure(panel.kit, text::fixed(100 * now.ever, 0), "%", "now or before");
}

/// Share of the area at or above the threshold over time, with a line at the shown time. Time runs
/// with its square root, as on the timeline.
void drawCoverageCurve(Panel& panel, const app::BandCoverage& coverage) {
    Kit& kit = panel.kit;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, kit.px(96)};
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float base = corner.y + size.y - kit.px(20);
    const float high = size.y - kit.px(28);
    const double end = std::max(1.0, coverage.curve.back().time.value());
    const auto place = [&](Seconds time, double share) {
        return ImVec2{corner.x + size.x * static_cast<float>(std::sqrt(time.value() / end)),
                      base - high * static_cast<float>(share)};
    };
    for (const double grid : {0.0, 0.5, 1.0}) {
        const ImVec2 at = place(Seconds(0), grid);
        list->AddLine(at, {at.x + size.x, at.y}, packed(kit.theme.border), 1);
    }
    for (std::size_t i = 1; i < coverage.curve.size(); ++i)
        list->AddLine(place(coverage.curve[i - 1].time, coverage.curve[i - 1].now),
                      place(coverage.curve[i].time, coverage.curve[i].now),
                      packed(kit.theme.accent), kit.px(2));
    const Seconds now = shownTime(panel.session(), panel.state());
    list->AddLine(place(now, 0), place(now, 1), packed(kit.theme.muted), 1);
    list->AddCircleFilled(place(now, coverageAt(coverage, now).now), kit.px(4),
                          packed(kit.theme.accent));
    drawWords(list, kit.fonts.caption, packed(kit.theme.muted), {corner.x, base + kit.px(3)},
              "0 h");
    const std::string last = text::duration(coverage.curve.back().time);
    drawWords(list, kit.fonts.caption, packed(kit.theme.muted),
              {corner.x + size.x - sizeOf(kit.fonts.caption, last).x, base + kit.px(3)}, last);
    drawWords(list, kit.fonts.caption, packed(kit.theme.muted),
              {corner.x + size.x - sizeOf(kit.fonts.caption, "100 %").x, base - high + kit.px(2)},
              "100 %");
    ImGui::Dummy(size);
    tag(kit, "spread.coverageCurve");
}

void drawCoverage(Panel& panel) {
    section(panel.kit, "Coverage of the area");
    chooseThreshold(panel);
    const app::BandCoverage* coverage = shownCoverage(panel.session(), panel.state());
    if (!coverage || coverage->curve.empty()) {
        wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                     panel.session().spread().shown() && !panel.session().spread().shown()->complete
                         ? "The curve follows when the simulation has ended."
                         : "Coverage is counted at the bulbs: choose one of the bulb depths.");
        return;
    }
    drawCoverageFigures(panel, *coverage);
    drawCoverageCurve(panel, *coverage);
}

void drawNumbers(Panel& panel, const app::CompoundRun& run) {
    section(panel.kit, "At this time");
    const Seconds time = shownTime(panel.session(), panel.state());
    if (const app::DepthCurve* curve = shownCurve(panel.session(), panel.state())) {
        row(panel.kit, "Mean over the area",
            text::of(MgPerMl(valueAt(curve->times, curve->mean, time))));
        row(panel.kit, "Highest", text::of(MgPerMl(valueAt(curve->times, curve->highest, time))));
    }
    const int frame = sim::frameAt(*run.result, time);
    row(panel.kit, "Taken by blood and lymph",
        text::percent(app::clearedShare(*run.result, frame)));
    const auto half = app::halfCleared(*run.result);
    if (half && panel.session().spread().shown()->complete)
        row(panel.kit, "Half taken after", text::duration(*half));
    wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                 app::assumedValuesNote());
}

} // namespace

void drawSpreadPanel(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##inspector", panel.area.min, panel.area.max, kit.theme.surface, {18, 16}});
    edgeLine(panel.area.min, {panel.area.min.x + 1, panel.area.max.y}, packed(kit.theme.border));
    words(kit, kit.fonts.title, kit.theme.text, "Spread");
    drawRunState(panel);
    if (const app::CompoundRun* run = shownRun(panel.session(), panel.state())) {
        chooseCompound(panel, *panel.session().spread().shown());
        chooseDepth(panel);
        divider(kit);
        drawCoverage(panel);
        divider(kit);
        drawNumbers(panel, *run);
        divider(kit);
    }
    section(kit, "Show");
    for (const char* id : {"show.field", "show.contours", "show.region", "show.sites",
                           "show.numbers", "spread.byItself"})
        actionToggle(panel, id);
    endPane();
}

} // namespace meso::ui
