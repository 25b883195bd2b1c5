#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawQuestion(Panel& panel);

} // namespace meso::ui
