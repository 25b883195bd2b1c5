#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawExclusionsSection(Panel& panel); ///< spots that are left out

} // namespace meso::ui
