#include "ui/inspector_sections.h"
#include "ui/plan_pages.h"
#include "ui/sites_table.h"

namespace meso::ui {

namespace {

/// What can be done with the selected rows. The arrows only where not all columns have room.
void drawToolbar(Panel& panel) {
    constexpr float kSide = 34;
    const SitesView& view = panel.state().sites;
    const bool hasAllColumns = view.firstColumn == 1 && view.lastIsShown;
    const char* ids[] = {"sites.lock", "sites.copy",        "sites.paste",    "edit.renumber",
                         "edit.erase", "sites.columnsBack", "sites.columnsOn"};
    const float left = ImGui::GetCursorScreenPos().x;
    const float room = ImGui::GetContentRegionAvail().x;
    for (const std::string id : ids) {
        if (hasAllColumns && id.starts_with("sites.columns"))
            continue;
        if (id != ids[0]) {
            ImGui::SameLine(0, panel.kit.px(4));
            if (ImGui::GetCursorScreenPos().x + panel.kit.px(kSide) > left + room)
                ImGui::NewLine();
        }
        actionIcon(panel, id, kSide);
    }
}

} // namespace

void drawSitesPage(Panel& panel) {
    section(panel.kit, "Table of sites", std::to_string(panel.session().plan().sites.size()));
    drawToolbar(panel);
    drawSitesTable(panel);
    divider(panel.kit);
    drawSiteSection(panel);
    drawSiteDetails(panel);
}

} // namespace meso::ui
