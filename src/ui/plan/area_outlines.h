#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawOutlinesSection(Panel& panel); ///< parts of the area, their edits, drawing

} // namespace meso::ui
