#pragma once
#include <map>
#include <string>
#include <vector>

#include "ui/state/actions.h"

namespace meso::app {
class OpenCase;
}

/// Other keys for the actions of the table, as the settings keep them.
namespace meso::ui {

/// Keys by the ids of their actions; an empty key: the action has none.
using KeyBindings = std::map<std::string, std::string>;

/// Why no action may have this key; empty: it may. Esc, Enter and the walk from control to control
/// are the window's own.
std::string unusableKeyReason(const std::string& key);

/// Ids of the other actions that have the key now.
std::vector<std::string> holdersOf(const ActionTable& table, const std::string& key,
                                   const std::string& exceptId);

/// Takes a pressed key for the action that waits for one. Another action's key must be pressed
/// twice; that action then has none. Esc stops waiting. Returns whether the settings have changed.
bool captureKey(UiContext context, const ActionTable& table, const std::string& key);
/// Gives an action a key, or none (empty).
void assignKey(app::OpenCase& openCase, const ActionTable& table, const std::string& id,
               const std::string& key);
/// The action has its usual keys again; empty id: all of them.
void resetKey(app::OpenCase& openCase, const std::string& id);

} // namespace meso::ui
