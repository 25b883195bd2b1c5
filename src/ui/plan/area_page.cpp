#include "ui/plan/area_page.h"

#include "anatomy/corridors.h"
#include "app/plan_checks.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/area_exclusions.h"
#include "ui/plan/area_gaps.h"
#include "ui/plan/area_outlines.h"
#include "ui/plan/area_presets.h"
#include "ui/plan/layout_section.h"
#include "ui/plan/site_section.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

void drawShow(Panel& panel) {
    section(panel.kit, "Show");
    for (const char* id : {"show.sites", "show.numbers", "show.field", "show.contours",
                           "show.region", "show.corridors"})
        actionToggle(panel, id);
    if (panel.state().show.corridors)
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
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
