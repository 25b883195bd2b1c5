#pragma once
#include "view/theme.h"

namespace meso::ui {

/// Makes the current ImGui context look like the theme: colours, radii, paddings. `scale` is real
/// pixels per logical pixel. Starts from a fresh style, so that it may be called again and again.
void applyStyle(const view::Theme& theme, float scale);

} // namespace meso::ui
