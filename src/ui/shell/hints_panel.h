#pragma once
#include "ui/kit/kit.h"
#include "ui/panel/panel.h"

namespace meso::ui {

/// Hints of the first run, each beside the item that it is about; `items` of the last frame.
void drawHints(Panel& panel, const ItemRegistry& items);

} // namespace meso::ui
