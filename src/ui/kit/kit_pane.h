#pragma once

#include "ui/kit/kit.h"
#include <imgui.h>

namespace meso::ui {

void beginPane(Kit& kit, const Pane& pane);
void endPane();
/// A line or box on a pane that may touch its edges (draw lists are clipped to the padding).
void edgeLine(ImVec2 from, ImVec2 to, ImU32 colour);

} // namespace meso::ui
