#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawTopBar(Panel& panel);

} // namespace meso::ui
