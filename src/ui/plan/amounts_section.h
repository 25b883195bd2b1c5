#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawAmountsSection(Panel& panel);      ///< per site, per cm2, per session; ceilings
void drawAnaestheticsSection(Panel& panel); ///< nothing where the plan holds none

} // namespace meso::ui
