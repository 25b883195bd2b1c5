#include "ui/inspector_sections.h"
#include "ui/panel.h"
#include "ui/plan_pages.h"

namespace meso::ui {

void drawSitesPage(Panel& panel) {
    drawSiteSection(panel);
}

} // namespace meso::ui
