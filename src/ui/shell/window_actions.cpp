#include "ui/shell/window_actions.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"

namespace meso::ui {

namespace {

void setTheme(Desk desk, const std::string& theme) {
    desk.session.settings().theme = theme;
    desk.session.saveSettings();
}

void nextTheme(Desk desk) {
    const std::string& now = desk.session.settings().theme;
    setTheme(desk, now == "light" ? "dark" : now == "dark" ? "contrast" : "light");
}

constexpr double kTextScales[] = {0.85, 1, 1.15, 1.3, 1.5, 1.75, 2};

void setTextScale(Desk desk, double scale) {
    desk.session.settings().textScale = scale;
    desk.session.saveSettings();
    desk.session.tell(app::Notice::Kind::Done, "Text at " + text::percent(scale));
}

void changeTextScale(Desk desk, int steps) {
    const double now = desk.session.settings().textScale;
    std::ptrdiff_t at = 0;
    for (std::ptrdiff_t i = 0; i < std::ssize(kTextScales); ++i)
        if (std::abs(kTextScales[i] - now) < std::abs(kTextScales[at] - now))
            at = i;
    setTextScale(
        desk, kTextScales[std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(kTextScales) - 1)]);
}

Action themeAction(const char* word, const char* label, const char* icon) {
    const std::string theme = word;
    Action action{
        "theme." + theme, label, icon, "", "Window", [theme](Desk d) { setTheme(d, theme); }};
    action.isOn = [theme](Desk d) { return d.session.settings().theme == theme; };
    return action;
}

Action workspaceAction(Workspace workspace, const char* id, const char* label, const char* key) {
    Action action{id, label, kIconTune, key, "Window", [workspace](Desk d) {
                      d.state.workspace = workspace;
                      if (!d.state.inspectorIsOpen)
                          d.state.wantsInspector = true;
                  }};
    action.isOn = [workspace](Desk d) { return d.state.workspace == workspace; };
    return action;
}

/// As it is wanted since, or was in the last frame.
bool inspectorIsOn(Desk desk) {
    return desk.state.wantsInspector.value_or(desk.state.inspectorIsOpen);
}

void reduceMotion(Desk desk) {
    bool& flag = desk.session.settings().reduceMotion;
    flag = !flag;
    desk.session.saveSettings();
}

} // namespace

std::vector<Action> windowActions() {
    const std::string group = "Window";
    std::vector<Action> out;
    out.push_back(workspaceAction(Workspace::Plan, "workspace.plan", "Plan", "Ctrl+1"));
    out.push_back(workspaceAction(Workspace::Spread, "workspace.spread", "Simulate", "Ctrl+2"));
    out.push_back({"window.inspector", "Inspector", kIconTune, "T", group,
                   [](Desk d) { d.state.wantsInspector = !inspectorIsOn(d); }});
    out.back().isOn = inspectorIsOn;
    out.push_back(themeAction("light", "Light theme", kIconSunny));
    out.push_back(themeAction("dark", "Dark theme", kIconNight));
    out.push_back(themeAction("contrast", "High contrast theme", kIconContrast));
    out.push_back({"theme.next", "Switch the theme", kIconNight, "Ctrl+Shift+L", group, nextTheme});
    out.push_back({"text.larger", "Larger text", kIconPlus, "Ctrl++", group,
                   [](Desk d) { changeTextScale(d, 1); }});
    out.back().alsoShortcut = "Ctrl+=";
    out.push_back({"text.smaller", "Smaller text", kIconMinus, "Ctrl+-", group,
                   [](Desk d) { changeTextScale(d, -1); }});
    out.push_back({"text.normal", "Text at 100 %", kIconSearch, "Ctrl+0", group,
                   [](Desk d) { setTextScale(d, 1); }});
    out.push_back({"motion.reduce", "Reduce motion", kIconTune, "", group, reduceMotion});
    out.back().isOn = [](Desk d) { return d.session.settings().reduceMotion; };
    out.push_back({"palette", "Find a command", kIconSearch, "Ctrl+K", "Help",
                   [](Desk d) { d.state.paletteOpen = true; }});
    out.push_back({"help.sheet", "Keyboard shortcuts", kIconKeyboard, "?", "Help",
                   [](Desk d) { d.state.sheetOpen = true; }});
    out.back().alsoShortcut = "F1";
    out.push_back({"help.hints", "Show the first hints again", kIconLightbulb, "", "Help",
                   [](Desk d) { d.state.hint = 0; }});
    out.push_back({"help.about", "About Mesomap", kIconInformation, "", "Help",
                   [](Desk d) { d.state.aboutOpen = true; }});
    return out;
}

} // namespace meso::ui
