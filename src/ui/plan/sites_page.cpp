#include "ui/plan/sites_page.h"

#include "app/case/open_case.h"
#include "ui/kit/kit_blocks.h"
#include "ui/panel/panel.h"
#include "ui/plan/area_sections.h"
#include "ui/plan/site_details.h"
#include "ui/plan/site_section.h"
#include "ui/plan/sites_table.h"
#include "ui/state/page_states.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// What can be done with the selected rows; and with the columns, where not all have room.
void drawToolbar(Panel& panel) {
    actionButtons(panel, {{"sites.lock", "Lock"},
                          {"sites.copy", "Copy"},
                          {"sites.paste", "Paste"},
                          {"edit.renumber", "Renumber"},
                          {"edit.erase", "Remove"}});
    const SitesPageState& view = panel.state().sites;
    if (view.firstColumn == 1 && view.lastIsShown)
        return;
    actionRow(panel, "Columns", {{"sites.columnsBack", "Earlier"}, {"sites.columnsOn", "Further"}});
}

} // namespace

void drawSitesPage(Panel& panel) {
    section(panel.kit, "Table of sites", std::to_string(panel.openCase().plan().sites.size()));
    drawToolbar(panel);
    drawSitesTable(panel);
    divider(panel.kit);
    drawSiteSection(panel);
    drawSiteDetails(panel);
}

} // namespace meso::ui
