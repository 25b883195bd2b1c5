#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSiteDetails(Panel& panel); ///< their needle, mixture, lock; what lies below

} // namespace meso::ui
