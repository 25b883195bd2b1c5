#include "ui/inspector_sections.h"
#include "ui/panel.h"
#include "ui/plan_pages.h"

namespace meso::ui {

namespace {

void drawShow(Panel& panel) {
    section(panel.kit, "Show");
    for (const char* id :
         {"show.sites", "show.numbers", "show.field", "show.contours", "show.region"})
        actionToggle(panel, id);
}

} // namespace

void drawAreaPage(Panel& panel) {
    drawSiteSection(panel);
    divider(panel.kit);
    drawLayoutSection(panel);
    divider(panel.kit);
    drawShow(panel);
}

} // namespace meso::ui
