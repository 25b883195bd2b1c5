#pragma once
#include <initializer_list>
#include <string>

#include "ui/panel.h"

/// The sections of the area page, and the small blocks that they are made of.
namespace meso::ui {

void drawPresetSection(Panel& panel);     ///< stage or region that the area comes from
void drawOutlinesSection(Panel& panel);   ///< parts of the area, their edits, drawing
void drawExclusionsSection(Panel& panel); ///< spots that are left out
void drawGapsSection(Panel& panel);       ///< the widest gaps, each with a button

/// A line of a list that can be chosen: name at the left, figure at the right, or below where the
/// two do not fit. Returns whether it was pressed.
bool listLine(Kit& kit, const std::string& id, const std::string& name, const std::string& figure,
              bool isChosen);

/// An action under a shorter name, for buttons side by side.
struct ShortAction {
    const char* id;
    const char* label;
};
/// Buttons side by side, and on the next line where they do not fit.
void actionButtons(Panel& panel, std::initializer_list<ShortAction> buttons);

} // namespace meso::ui
