#include "anatomy/danger.h"
#include "ui/panel/inspector_sections.h"
#include "ui/plan/area_sections.h"
#include "ui/plan/plan_pages.h"

namespace meso::ui {

namespace {

void drawShow(Panel& panel) {
    section(panel.kit, "Show");
    for (const char* id : {"show.sites", "show.numbers", "show.field", "show.contours",
                           "show.region", "show.corridors"})
        actionToggle(panel, id);
    if (panel.state().show.corridors)
        wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                     "Long dashes: arteries; short ones: nerves. " +
                         std::string(anatomy::kCorridorCaption) + ".");
}

} // namespace

void drawAreaPage(Panel& panel) {
    // What is selected comes first, so that a click on a site shows its numbers above the fold.
    const bool isSelected = !panel.state().selection.empty();
    if (isSelected) {
        drawSiteSection(panel);
        divider(panel.kit);
    }
    drawPresetSection(panel);
    divider(panel.kit);
    drawLayoutSection(panel);
    divider(panel.kit);
    if (!isSelected) {
        drawSiteSection(panel);
        divider(panel.kit);
    }
    drawOutlinesSection(panel);
    divider(panel.kit);
    drawExclusionsSection(panel);
    divider(panel.kit);
    drawGapsSection(panel);
    divider(panel.kit);
    drawShow(panel);
}

} // namespace meso::ui
