#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSpreadPanel(Panel& panel); ///< the inspector while looking at the simulation

} // namespace meso::ui
