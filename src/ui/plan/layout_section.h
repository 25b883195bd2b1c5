#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawLayoutSection(Panel& panel); ///< area, count and spacing: one triangle

} // namespace meso::ui
