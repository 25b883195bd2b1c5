#pragma once
#include <string>

#include "base/result.h"
#include "plan/plan.h"
#include "ui/panel/panel.h"

namespace meso::ui {

void drawMixturesSection(Panel& panel);    ///< which mixtures there are
void drawIngredientsSection(Panel& panel); ///< of the shown mixture, with the slip guard

} // namespace meso::ui
