#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawMapPage(Panel& panel); ///< what is painted on the head, and how much of it is covered

} // namespace meso::ui
