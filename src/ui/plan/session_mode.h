#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSessionMode(Panel& panel);    ///< site after site, while the session is under way
void drawSummarySection(Panel& panel); ///< what was done of the plan, once it is over
void drawStepsSection(Panel& panel);   ///< every step so far, the last one first

} // namespace meso::ui
