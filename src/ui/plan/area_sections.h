#pragma once
#include <initializer_list>
#include <string>

#include "ui/panel/panel.h"

/// The sections of the area page, and the small blocks that they are made of.
namespace meso::ui {

/// A line of a list that can be chosen: name at the left, figure at the right, or below where the
/// two do not fit. Returns whether it was pressed.
bool listLine(Kit& kit, const std::string& id, const std::string& name, const std::string& figure,
              bool isChosen);

/// An action under a shorter name, for buttons side by side.
struct ShortAction {
    const char* id;
    const char* label;
    const char* item = nullptr; ///< id of the button, where another one has the action's own
};
/// Buttons side by side, and on the next line where they do not fit.
void actionButtons(Panel& panel, std::initializer_list<ShortAction> buttons);
/// The same in one row of equal buttons at the right of a label, or below it where they do not fit
/// beside it (`label` empty: no such line); in fewer columns where a word would be cut.
void actionRow(Panel& panel, const std::string& label, std::initializer_list<ShortAction> buttons);

} // namespace meso::ui
