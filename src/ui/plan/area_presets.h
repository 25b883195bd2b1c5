#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawPresetSection(Panel& panel); ///< stage or region that the area comes from

} // namespace meso::ui
