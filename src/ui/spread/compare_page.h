#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawComparePage(Panel& panel); ///< two plans on one scale

} // namespace meso::ui
