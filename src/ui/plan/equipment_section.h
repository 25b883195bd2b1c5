#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawEquipmentSection(Panel& panel); ///< vehicle, syringe, needle

} // namespace meso::ui
