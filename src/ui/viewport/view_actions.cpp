#include "ui/viewport/view_actions.h"

#include "app/plan_checks.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/ui_state.h"
#include "ui/state/viewport_camera.h"
#include "ui/state/workspaces.h"

namespace meso::ui {

namespace {

/// What one of several actions alike sets, and how it is named.
template <typename Value>
struct ViewEntry {
    Value value;
    const char* id;
    const char* label;
    const char* icon;
    const char* key;
};

template <typename Value, typename Run>
Action actionOf(const ViewEntry<Value>& entry, const char* group, Run run) {
    return {entry.id, entry.label, entry.icon, entry.key, group, run};
}

constexpr ViewEntry<Tool> kTools[] = {
    {Tool::Select, "tool.select", "Select and move sites", kIconSelect, "V"},
    {Tool::Lasso, "tool.lasso", "Select sites by a loop around them", kIconSelection, "Q"},
    {Tool::Place, "tool.place", "Place injection sites", kIconSyringe, "I"},
    {Tool::Move, "tool.move", "Move sites along the skin", kIconMove, "G"},
    {Tool::Erase, "tool.erase", "Erase sites", kIconEraser, "E"},
    {Tool::Area, "tool.area", "Draw the treatment area", kIconPolygon, "R"},
    {Tool::Exclude, "tool.exclude", "Mark a spot to leave out", kIconCancel, "W"},
    {Tool::Measure, "tool.measure", "Measure along the skin", kIconRuler, "M"}};

constexpr ViewEntry<view::Preset> kViews[] = {
    {view::Preset::Front, "view.front", "View from the front", kIconEye, "1"},
    {view::Preset::Back, "view.back", "View from the back", kIconEye, "2"},
    {view::Preset::Left, "view.left", "View of the patient's left side", kIconEye, "3"},
    {view::Preset::Right, "view.right", "View of the patient's right side", kIconEye, "4"},
    {view::Preset::Top, "view.top", "View from above", kIconEye, "5"},
    {view::Preset::ThreeQuarter, "view.threeQuarter", "Three-quarter view", kIconEye, "6"}};

constexpr ViewEntry<ViewMode> kStages[] = {
    {ViewMode::Head, "stage.head", "Head alone", kIconCube, "H"},
    {ViewMode::HeadAndMap, "stage.both", "Head and flat map", kIconSplitView, "B"},
    {ViewMode::Map, "stage.map", "Flat map alone", kIconMap, "N"}};

using Shown = bool view::ShowOptions::*;
constexpr ViewEntry<Shown> kShown[] = {
    {&view::ShowOptions::sites, "show.sites", "Injection sites", kIconEye, ""},
    {&view::ShowOptions::numbers, "show.numbers", "Numbers", kIconEye, ""},
    {&view::ShowOptions::field, "show.field", "Concentration", kIconEye, ""},
    {&view::ShowOptions::contours, "show.contours", "Contour lines", kIconEye, ""},
    {&view::ShowOptions::region, "show.region", "Treatment area", kIconEye, ""},
    {&view::ShowOptions::corridors, "show.corridors", "Vessels and nerves", kIconEye, ""},
    {&view::ShowOptions::route, "show.route", "Route between the sites", kIconEye, ""}};

} // namespace

std::vector<Action> toolActions() {
    std::vector<Action> out;
    for (const ViewEntry<Tool>& entry : kTools) {
        const Tool tool = entry.value;
        Action action = actionOf(entry, "Tools", [tool](UiContext d) {
            d.state.tool = tool;
            if (tool != Tool::Area)
                d.state.corners.clear();
            if (tool != Tool::Measure)
                d.state.measured.clear();
        });
        action.isOn = [tool](UiContext d) { return d.state.tool == tool; };
        out.push_back(std::move(action));
    }
    return out;
}

std::vector<Action> viewActions() {
    const char* group = "View";
    std::vector<Action> out;
    for (const ViewEntry<view::Preset>& entry : kViews)
        out.push_back(
            actionOf(entry, group, [preset = entry.value](UiContext d) { flyTo(d, preset); }));
    out.push_back({"view.fit", "Fit the treatment area", kIconFit, "F", group,
                   [](UiContext d) { fitCamera(d, false); }});
    out.push_back({"view.fitHead", "Fit the whole head", kIconFit, "Shift+F", group,
                   [](UiContext d) { fitCamera(d, true); }});
    for (const ViewEntry<ViewMode>& entry : kStages) {
        const ViewMode stage = entry.value;
        Action action = actionOf(entry, group, [stage](UiContext d) { d.state.viewMode = stage; });
        action.isOn = [stage](UiContext d) { return d.state.viewMode == stage; };
        out.push_back(std::move(action));
    }
    for (const ViewEntry<Shown>& entry : kShown) {
        const Shown flag = entry.value;
        Action action = actionOf(
            entry, "Show", [flag](UiContext d) { d.state.show.*flag = !(d.state.show.*flag); });
        action.isOn = [flag](UiContext d) { return d.state.show.*flag; };
        out.push_back(std::move(action));
    }
    return out;
}

} // namespace meso::ui
