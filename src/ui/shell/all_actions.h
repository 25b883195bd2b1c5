#pragma once
#include <vector>

#include "ui/state/actions.h"

namespace meso::ui {

/// Every action of the program, in the order of menus and palette: what the table is made of.
std::vector<Action> allActions();

} // namespace meso::ui
