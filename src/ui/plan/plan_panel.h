#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawPlanPanel(Panel& panel); ///< the inspector while planning

} // namespace meso::ui
