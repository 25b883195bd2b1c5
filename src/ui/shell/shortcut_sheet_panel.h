#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawShortcutSheet(Panel& panel);

} // namespace meso::ui
