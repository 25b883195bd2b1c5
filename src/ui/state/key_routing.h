#pragma once
#include <string>

#include "ui/state/ui_state.h"

namespace meso::ui {

/// What has a claim on the keyboard in this frame, as ImGui says.
struct KeyClaims {
    bool typing = false;     ///< a text field has the focus
    bool navigating = false; ///< the focus ring is moved by keys
    bool list = false;       ///< a menu or a list of choices is open
};

/// A dialog is open, to which all keys go.
bool dialogIsOpen(const UiState& state);

/// The table of sites is seen and has the keys that it moves and types by.
bool tableOfSitesHasKeys(const UiState& state);

/// Whether a pressed key is a shortcut of the table now: not while a dialog or list is open, not
/// what a text field needs, not what moves and presses the focused control, and while the mouse
/// drags sites or a frame only Esc.
bool isForTheTable(const std::string& key, const KeyClaims& claims, const UiState& state);

} // namespace meso::ui
