#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawToolRail(Panel& panel);

} // namespace meso::ui
