#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSpreadPanel(Panel& panel); ///< the inspector while looking at the spread

} // namespace meso::ui
