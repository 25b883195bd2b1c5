#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawTissueSection(Panel& panel); ///< what the simulation assumes of the tissue

} // namespace meso::ui
