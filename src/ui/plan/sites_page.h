#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSitesPage(Panel& panel); ///< every site in a table

} // namespace meso::ui
