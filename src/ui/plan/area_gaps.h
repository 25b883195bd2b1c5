#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawGapsSection(Panel& panel); ///< the widest gaps, each with a button

} // namespace meso::ui
