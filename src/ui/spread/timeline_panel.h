#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawTimeline(Panel& panel);

} // namespace meso::ui
