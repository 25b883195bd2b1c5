#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawCaseSection(Panel& panel); ///< weight, sex, age, findings

} // namespace meso::ui
