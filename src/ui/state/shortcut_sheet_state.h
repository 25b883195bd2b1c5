#pragma once
#include <string>

namespace meso::ui {

/// View state of the list of shortcuts.
struct ShortcutSheetState {
    std::string waitsFor; ///< id of the action that gets the next key; empty: none
    std::string
        conflictingKey;  ///< key that another action has, to be pressed once more; empty: none
    std::string problem; ///< why the last key was not taken; empty: it was
};

} // namespace meso::ui
