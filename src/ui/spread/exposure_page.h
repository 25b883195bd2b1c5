#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawExposurePage(Panel& panel); ///< curves, figures and histogram of the area

} // namespace meso::ui
