#include "ui/action_groups.h"
#include "ui/icons.h"
#include "ui/viewport.h"

namespace meso::ui {

namespace {

struct ToolEntry {
    Tool tool;
    const char* id;
    const char* label;
    const char* icon;
    const char* key;
};
constexpr ToolEntry kTools[] = {
    {Tool::Select, "tool.select", "Select and move sites", kIconSelect, "V"},
    {Tool::Place, "tool.place", "Place injection sites", kIconSyringe, "I"},
    {Tool::Move, "tool.move", "Move sites along the skin", kIconMove, "G"},
    {Tool::Erase, "tool.erase", "Erase sites", kIconEraser, "E"},
    {Tool::Area, "tool.area", "Draw the treatment area", kIconPolygon, "R"},
    {Tool::Measure, "tool.measure", "Measure along the skin", kIconRuler, "M"}};

struct ViewEntry {
    view::Preset preset;
    const char* id;
    const char* label;
    const char* key;
};
constexpr ViewEntry kViews[] = {
    {view::Preset::Front, "view.front", "View from the front", "1"},
    {view::Preset::Back, "view.back", "View from the back", "2"},
    {view::Preset::Left, "view.left", "View of the patient's left side", "3"},
    {view::Preset::Right, "view.right", "View of the patient's right side", "4"},
    {view::Preset::Top, "view.top", "View from above", "5"},
    {view::Preset::ThreeQuarter, "view.threeQuarter", "Three-quarter view", "6"}};

struct StageEntry {
    Stage stage;
    const char* id;
    const char* label;
    const char* icon;
    const char* key;
};
constexpr StageEntry kStages[] = {
    {Stage::Head, "stage.head", "Head alone", kIconCube, "H"},
    {Stage::HeadAndMap, "stage.both", "Head and flat map", kIconSplitView, "B"},
    {Stage::Map, "stage.map", "Flat map alone", kIconMap, "N"}};

struct ShowEntry {
    bool view::Show::*flag;
    const char* id;
    const char* label;
};
constexpr ShowEntry kShows[] = {{&view::Show::sites, "show.sites", "Injection sites"},
                                {&view::Show::numbers, "show.numbers", "Numbers"},
                                {&view::Show::field, "show.field", "Concentration"},
                                {&view::Show::contours, "show.contours", "Contour lines"},
                                {&view::Show::region, "show.region", "Treatment area"}};

} // namespace

std::vector<Action> toolActions() {
    std::vector<Action> out;
    for (const ToolEntry& entry : kTools) {
        const Tool tool = entry.tool;
        Action action{entry.id, entry.label, entry.icon, entry.key, "Tools", [tool](Desk d) {
                          d.state.tool = tool;
                          if (tool != Tool::Area)
                              d.state.corners.clear();
                          if (tool != Tool::Measure)
                              d.state.measured.clear();
                      }};
        action.isOn = [tool](Desk d) { return d.state.tool == tool; };
        out.push_back(std::move(action));
    }
    return out;
}

std::vector<Action> viewActions() {
    const std::string group = "View";
    std::vector<Action> out;
    for (const ViewEntry& entry : kViews) {
        const view::Preset preset = entry.preset;
        out.push_back({entry.id, entry.label, kIconEye, entry.key, group,
                       [preset](Desk d) { flyTo(d, preset); }});
    }
    out.push_back({"view.fit", "Fit the treatment area", kIconFit, "F", group,
                   [](Desk d) { fitCamera(d, false); }});
    out.push_back({"view.fitHead", "Fit the whole head", kIconFit, "Shift+F", group,
                   [](Desk d) { fitCamera(d, true); }});
    for (const StageEntry& entry : kStages) {
        const Stage stage = entry.stage;
        Action action{entry.id,  entry.label, entry.icon,
                      entry.key, group,       [stage](Desk d) { d.state.stage = stage; }};
        action.isOn = [stage](Desk d) { return d.state.stage == stage; };
        out.push_back(std::move(action));
    }
    for (const ShowEntry& entry : kShows) {
        const auto flag = entry.flag;
        Action action{entry.id, entry.label,
                      kIconEye, "",
                      "Show",   [flag](Desk d) { d.state.show.*flag = !(d.state.show.*flag); }};
        action.isOn = [flag](Desk d) { return d.state.show.*flag; };
        out.push_back(std::move(action));
    }
    return out;
}

} // namespace meso::ui
