#include "ui/state/rebinding.h"

#include "ui/kit/shortcuts.h"

namespace meso::ui {

std::string whyNotAKey(const std::string& key) {
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

bool takeKey(Desk desk, const ActionTable& table, const std::string& key) {
    SheetView& view = desk.state.sheet;
    if (key == "Esc") {
        view = {};
        return false;
    }
    view.problem = whyNotAKey(key);
    if (!view.problem.empty())
        return false;
    const auto holders = holdersOf(table, key, view.waitsFor);
    if (!holders.empty() && view.wished != key) {
        view.wished = key;
        view.problem = key + " is the key of \"" + table.at(holders.front()).label +
                       "\". Press it once more to take it from there.";
        return false;
    }
    giveKey(desk.session, table, view.waitsFor, key);
    view = {};
    return true;
}

void giveKey(app::Session& session, const ActionTable& table, const std::string& id,
             const std::string& key) {
    KeyWishes& wishes = session.settings().shortcuts;
    if (!key.empty())
        for (const std::string& holder : holdersOf(table, key, id))
            wishes[holder] = "";
    wishes[id] = key;
    session.saveSettings();
}

void giveUsualKey(app::Session& session, const std::string& id) {
    if (id.empty())
        session.settings().shortcuts.clear();
    else
        session.settings().shortcuts.erase(id);
    session.saveSettings();
}

} // namespace meso::ui
