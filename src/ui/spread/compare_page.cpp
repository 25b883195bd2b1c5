#include "ui/spread/compare_page.h"

#include <algorithm>

#include "app/case/compared_plan.h"
#include "app/spread/simulation_study.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "ui/kit/chart_field.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/spread/simulate_choices.h"
#include "ui/state/playing.h"
#include "view/chart.h"

namespace meso::ui {

namespace {

using app::SimulationService;

constexpr WordTable<ComparedField, 3> kComparedFields{{{ComparedField::First, "A"},
                                                       {ComparedField::Second, "B"},
                                                       {ComparedField::Difference, "Difference"}}};
static_assert(hasEveryValue(kComparedFields));

/// Label on one line, the two values below it, each with its plan's letter.
void pair(Panel& panel, const std::string& label, const std::string& first,
          const std::string& second) {
    Kit& kit = panel.kit;
    lineOfText(kit, kit.fonts.body, kit.theme.muted, label);
    const float left = ImGui::GetCursorPosX();
    const float top = ImGui::GetCursorPosY() - kit.px(6);
    const float half = ImGui::GetContentRegionAvail().x / 2;
    ImGui::SetCursorPos({left, top});
    lineOfText(kit, kit.fonts.medium, kit.theme.text, "A  " + first);
    ImGui::SetCursorPos({left + half, top});
    lineOfText(kit, kit.fonts.medium, kit.theme.text, "B  " + second);
}

/// What two plans are on one scale: the threshold is the same concentration for both.
struct Both {
    const app::PlanSimulation& first;
    const app::PlanSimulation& second;
    const app::CompoundRun& runA;
    const app::CompoundRun& runB;
    const app::AreaHistory& a;
    const app::AreaHistory& b;
    MgPerMl threshold;
};

Ml volumeOf(const plan::Plan& plan) {
    Ml sum;
    for (const plan::InjectionSite& site : plan.sites)
        sum += site.volume;
    return sum;
}

double bestCoverage(const std::vector<sim::Coverage>& curve) {
    return curve.empty() ? 0 : curve.back().ever;
}

std::string doseOf(const app::PlanSimulation& simulation, const std::string& compoundId) {
    for (const app::CompoundRun& run : simulation.runs)
        if (run.compound.id == compoundId)
            return text::of(run.result->dose);
    return "none";
}

/// Every simulated compound of either plan.
void drawDoses(Panel& panel, const app::PlanSimulation& a, const app::PlanSimulation& b) {
    std::vector<const clinic::Compound*> compounds;
    for (const app::PlanSimulation* simulation : {&a, &b})
        for (const app::CompoundRun& run : simulation->runs) {
            const bool isThere =
                std::any_of(compounds.begin(), compounds.end(),
                            [&](const clinic::Compound* c) { return c->id == run.compound.id; });
            if (!isThere)
                compounds.push_back(&run.compound);
        }
    for (const clinic::Compound* compound : compounds)
        pair(panel, "Dose of " + compound->name, doseOf(a, compound->id), doseOf(b, compound->id));
}

void drawTotals(Panel& panel, const Both& both) {
    section(panel.kit, "Totals");
    pair(panel, "Sites", text::fixed(static_cast<double>(both.first.plan.sites.size()), 0),
         text::fixed(static_cast<double>(both.second.plan.sites.size()), 0));
    pair(panel, "Treatment area", text::cm2(both.first.region->area()),
         text::cm2(both.second.region->area()));
    pair(panel, "Volume", text::of(volumeOf(both.first.plan)),
         text::of(volumeOf(both.second.plan)));
    drawDoses(panel, both.first, both.second);
    const auto coverage = [&](const app::AreaHistory& history) {
        return text::percent(bestCoverage(app::coverageOf(history, both.threshold)));
    };
    pair(panel, "Covered at " + text::of(both.threshold) + ", at any time", coverage(both.a),
         coverage(both.b));
    pair(panel, "Highest mean over the area", text::of(app::highestMean(app::curveOf(both.a))),
         text::of(app::highestMean(app::curveOf(both.b))));
}

view::Curve meanCurve(const std::string& name, const app::AreaHistory& history, double unit) {
    const app::DepthCurve curve = app::curveOf(history);
    view::Curve out{name, {}};
    for (std::size_t i = 0; i < curve.times.size(); ++i)
        out.points.emplace_back(curve.times[i].value() / 3600, unit * curve.mean[i].value());
    return out;
}

view::Curve coverageCurve(const std::string& name, const app::AreaHistory& history,
                          MgPerMl threshold) {
    view::Curve out{name, {}};
    for (const sim::Coverage& point : app::coverageOf(history, threshold))
        out.points.emplace_back(point.time.value() / 3600, 100 * point.now);
    return out;
}

void drawCurves(Panel& panel, const Both& both) {
    const double now = shownTime(panel.openCase(), panel.state()).value() / 3600;
    const bool micrograms = std::max(app::highestMean(app::curveOf(both.a)).value(),
                                     app::highestMean(app::curveOf(both.b)).value()) < 1;
    const double unit = micrograms ? 1000 : 1;
    ChartField mean{"compare.mean"};
    mean.chart.x = hoursAxis(shownDuration(panel.openCase()));
    mean.chart.y = {micrograms ? "Mean (µg/mL)" : "Mean (mg/mL)", 0};
    mean.chart.curves = {meanCurve("A", both.a, unit), meanCurve("B", both.b, unit)};
    mean.chart.marks = {now};
    mean.xText = hoursText;
    const MgPerMl strength = shownRun(panel.openCase(), panel.state())->strength;
    mean.yText = [unit, strength](double value) {
        return app::concentrationText(MgPerMl(value / unit), strength);
    };
    chartField(panel.kit, std::move(mean));
    ChartField covered{"compare.coverage"};
    covered.chart.x = hoursAxis(shownDuration(panel.openCase()));
    covered.chart.y = {"Area covered (%)", 0, 100};
    covered.chart.curves = {coverageCurve("A", both.a, both.threshold),
                            coverageCurve("B", both.b, both.threshold)};
    covered.chart.marks = {now};
    covered.xText = hoursText;
    covered.yText = [](double percent) { return text::fixed(percent, 0) + " %"; };
    chartField(panel.kit, std::move(covered));
}

void choosePainted(Panel& panel) {
    lineOfText(panel.kit, panel.kit.fonts.body, panel.kit.theme.muted,
               "On head and map, one scale");
    segmentedOf(panel.kit, "compare.painted", kComparedFields, panel.state().painted,
                ImGui::GetContentRegionAvail().x);
    if (panel.state().painted == ComparedField::Difference)
        remark(panel, "A minus B: orange where A has more, blue where B has more, skin where they "
                      "differ by less than a thousandth of what A injects.");
}

/// The state of the second plan's run; returns whether there is something to compare.
bool drawOtherState(Panel& panel, const app::ComparedPlan& other) {
    const SimulationService& service = *other.simulation;
    if (service.state() == SimulationService::State::Running)
        banner(panel.kit, Tone::Neutral, "Simulating plan B: " + text::percent(service.fraction()));
    else if (service.state() == SimulationService::State::Failed)
        banner(panel.kit, Tone::Danger, service.problem());
    else if (!service.shown())
        banner(panel.kit, Tone::Neutral, "Plan B has nothing to simulate.");
    else if (!comparedRun(panel.openCase(), panel.state()))
        banner(panel.kit, Tone::Warn, "Plan B does not inject this compound.");
    return comparedRun(panel.openCase(), panel.state()) != nullptr;
}

} // namespace

void drawComparePage(Panel& panel) {
    const app::ComparedPlan* other = panel.openCase().other();
    if (!other) {
        remark(panel, "Choose a second plan: it is simulated, and both are shown on one scale.");
        if (button(panel.kit, {"compare.open", "Choose a second plan", Emphasis::Plain, {-1, 34}}))
            perform(panel.actions.at("compare.open"), panel.context);
        return;
    }
    chooseCompound(panel);
    chooseDepth(panel);
    remark(panel, "A: " + text::printable(panel.openCase().plan().about.title, 60));
    remark(panel, "B: " + text::printable(other->file.filename().string(), 60));
    actionButton(panel, "compare.close", Emphasis::Plain, -1);
    divider(panel.kit);
    if (!drawOtherState(panel, *other))
        return;
    const app::PlanSimulationPtr& mine = panel.openCase().simulation().shown();
    const Both both{*mine,
                    *other->simulation->shown(),
                    *shownRun(panel.openCase(), panel.state()),
                    *comparedRun(panel.openCase(), panel.state()),
                    *shownHistory(panel.openCase(), panel.state()),
                    *comparedHistory(panel.openCase(), panel.state()),
                    shownThreshold(panel.openCase(), panel.state())};
    choosePainted(panel);
    divider(panel.kit);
    drawTotals(panel, both);
    divider(panel.kit);
    section(panel.kit, "Over time");
    drawCurves(panel, both);
    divider(panel.kit);
    chooseThreshold(panel);
    remark(panel, app::assumedValuesNote());
}

} // namespace meso::ui
