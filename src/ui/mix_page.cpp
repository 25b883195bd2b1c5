#include "ui/inspector_sections.h"
#include "ui/panel.h"
#include "ui/plan_pages.h"

namespace meso::ui {

void drawMixPage(Panel& panel) {
    drawFormulationSection(panel);
    divider(panel.kit);
    drawTotalsSection(panel);
}

} // namespace meso::ui
