#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawChecksPage(Panel& panel); ///< whether: rules, acknowledgement, approval

} // namespace meso::ui
