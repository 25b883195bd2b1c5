#include "ui/spread/simulate_actions.h"

#include <tuple>

#include "ui/kit/icons.h"
#include "ui/spread/cut_panel.h"
#include "ui/spread/cut_points.h"
#include "ui/state/actions.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

Action pageAction(Page page, const char* id, const char* label, const char* key) {
    Action action{id, label, kIconChartLine, key, "Simulate", [page](Desk d) {
                      d.state.workspace = Workspace::Spread;
                      d.state.page = page;
                      if (!d.state.inspectorIsOpen)
                          d.state.wantsInspector = true;
                  }};
    action.isOn = [page](Desk d) {
        return d.state.workspace == Workspace::Spread && d.state.page == page;
    };
    return action;
}

Action toggled(Action action, std::function<bool(Desk)> isOn) {
    action.isOn = std::move(isOn);
    return action;
}

void switchMeasure(Desk desk) {
    const bool isTotal = desk.state.measure == sim::Measure::Total;
    desk.state.measure = isTotal ? sim::Measure::Unbound : sim::Measure::Total;
}

void switchColours(Desk desk) {
    const bool isViridis = desk.state.colours == view::Colormap::Viridis;
    desk.state.colours = isViridis ? view::Colormap::Cividis : view::Colormap::Viridis;
}

void openCut(Desk desk) {
    desk.state.workspace = Workspace::Spread;
    desk.state.cut = cutToTake(desk.session, desk.state);
    // The two points are the cut's from here on.
    desk.state.measured.clear();
}

std::string whyNoCut(Desk desk) {
    return cutToTake(desk.session, desk.state)
               ? ""
               : "Measure between two places, or lay out sites first.";
}

FileQuestion questionFor(Desk desk, FileQuestion::Kind kind, const std::string& name) {
    std::error_code ignored;
    const auto parent = desk.session.file().parent_path();
    FileQuestion question;
    question.kind = kind;
    question.folder = parent.empty() ? std::filesystem::current_path(ignored) : parent;
    question.name = name;
    return question;
}

/// An action that asks for a file first.
Action asking(const char* id, const char* label, FileQuestion::Kind kind, const char* name) {
    return {
        id,          label,
        kIconExport, "",
        "Simulate",  [kind, name](Desk d) {
                d.state.fileQuestion = questionFor(d, kind, name); }};
}

std::string whyNoWholeSpread(Desk desk) {
    const app::SpreadPtr& spread = desk.session.spread().shown();
    return spread && spread->complete ? "" : "There is no finished simulation yet.";
}

} // namespace

std::vector<Action> simulateActions() {
    const std::string group = "Simulate";
    std::vector<Action> out;
    out.push_back(pageAction(Page::Map, "page.map", "Coverage and map", ""));
    out.push_back(pageAction(Page::Exposure, "page.exposure", "Exposure of the area", "X"));
    out.push_back(pageAction(Page::Balance, "page.balance", "Where the dose goes", ""));
    out.push_back(pageAction(Page::Compare, "page.compare", "Two plans on one scale", ""));
    out.push_back(pageAction(Page::Optimise, "page.optimise", "Places and volumes for a goal", ""));
    out.push_back(toggled({"map.unbound", "Unbound compound only", kIconFlask, "", group,
                           switchMeasure, noSimulationReason},
                          [](Desk d) { return d.state.measure == sim::Measure::Unbound; }));
    out.push_back(toggled(
        {"map.cividis", "Colours for every eye (cividis)", kIconEye, "", group, switchColours},
        [](Desk d) { return d.state.colours == view::Colormap::Cividis; }));
    out.push_back(toggled({"map.gaps", "Ring the worst gaps", kIconCrosshairs, "", group,
                           [](Desk d) { d.state.gaps = !d.state.gaps; }, noSimulationReason},
                          [](Desk d) { return d.state.gaps; }));
    out.push_back(
        {"cut.open", "Cut through two points", kIconLayers, "K", group, openCut, whyNoCut});
    out.push_back({"cut.close", "Close the cut", kIconClose, "", group,
                   [](Desk d) { d.state.cut.reset(); },
                   [](Desk d) { return d.state.cut ? "" : "No cut is open."; }});
    out.push_back(
        asking("compare.open", "Compare with another plan…", FileQuestion::Kind::Compare, ""));
    out.push_back({"compare.close", "End the comparison", kIconClose, "", group,
                   [](Desk d) {
                       d.session.endComparison();
                       d.state.painted = Painted::First;
                   },
                   [](Desk d) { return d.session.other() ? "" : "Nothing is compared."; }});
    for (const auto& [id, label, kind, name] :
         {std::tuple{"export.field", "Export the field (.vtu)…", FileQuestion::Kind::SaveField,
                     "field.vtu"},
          std::tuple{"export.curves", "Export curves and figures (CSV)…",
                     FileQuestion::Kind::SaveCurves, "curves.csv"}}) {
        out.push_back(asking(id, label, kind, name));
        out.back().why = whyNoWholeSpread;
    }
    return out;
}

} // namespace meso::ui
