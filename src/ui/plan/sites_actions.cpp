#include "ui/plan/sites_actions.h"

#include <imgui.h>

#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/plan/sites_keys.h"
#include "ui/state/actions.h"
#include "ui/state/outcome.h"
#include "ui/state/reasons.h"

namespace meso::ui {

namespace {

std::string noSelectionReason(UiContext context) {
    return context.state.selection.empty() ? "Select a site first." : "";
}

void openSitesPage(UiContext context) {
    context.state.workspace = Workspace::Plan;
    context.state.planPage = PlanPage::Sites;
    if (!context.state.inspectorIsOpen)
        context.state.wantsInspector = true;
}

/// From elsewhere the table takes the keys; once it has them the current cell opens.
void typeIntoTable(UiContext context) {
    SitesPageState& view = context.state.sites;
    const bool isThere = context.state.planPage == PlanPage::Sites && view.takesKeys;
    openSitesPage(context);
    const int row = currentRow(context.openCase, view);
    view.site = context.openCase.plan().sites[static_cast<std::size_t>(row)].id;
    view.takesKeys = true;
    view.scrolls = true;
    if (isThere)
        openCell(view, {});
}

void copyRows(UiContext context) {
    const plan::SiteIds& ids = context.state.selection;
    ImGui::SetClipboardText(plan::copiedRows(context.openCase.plan(), ids).c_str());
    context.openCase.notify(app::Notice::Kind::Done, "Copied " + plan::nameOf(ids));
}

void pasteCells(UiContext context) {
    SitesPageState& view = context.state.sites;
    const char* clipboard = ImGui::GetClipboardText();
    const plan::PasteStart start{currentRow(context.openCase, view), view.column};
    const Status outcome =
        context.openCase.edit(plan::pasteRows(context.openCase.plan(), start,
                                              clipboard ? clipboard : "", skinOf(context.openCase)),
                              "Paste into the table of sites");
    view.problem = outcome ? std::string() : outcome.error().message;
    view.takesKeys = true;
}

bool allAreLocked(UiContext context) {
    bool any = false;
    for (const plan::InjectionSite& site : context.openCase.plan().sites)
        if (context.state.selection.contains(site.id)) {
            any = true;
            if (!site.locked)
                return false;
        }
    return any;
}

void toggleLock(UiContext context) {
    const plan::SiteIds ids = context.state.selection;
    const bool locks = !allAreLocked(context);
    notifyOutcome(context.openCase,
                  context.openCase.edit(plan::setLocked(context.openCase.plan(), ids, locks),
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
                   toggleLock, noSelectionReason, allAreLocked});
    out.push_back({"sites.copy", "Copy selected sites as rows", kIconFileDocument, "Ctrl+C", group,
                   copyRows, noSelectionReason});
    out.push_back({"sites.paste", "Paste rows into the table of sites", kIconDownload, "Ctrl+V",
                   group, pasteCells, [](UiContext d) {
                       if (d.state.planPage != PlanPage::Sites ||
                           d.state.workspace != Workspace::Plan)
                           return std::string("Open the table of sites and click a cell first.");
                       return noSitesReason(d);
                   }});
    out.push_back({"sites.columnsBack", "Show the columns before", kIconChevronLeft, "", group,
                   [](UiContext d) { --d.state.sites.firstColumn; },
                   [](UiContext d) {
                       return d.state.sites.firstColumn > 1 ? "" : "These are the first columns.";
                   }});
    out.push_back(
        {"sites.columnsOn", "Show further columns", kIconChevronRight, "", group,
         [](UiContext d) { ++d.state.sites.firstColumn; },
         [](UiContext d) { return d.state.sites.lastIsShown ? "The last column is shown." : ""; }});
    return out;
}

} // namespace meso::ui
