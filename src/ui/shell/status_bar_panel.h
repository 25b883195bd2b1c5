#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawStatusBar(Panel& panel);

} // namespace meso::ui
