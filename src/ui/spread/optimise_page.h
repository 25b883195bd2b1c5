#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawOptimisePage(Panel& panel); ///< optimise places and volumes

} // namespace meso::ui
