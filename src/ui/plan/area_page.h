#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawAreaPage(Panel& panel); ///< where: area, layout, the selected sites

} // namespace meso::ui
