#include "ui/state/key_routing.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace meso::ui {

namespace {

bool among(const std::string& key, std::initializer_list<std::string_view> keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// A field edits, copies and undoes by itself; everything else with Ctrl is the program's.
bool belongsToTextField(const std::string& key) {
    if (key.rfind("Ctrl+", 0) != 0)
        return key.size() < 2 || key[0] != 'F' || key[1] < '0' || key[1] > '9';
    return among(key, {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X",
                       "Ctrl+Left", "Ctrl+Right", "Ctrl+Delete", "Ctrl+Backspace"});
}

/// The table of sites moves and types by these.
bool belongsToTableOfSites(const std::string& key) {
    return key.size() == 1 ||
           among(key, {"Left", "Right", "Up", "Down", "Shift+Up", "Shift+Down", "Home", "End",
                       "Enter", "Esc", "Space", "Tab", "Shift+Tab"});
}

} // namespace

bool dialogIsOpen(const UiState& state) {
    return state.paletteOpen || state.shortcutSheetOpen || state.historyOpen || state.aboutOpen ||
           state.fileQuestion || state.question;
}

bool tableOfSitesHasKeys(const UiState& state) {
    return state.sites.takesKeys && state.inspectorIsOpen && state.workspace == Workspace::Plan &&
           state.planPage == PlanPage::Sites && !dialogIsOpen(state);
}

bool isForTheTable(const std::string& key, const KeyClaims& claims, const UiState& state) {
    if (dialogIsOpen(state) || claims.list)
        return false;
    const Drag::Kind drag = state.drag.kind;
    if (drag == Drag::Kind::Press || drag == Drag::Kind::MoveSites ||
        drag == Drag::Kind::MoveHandle || drag == Drag::Kind::RubberBand ||
        drag == Drag::Kind::Lasso)
        return key == "Esc";
    if (claims.typing && belongsToTextField(key))
        return false;
    if (tableOfSitesHasKeys(state) && belongsToTableOfSites(key))
        return false;
    if (claims.navigating && among(key, {"Left", "Right", "Up", "Down", "Space", "Enter", "Esc"}))
        return false;
    return true;
}

} // namespace meso::ui
