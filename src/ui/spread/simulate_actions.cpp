#include "ui/spread/simulate_actions.h"

#include <tuple>

#include "app/case/compared_plan.h"
#include "ui/kit/icons.h"
#include "ui/spread/cut_points.h"
#include "ui/state/actions.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

Action pageAction(SpreadPage page, const char* id, const char* label, const char* key) {
    Action action{id, label, kIconChartLine, key, "Simulate", [page](UiContext d) {
                      d.state.workspace = Workspace::Spread;
                      d.state.page = page;
                      if (!d.state.inspectorIsOpen)
                          d.state.wantsInspector = true;
                  }};
    action.isOn = [page](UiContext d) {
        return d.state.workspace == Workspace::Spread && d.state.page == page;
    };
    return action;
}

Action toggled(Action action, std::function<bool(UiContext)> isOn) {
    action.isOn = std::move(isOn);
    return action;
}

void switchMeasure(UiContext context) {
    const bool isTotal = context.state.measure == sim::Measure::Total;
    context.state.measure = isTotal ? sim::Measure::Unbound : sim::Measure::Total;
}

void switchColours(UiContext context) {
    const bool isViridis = context.state.colours == view::Colormap::Viridis;
    context.state.colours = isViridis ? view::Colormap::Cividis : view::Colormap::Viridis;
}

void openCut(UiContext context) {
    context.state.workspace = Workspace::Spread;
    context.state.cut = suggestedCut(context.openCase, context.state);
    // The two points are the cut's from here on.
    context.state.measured.clear();
}

std::string noCutReason(UiContext context) {
    return suggestedCut(context.openCase, context.state)
               ? ""
               : "Measure between two places, or lay out sites first.";
}

FileQuestion questionFor(UiContext context, FileQuestion::Kind kind, const std::string& name) {
    std::error_code ignored;
    const auto parent = context.openCase.file().parent_path();
    FileQuestion question;
    question.kind = kind;
    question.folder = parent.empty() ? std::filesystem::current_path(ignored) : parent;
    question.name = name;
    return question;
}

/// An action that asks for a file first.
Action asking(const char* id, const char* label, FileQuestion::Kind kind, const char* name) {
    return {id,
            label,
            kIconExport,
            "",
            "Simulate",
            [kind, name](UiContext d) {
                d.state.fileQuestion = questionFor(d, kind, name); }};
}

std::string noFinishedSimulationReason(UiContext context) {
    const app::PlanSimulationPtr& simulation = context.openCase.simulation().shown();
    return simulation ? "" : "There is no finished simulation yet.";
}

} // namespace

std::vector<Action> simulateActions() {
    const std::string group = "Simulate";
    std::vector<Action> out;
    out.push_back(pageAction(SpreadPage::Map, "page.map", "Coverage and map", ""));
    out.push_back(pageAction(SpreadPage::Exposure, "page.exposure", "Exposure of the area", "X"));
    out.push_back(pageAction(SpreadPage::Balance, "page.balance", "Where the dose goes", ""));
    out.push_back(pageAction(SpreadPage::Compare, "page.compare", "Two plans on one scale", ""));
    out.push_back(
        pageAction(SpreadPage::Optimise, "page.optimise", "Places and volumes for a goal", ""));
    out.push_back(toggled({"map.unbound", "Unbound compound only", kIconFlask, "", group,
                           switchMeasure, noSimulationReason},
                          [](UiContext d) { return d.state.measure == sim::Measure::Unbound; }));
    out.push_back(toggled(
        {"map.cividis", "Colours for every eye (cividis)", kIconEye, "", group, switchColours},
        [](UiContext d) { return d.state.colours == view::Colormap::Cividis; }));
    out.push_back(toggled({"map.gaps", "Ring the worst gaps", kIconCrosshairs, "", group,
                           [](UiContext d) { d.state.ringsWorstSpots = !d.state.ringsWorstSpots; },
                           noSimulationReason},
                          [](UiContext d) { return d.state.ringsWorstSpots; }));
    out.push_back(
        {"cut.open", "Cut through two points", kIconLayers, "K", group, openCut, noCutReason});
    out.push_back({"cut.close", "Close the cut", kIconClose, "", group,
                   [](UiContext d) { d.state.cut.reset(); },
                   [](UiContext d) { return d.state.cut ? "" : "No cut is open."; }});
    out.push_back(
        asking("compare.open", "Compare with another plan…", FileQuestion::Kind::Compare, ""));
    out.push_back({"compare.close", "End the comparison", kIconClose, "", group,
                   [](UiContext d) {
                       d.openCase.endComparison();
                       d.state.painted = ComparedField::First;
                   },
                   [](UiContext d) { return d.openCase.other() ? "" : "Nothing is compared."; }});
    for (const auto& [id, label, kind, name] :
         {std::tuple{"export.field", "Export the field (.vtu)…", FileQuestion::Kind::SaveField,
                     "field.vtu"},
          std::tuple{"export.curves", "Export curves and figures (CSV)…",
                     FileQuestion::Kind::SaveCurves, "curves.csv"}}) {
        out.push_back(asking(id, label, kind, name));
        out.back().disabledReason = noFinishedSimulationReason;
    }
    return out;
}

} // namespace meso::ui
