#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawNotices(Panel& panel); ///< toasts and lasting problems

} // namespace meso::ui
