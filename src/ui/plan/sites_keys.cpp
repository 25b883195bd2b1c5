#include "ui/plan/sites_keys.h"

#include <algorithm>

#include "app/edits/derive.h"
#include "app/head_context.h"
#include "ui/kit/kit_blocks.h"
#include "ui/plan/sites_table.h"
#include "ui/state/key_routing.h"

namespace meso::ui {

namespace {

const std::vector<plan::InjectionSite>& sitesOf(const Panel& panel) {
    return panel.openCase().plan().sites;
}

/// Steps to another row and column; the row becomes the selected one.
void moveCell(Panel& panel, int rows, int columns, Pick pick = Pick::Alone) {
    SitesPageState& view = panel.state().sites;
    const int count = static_cast<int>(sitesOf(panel).size());
    const int row = std::clamp(currentRow(panel.openCase(), view) + rows, 0, count - 1);
    const int column = static_cast<int>(view.column) + columns;
    view.column = static_cast<plan::SiteColumn>(std::clamp(column, 1, plan::kSiteColumns - 1));
    if (rows != 0)
        pickRow(panel.context, sitesOf(panel)[static_cast<std::size_t>(row)].id, pick);
    view.scrolls = true;
}

/// To the next cell, over the end of the row to the next one; past the last cell the keys go back
/// to the window.
void tabOn(Panel& panel, int direction) {
    SitesPageState& view = panel.state().sites;
    const int row = currentRow(panel.openCase(), view);
    const int last = static_cast<int>(sitesOf(panel).size()) - 1;
    const int column = static_cast<int>(view.column) + direction;
    if (column >= 1 && column < plan::kSiteColumns)
        return moveCell(panel, 0, direction);
    if (row + direction < 0 || row + direction > last) {
        view.takesKeys = false;
        return;
    }
    moveCell(panel, direction, -direction * plan::kSiteColumns);
}

/// Ends typing by a key that the line itself does not know.
void finishTyping(Panel& panel) {
    SitesPageState& view = panel.state().sites;
    FieldMemory& memory = panel.fields;
    const std::string typed = memory.typed;
    const bool changed = !memory.open.empty() && typed != memory.before;
    memory.open.clear();
    if (changed)
        typeIntoCurrent(panel, typed);
    view.editing = 0;
}

void toggleCellLock(Panel& panel) {
    const auto& site =
        sitesOf(panel)[static_cast<std::size_t>(currentRow(panel.openCase(), panel.state().sites))];
    typeIntoCurrent(panel, site.locked ? "no" : "yes");
}

void handleKey(Panel& panel, const std::string& key) {
    SitesPageState& view = panel.state().sites;
    const int all = static_cast<int>(sitesOf(panel).size());
    if (key == "Up" || key == "Down")
        moveCell(panel, key == "Up" ? -1 : 1, 0);
    else if (key == "Shift+Up" || key == "Shift+Down")
        moveCell(panel, key == "Shift+Up" ? -1 : 1, 0, Pick::Range);
    else if (key == "Left" || key == "Right")
        moveCell(panel, 0, key == "Left" ? -1 : 1);
    else if (key == "Home" || key == "End")
        moveCell(panel, key == "Home" ? -all : all, 0);
    else if (key == "Tab" || key == "Shift+Tab")
        tabOn(panel, key == "Tab" ? 1 : -1);
    else if (key == "Esc")
        view.takesKeys = false;
    else if (view.column == plan::SiteColumn::Locked && (key == "Enter" || key == "Space"))
        toggleCellLock(panel);
    else if (key == "Enter")
        openCell(view, {});
}

/// Letters that came while no line is open begin a new entry.
std::string lettersOfThisFrame() {
    std::string letters;
    for (const ImWchar c : ImGui::GetIO().InputQueueCharacters)
        if (c > ' ' && c < 0x7F)
            letters += static_cast<char>(c);
    return letters;
}

} // namespace

plan::SkinFinder skinOf(const app::OpenCase& openCase) {
    return [&openCase](const anatomy::ScalpCoordinate& place) -> Result<plan::SkinPlace> {
        const auto position = openCase.derived().headContext->frame.positionAt(place);
        return position ? openCase.placeAt(*position) : position.error();
    };
}

int currentRow(const app::OpenCase& openCase, const SitesPageState& view) {
    const auto& sites = openCase.plan().sites;
    if (sites.empty())
        return -1;
    return static_cast<int>(plan::indexOfSite(sites, view.site).value_or(0));
}

void pickRow(UiContext context, int id, Pick pick) {
    SitesPageState& view = context.state.sites;
    std::set<int>& selection = context.state.selection;
    view.site = id;
    view.seenAlone = id;
    if (pick == Pick::Turn) {
        if (selection.erase(id) == 0)
            selection.insert(id);
        view.anchor = id;
        return;
    }
    selection.clear();
    selection.insert(id);
    if (pick == Pick::Alone) {
        view.anchor = id;
        return;
    }
    const auto& sites = context.openCase.plan().sites;
    bool isBetween = false;
    for (const plan::InjectionSite& site : sites) {
        const bool isEnd = site.id == id || site.id == view.anchor;
        if (isBetween || isEnd)
            selection.insert(site.id);
        if (isEnd && id != view.anchor)
            isBetween = !isBetween;
    }
}

void openCell(SitesPageState& view, const std::string& typedAhead) {
    constexpr int kFramesToOpen = 5;
    view.editing = view.site;
    view.opening = kFramesToOpen;
    view.typedAhead = typedAhead;
    view.scrolls = true;
}

void typeIntoCurrent(Panel& panel, const std::string& typed) {
    UiState& state = panel.state();
    SitesPageState& view = state.sites;
    const int row = currentRow(panel.openCase(), view);
    if (row < 0)
        return;
    const int id = sitesOf(panel)[static_cast<std::size_t>(row)].id;
    const bool isPlace = view.column == plan::SiteColumn::S || view.column == plan::SiteColumn::T;
    const bool isForAll = !isPlace && state.selection.contains(id);
    const plan::SiteIds ids = isForAll ? state.selection : plan::SiteIds{id};
    const std::string label =
        plan::headingOf(view.column).substr(0, plan::headingOf(view.column).find(" (")) + " of " +
        plan::nameOf(ids);
    const Status outcome =
        panel.openCase().edit(plan::typeIntoCells(panel.openCase().plan(), ids, view.column, typed,
                                                  skinOf(panel.openCase())),
                              label);
    view.problem = outcome ? std::string() : outcome.error().message;
}

void handleTableKeys(Panel& panel, bool wasTyping) {
    SitesPageState& view = panel.state().sites;
    if (!view.takesKeys || sitesOf(panel).empty() || dialogIsOpen(panel.state()))
        return;
    if (view.site == 0)
        view.site = sitesOf(panel).front().id;
    if (wasTyping) {
        for (const char* key : {"Tab", "Shift+Tab"})
            if (panel.pressed(key)) {
                finishTyping(panel);
                tabOn(panel, std::string(key) == "Tab" ? 1 : -1);
            }
        return;
    }
    for (const std::string& key : panel.keys)
        handleKey(panel, key);
    const std::string letters = lettersOfThisFrame();
    if (view.editing != 0 && view.opening > 0)
        view.typedAhead += letters;
    else if (view.takesKeys && view.editing == 0 && !letters.empty() &&
             view.column != plan::SiteColumn::Locked)
        openCell(view, letters);
}

} // namespace meso::ui
