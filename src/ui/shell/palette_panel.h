#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawPalette(Panel& panel);

} // namespace meso::ui
