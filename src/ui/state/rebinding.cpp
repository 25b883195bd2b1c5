#include "ui/state/rebinding.h"

#include "app/case/open_case.h"
#include "store/settings_file.h"
#include "ui/kit/shortcuts.h"
#include "ui/state/page_states.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

std::string unusableKeyReason(const std::string& key) {
    for (const char* own : {"Esc", "Enter", "Tab", "Shift+Tab"})
        if (key == own)
            return key + " is the window's own key and cannot be given to an action.";
    return keyPressOf(key) ? "" : "This key has no name here.";
}

std::vector<std::string> holdersOf(const ActionTable& table, const std::string& key,
                                   const std::string& exceptId) {
    std::vector<std::string> out;
    for (const Action& action : table.all())
        if (action.id != exceptId && (action.shortcut == key || action.alsoShortcut == key))
            out.push_back(action.id);
    return out;
}

bool captureKey(UiContext context, const ActionTable& table, const std::string& key) {
    ShortcutSheetState& view = context.state.shortcutSheet;
    if (key == "Esc") {
        view = {};
        return false;
    }
    view.problem = unusableKeyReason(key);
    if (!view.problem.empty())
        return false;
    const auto holders = holdersOf(table, key, view.waitsFor);
    if (!holders.empty() && view.conflictingKey != key) {
        view.conflictingKey = key;
        view.problem = key + " is the key of \"" + table.at(holders.front()).label +
                       "\". Press it once more to take it from there.";
        return false;
    }
    assignKey(context.openCase, table, view.waitsFor, key);
    view = {};
    return true;
}

void assignKey(app::OpenCase& openCase, const ActionTable& table, const std::string& id,
               const std::string& key) {
    KeyBindings& bindings = openCase.settings().shortcuts;
    if (!key.empty())
        for (const std::string& holder : holdersOf(table, key, id))
            bindings[holder] = "";
    bindings[id] = key;
    openCase.saveSettings();
}

void resetKey(app::OpenCase& openCase, const std::string& id) {
    if (id.empty())
        openCase.settings().shortcuts.clear();
    else
        openCase.settings().shortcuts.erase(id);
    openCase.saveSettings();
}

} // namespace meso::ui
