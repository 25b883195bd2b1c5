#include "ui/shell/window_actions.h"

#include <algorithm>
#include <cmath>

#include "app/case/open_case.h"
#include "app/notice.h"
#include "base/text.h"
#include "store/settings_file.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/ui_state.h"
#include "ui/state/workspaces.h"

namespace meso::ui {

namespace {

void setTheme(UiContext context, const std::string& theme) {
    context.openCase.settings().theme = theme;
    context.openCase.saveSettings();
}

void nextTheme(UiContext context) {
    const std::string& now = context.openCase.settings().theme;
    setTheme(context, now == "light" ? "dark" : now == "dark" ? "contrast" : "light");
}

constexpr double kTextScales[] = {0.85, 1, 1.15, 1.3, 1.5, 1.75, 2};

void setTextScale(UiContext context, double scale) {
    context.openCase.settings().textScale = scale;
    context.openCase.saveSettings();
    context.openCase.notify(app::Notice::Kind::Done, "Text at " + text::percent(scale));
}

void changeTextScale(UiContext context, int steps) {
    const double now = context.openCase.settings().textScale;
    std::ptrdiff_t at = 0;
    for (std::ptrdiff_t i = 0; i < std::ssize(kTextScales); ++i)
        if (std::abs(kTextScales[i] - now) < std::abs(kTextScales[at] - now))
            at = i;
    setTextScale(
        context,
        kTextScales[std::clamp<std::ptrdiff_t>(at + steps, 0, std::ssize(kTextScales) - 1)]);
}

Action themeAction(const char* word, const char* label, const char* icon) {
    const std::string theme = word;
    Action action{
        "theme." + theme, label, icon, "", "Window", [theme](UiContext d) { setTheme(d, theme); }};
    action.isOn = [theme](UiContext d) { return d.openCase.settings().theme == theme; };
    return action;
}

Action workspaceAction(Workspace workspace, const char* id, const char* label, const char* key) {
    Action action{id, label, kIconTune, key, "Window", [workspace](UiContext d) {
                      d.state.workspace = workspace;
                      if (!d.state.inspectorIsOpen)
                          d.state.wantsInspector = true;
                  }};
    action.isOn = [workspace](UiContext d) { return d.state.workspace == workspace; };
    return action;
}

/// As it is wanted since, or was in the last frame.
bool inspectorIsOn(UiContext context) {
    return context.state.wantsInspector.value_or(context.state.inspectorIsOpen);
}

void reduceMotion(UiContext context) {
    bool& flag = context.openCase.settings().reduceMotion;
    flag = !flag;
    context.openCase.saveSettings();
}

} // namespace

std::vector<Action> windowActions() {
    const std::string group = "Window";
    std::vector<Action> out;
    out.push_back(workspaceAction(Workspace::Plan, "workspace.plan", "Plan", "Ctrl+1"));
    out.push_back(workspaceAction(Workspace::Spread, "workspace.spread", "Simulate", "Ctrl+2"));
    out.push_back({"window.inspector", "Inspector", kIconTune, "T", group,
                   [](UiContext d) { d.state.wantsInspector = !inspectorIsOn(d); }});
    out.back().isOn = inspectorIsOn;
    out.push_back(themeAction("light", "Light theme", kIconSunny));
    out.push_back(themeAction("dark", "Dark theme", kIconNight));
    out.push_back(themeAction("contrast", "High contrast theme", kIconContrast));
    out.push_back({"theme.next", "Switch the theme", kIconNight, "Ctrl+Shift+L", group, nextTheme});
    out.push_back({"text.larger", "Larger text", kIconPlus, "Ctrl++", group,
                   [](UiContext d) { changeTextScale(d, 1); }});
    out.back().alsoShortcut = "Ctrl+=";
    out.push_back({"text.smaller", "Smaller text", kIconMinus, "Ctrl+-", group,
                   [](UiContext d) { changeTextScale(d, -1); }});
    out.push_back({"text.normal", "Text at 100 %", kIconSearch, "Ctrl+0", group,
                   [](UiContext d) { setTextScale(d, 1); }});
    out.push_back({"motion.reduce", "Reduce motion", kIconTune, "", group, reduceMotion});
    out.back().isOn = [](UiContext d) { return d.openCase.settings().reduceMotion; };
    out.push_back({"palette", "Find a command", kIconSearch, "Ctrl+K", "Help",
                   [](UiContext d) { d.state.paletteOpen = true; }});
    out.push_back({"help.sheet", "Keyboard shortcuts", kIconKeyboard, "?", "Help",
                   [](UiContext d) { d.state.shortcutSheetOpen = true; }});
    out.back().alsoShortcut = "F1";
    out.push_back({"help.hints", "Show the first hints again", kIconLightbulb, "", "Help",
                   [](UiContext d) { d.state.hint = 0; }});
    out.push_back({"help.about", "About Mesomap", kIconInformation, "", "Help",
                   [](UiContext d) { d.state.aboutOpen = true; }});
    return out;
}

} // namespace meso::ui
