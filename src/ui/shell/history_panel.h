#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawHistory(Panel& panel); ///< every edit by its name

} // namespace meso::ui
