#include "ui/plan/sites_actions.h"

#include <imgui.h>

#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/plan/sites_keys.h"
#include "ui/plan/sites_table.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

std::string whyNoSelection(Desk desk) {
    return desk.state.selection.empty() ? "Select a site first." : "";
}

void openSitesPage(Desk desk) {
    desk.state.workspace = Workspace::Plan;
    desk.state.planPage = PlanPage::Sites;
    if (!desk.state.inspectorIsOpen)
        desk.state.wantsInspector = true;
}

/// From elsewhere the table takes the keys; once it has them the current cell opens.
void typeIntoTable(Desk desk) {
    SitesView& view = desk.state.sites;
    const bool isThere = desk.state.planPage == PlanPage::Sites && view.takesKeys;
    openSitesPage(desk);
    const int row = currentRow(desk.session, view);
    view.site = desk.session.plan().sites[static_cast<std::size_t>(row)].id;
    view.takesKeys = true;
    view.scrolls = true;
    if (isThere)
        openCell(view, {});
}

void copyRows(Desk desk) {
    const plan::SiteIds& ids = desk.state.selection;
    ImGui::SetClipboardText(plan::copiedRows(desk.session.plan(), ids).c_str());
    desk.session.tell(app::Notice::Kind::Done, "Copied " + plan::nameOf(ids));
}

void pasteCells(Desk desk) {
    SitesView& view = desk.state.sites;
    const char* clipboard = ImGui::GetClipboardText();
    const plan::PasteStart start{currentRow(desk.session, view), view.column};
    const Status outcome =
        desk.session.edit(plan::pasteRows(desk.session.plan(), start, clipboard ? clipboard : "",
                                          skinOf(desk.session)),
                          "Paste into the table of sites");
    view.problem = outcome ? std::string() : outcome.error().message;
    view.takesKeys = true;
}

bool allAreLocked(Desk desk) {
    bool any = false;
    for (const plan::InjectionSite& site : desk.session.plan().sites)
        if (desk.state.selection.contains(site.id)) {
            any = true;
            if (!site.locked)
                return false;
        }
    return any;
}

void toggleLock(Desk desk) {
    const plan::SiteIds ids = desk.state.selection;
    const bool locks = !allAreLocked(desk);
    tellOutcome(desk.session,
                desk.session.edit(plan::setLocked(desk.session.plan(), ids, locks),
                                  (locks ? "Lock " : "Unlock ") + plan::nameOf(ids)),
                {});
}

} // namespace

std::vector<Action> sitesActions() {
    const std::string group = "Sites";
    std::vector<Action> out;
    out.push_back({"sites.type", "Type into the table of sites", kIconKeyboard, "F2", group,
                   typeIntoTable, noSitesReason});
    out.push_back({"sites.lock", "Lock selected sites, or unlock them", kIconLock, "", group,
                   toggleLock, whyNoSelection, allAreLocked});
    out.push_back({"sites.copy", "Copy selected sites as rows", kIconFileDocument, "Ctrl+C", group,
                   copyRows, whyNoSelection});
    out.push_back({"sites.paste", "Paste rows into the table of sites", kIconDownload, "Ctrl+V",
                   group, pasteCells, [](Desk d) {
                       if (d.state.planPage != PlanPage::Sites ||
                           d.state.workspace != Workspace::Plan)
                           return std::string("Open the table of sites and click a cell first.");
                       return noSitesReason(d);
                   }});
    out.push_back({"sites.columnsBack", "Show the columns before", kIconChevronLeft, "", group,
                   [](Desk d) { --d.state.sites.firstColumn; },
                   [](Desk d) {
                       return d.state.sites.firstColumn > 1 ? "" : "These are the first columns.";
                   }});
    out.push_back(
        {"sites.columnsOn", "Show further columns", kIconChevronRight, "", group,
         [](Desk d) { ++d.state.sites.firstColumn; },
         [](Desk d) { return d.state.sites.lastIsShown ? "The last column is shown." : ""; }});
    return out;
}

} // namespace meso::ui
