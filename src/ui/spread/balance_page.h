#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawBalancePage(Panel& panel); ///< where the injected compound is

} // namespace meso::ui
