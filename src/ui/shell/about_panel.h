#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawAbout(Panel& panel);

} // namespace meso::ui
