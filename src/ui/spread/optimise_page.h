#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawOptimisePage(Panel& panel); ///< places and volumes that reach a goal

} // namespace meso::ui
