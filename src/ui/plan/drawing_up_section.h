#pragma once
#include "ui/panel/panel.h"

namespace meso::ui {

void drawSyringesSection(Panel& panel);  ///< what to draw up
void drawRecipeSection(Panel& panel);    ///< what to take of each stock
void drawKnowledgeSection(Panel& panel); ///< law, evidence and source of each compound

} // namespace meso::ui
