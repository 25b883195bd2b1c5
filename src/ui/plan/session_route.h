#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawRouteSection(Panel& panel);    ///< the order of the sites, the path and the time
void drawFillingsSection(Panel& panel); ///< what goes into each syringe, and where to

} // namespace meso::ui
