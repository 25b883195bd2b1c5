#include "ui/spread/map_page.h"

#include <algorithm>
#include <cmath>

#include "app/spread/simulation_study.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "ui/kit/chart_field.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/panel/panel.h"
#include "ui/spread/simulate_choices.h"
#include "ui/spread/tissue_section.h"
#include "ui/state/playing.h"
#include "view/chart.h"

namespace meso::ui {

namespace {

/// Those that are offered for a concentration.
constexpr WordTable<view::Colormap, 2> kMapColours{
    {{view::Colormap::Viridis, "Viridis"}, {view::Colormap::Cividis, "Cividis"}}};

/// The point of a coverage curve at or before a time.
const sim::Coverage& coverageAt(const std::vector<sim::Coverage>& curve, Seconds time) {
    const sim::Coverage* at = &curve.front();
    for (const sim::Coverage& point : curve)
        if (point.time <= time)
            at = &point;
    return *at;
}

void drawCoverageFigures(Panel& panel, const std::vector<sim::Coverage>& curve) {
    const sim::Coverage& now = coverageAt(curve, shownTime(panel.openCase(), panel.state()));
    const float left = ImGui::GetCursorPosX();
    const float top = ImGui::GetCursorPosY();
    const float half = ImGui::GetContentRegionAvail().x / 2;
    figure(panel.kit, text::fixed(100 * now.now, 0), "%", "of the area now");
    ImGui::SetCursorPos({left + half, top});
    figure(panel.kit, text::fixed(100 * now.ever, 0), "%", "now or before");
}

/// Share of the area at or above the threshold over time, with a line at the shown time.
void drawCoverageChart(Panel& panel, const std::vector<sim::Coverage>& coverage) {
    view::Curve now{"now", {}};
    view::Curve ever{"now or before", {}};
    for (const sim::Coverage& point : coverage) {
        now.points.emplace_back(point.time.value() / 3600, 100 * point.now);
        ever.points.emplace_back(point.time.value() / 3600, 100 * point.ever);
    }
    ChartField field{"spread.coverageCurve"};
    field.chart.x = hoursAxis(shownDuration(panel.openCase()));
    field.chart.y = {"Area (%)", 0, 100};
    field.chart.curves = {now, ever};
    field.chart.marks = {shownTime(panel.openCase(), panel.state()).value() / 3600};
    field.height = 180;
    field.xText = hoursText;
    field.yText = [](double percent) { return text::fixed(percent, 0) + " %"; };
    chartField(panel.kit, std::move(field));
}

void drawCoverage(Panel& panel) {
    section(panel.kit, "Coverage of the area");
    chooseThreshold(panel);
    const app::AreaHistory* history = shownHistory(panel.openCase(), panel.state());
    if (history->times.empty() || history->vertices.empty()) {
        remark(panel, "There is no treatment area to cover.");
        return;
    }
    const auto curve = app::coverageOf(*history, shownThreshold(panel.openCase(), panel.state()));
    drawCoverageFigures(panel, curve);
    drawCoverageChart(panel, curve);
}

void drawGaps(Panel& panel) {
    actionToggle(panel, "map.gaps");
    if (!panel.state().ringsWorstSpots)
        return;
    const auto gaps = shownWorstSpots(panel.openCase(), panel.state());
    for (std::size_t i = 0; i < gaps.size(); ++i)
        row(panel.kit, "Gap " + rankLetter(i) + ", highest so far",
            worstSpotText(gaps[i].highest, shownRun(panel.openCase(), panel.state())->strength));
    remark(panel, "The places of the area that have had least up to the shown time.");
}

/// What blood and lymph have taken.
void drawTaken(Panel& panel, const app::CompoundRun& run) {
    const std::vector<sim::MassBalance>& balance = run.result->balance;
    const Seconds time = shownTime(panel.openCase(), panel.state());
    const auto nearest =
        std::min_element(balance.begin(), balance.end(), [time](const auto& a, const auto& b) {
            return std::abs((a.time - time).value()) < std::abs((b.time - time).value());
        });
    row(panel.kit, "Taken by blood and lymph",
        text::percent(app::clearedShare(*nearest, run.result->dose)));
    const app::PlanSimulation& simulation = *panel.openCase().simulation().shown();
    if (const auto half = simulation.halfCleared[shownRunIndex(panel.openCase(), panel.state())])
        row(panel.kit, "Half taken after", text::duration(*half));
}

void drawNumbers(Panel& panel, const app::CompoundRun& run) {
    section(panel.kit, "At this time");
    const Seconds time = shownTime(panel.openCase(), panel.state());
    const app::DepthCurve curve = app::curveOf(*shownHistory(panel.openCase(), panel.state()));
    const auto words = [&](const std::vector<MgPerMl>& values) {
        return app::concentrationText(MgPerMl(valueAt(curve.times, values, time)), run.strength);
    };
    row(panel.kit, "Mean over the area", words(curve.mean));
    row(panel.kit, "Highest", words(curve.highest));
    drawTaken(panel, run);
    for (const std::string& sentence : run.result->warnings)
        banner(panel.kit, Tone::Warn, sentence);
    for (const std::string& sentence : panel.openCase().simulation().shown()->leftOut)
        remark(panel, sentence);
    remark(panel, app::assumedValuesNote());
}

void chooseColours(Panel& panel) {
    row(panel.kit, "Colours", "one fixed scale");
    segmentedOf(panel.kit, "map.colours", kMapColours, panel.state().colours,
                ImGui::GetContentRegionAvail().x);
}

} // namespace

void drawMapPage(Panel& panel) {
    Kit& kit = panel.kit;
    if (const app::CompoundRun* run = shownRun(panel.openCase(), panel.state())) {
        chooseCompound(panel);
        chooseDepth(panel);
        chooseMeasure(panel);
        divider(kit);
        drawCoverage(panel);
        divider(kit);
        drawNumbers(panel, *run);
        divider(kit);
    }
    drawTissueSection(panel);
    divider(kit);
    // Without its icon, which a narrow inspector has no room for.
    const Action& cut = panel.actions.at("cut.open");
    if (button(kit, {.id = cut.id,
                     .label = cut.label,
                     .size = {-1, 34},
                     .disabledReason = disabledReasonOf(cut, panel.context),
                     .tip = tipOf(cut, panel.context)}))
        perform(cut, panel.context);
    section(kit, "Show");
    if (shownRun(panel.openCase(), panel.state())) {
        chooseColours(panel);
        drawGaps(panel);
    }
    for (const char* id : {"show.field", "show.contours", "show.region", "show.sites",
                           "show.numbers", "spread.byItself"})
        actionToggle(panel, id);
}

} // namespace meso::ui
