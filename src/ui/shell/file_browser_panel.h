#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawFileBrowser(Panel& panel);

} // namespace meso::ui
