#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSessionPage(Panel& panel); ///< how: route, time, what was done

} // namespace meso::ui
