#include "ui/plan/sites_table.h"

#include <algorithm>
#include <array>

#include "ui/kit/icons.h"
#include "ui/kit/imgui_compat.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/plan/sites_keys.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr float kRowHeight = 32;  ///< logical pixels
constexpr int kRowsShown = 8;     ///< then it scrolls
constexpr float kCellPadding = 2; ///< on either side of a cell's words, logical pixels
constexpr int kFramesToOpen = 5;  ///< within which a cell's line has got the keyboard

/// A column as it is shown: its short heading over the unit, and the widest words that are usual
/// in it.
struct Look {
    const char* id;
    const char* heading;
    const char* unit;
    const char* widest;
};
constexpr std::array<Look, plan::kSiteColumns> kLooks = {{{"number", "No.", "", "1000"},
                                                          {"volume", "Volume", "mL", "0.005"},
                                                          {"depth", "Depth", "mm", "12.5"},
                                                          {"angle", "Angle", "°", "90"},
                                                          {"needle", "Needle", "", "32G 4 mm"},
                                                          {"mixture", "Mix", "", "1"},
                                                          {"locked", kIconLock, "", "88"},
                                                          {"s", "s", "", "0.888"},
                                                          {"t", "t", "", "-0.888"}}};

const Look& lookOf(plan::SiteColumn column) {
    return kLooks.at(static_cast<std::size_t>(column));
}

/// A column that has room, and where it lies.
struct Shown {
    plan::SiteColumn column;
    float left, right; ///< real pixels from the table's left edge
};

float neededWidth(const Kit& kit, const Look& look) {
    const float heading = sizeOf(kit.fonts.captionMedium, look.heading).x;
    const float words = sizeOf(kit.fonts.caption, look.widest).x;
    return std::ceil(std::max(heading, words) + 2 * kit.px(kCellPadding));
}

/// The number, and as many columns from `first` on as fit; what is left over is shared out.
std::vector<Shown> columnsFrom(const Kit& kit, int first, float width) {
    std::vector<Shown> shown{{plan::SiteColumn::Number, 0, neededWidth(kit, kLooks[0])}};
    for (int c = first; c < plan::kSiteColumns; ++c) {
        const float left = shown.back().right;
        const float right = left + neededWidth(kit, kLooks.at(static_cast<std::size_t>(c)));
        if (right > width && shown.size() > 1)
            break;
        shown.push_back({static_cast<plan::SiteColumn>(c), left, std::min(right, width)});
    }
    const float spare = (width - shown.back().right) / static_cast<float>(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        shown[i].left += spare * static_cast<float>(i);
        shown[i].right += spare * static_cast<float>(i + 1);
    }
    return shown;
}

bool shows(const std::vector<Shown>& columns, plan::SiteColumn column) {
    return std::any_of(columns.begin(), columns.end(),
                       [column](const Shown& shown) { return shown.column == column; });
}

/// The columns of this frame, shifted so that the current one is among them where it must be.
std::vector<Shown> columnsOf(const Kit& kit, SitesPageState& view, float width) {
    int last = 1; // the rightmost first column that leaves no gap behind the last one
    while (columnsFrom(kit, last, width).back().column != plan::SiteColumn::T)
        ++last;
    view.firstColumn = std::clamp(view.firstColumn, 1, last);
    if (view.scrolls)
        view.firstColumn = std::min(view.firstColumn, static_cast<int>(view.column));
    std::vector<Shown> columns = columnsFrom(kit, view.firstColumn, width);
    while (view.scrolls && !shows(columns, view.column))
        columns = columnsFrom(kit, ++view.firstColumn, width);
    return columns;
}

/// What a row is drawn with.
struct Rows {
    Panel& panel;
    std::vector<Shown> columns;
    float width = 0;
    int pressedSite = 0; ///< id of the row that was clicked; 0: none
    plan::SiteColumn pressedColumn = plan::SiteColumn::Number;
    bool editedIsDrawn = false;
    std::optional<std::string> typed{}; ///< into the open cell, when that is over
};

void drawHeadings(Kit& kit, const std::vector<Shown>& columns, float width) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float line = kit.fonts.captionMedium->FontSize;
    const float height = 2 * line + kit.px(6);
    for (const Shown& shown : columns) {
        const Look& look = lookOf(shown.column);
        const bool isIcon = shown.column == plan::SiteColumn::Locked;
        const ImVec2 middle{start.x + (shown.left + shown.right) / 2, start.y + height / 2};
        const float lift = *look.unit != 0 ? line / 2 : 0;
        drawCentred(isIcon ? kit.fonts.icon : kit.fonts.captionMedium, packed(kit.theme.muted),
                    {middle.x, middle.y - lift}, look.heading);
        drawCentred(kit.fonts.caption, packed(kit.theme.muted), {middle.x, middle.y + lift},
                    look.unit);
    }
    ImGui::Dummy({width, height});
}

/// Words of a cell as they are shown: cut only by what no column has room for.
void drawCell(Kit& kit, const plan::InjectionSite& site, plan::SiteColumn column, const Rect& box) {
    if (column == plan::SiteColumn::Locked) {
        if (site.locked)
            drawCentred(kit.fonts.icon, packed(kit.theme.text), box.centre(), kIconLock);
        return;
    }
    const bool isUsual = column == plan::SiteColumn::Needle && !site.needle;
    const bool isNumber = column == plan::SiteColumn::Number;
    ImFont* font = isNumber ? kit.fonts.captionMedium : kit.fonts.caption;
    const std::string words = elided(font, plan::cellText(site, column), box.width());
    drawCentred(font, packed(isUsual ? kit.theme.faint : kit.theme.text), box.centre(), words);
}

std::string cellId(int site, plan::SiteColumn column) {
    return "sites.cell." + std::to_string(site) + "." + lookOf(column).id;
}

/// The cell that is typed into.
void drawOpenCell(Rows& rows, const plan::InjectionSite& site, plan::SiteColumn column,
                  const Rect& box) {
    SitesPageState& view = rows.panel.state().sites;
    FieldMemory& memory = rows.panel.fields;
    const std::string id = cellId(site.id, column) + ".line";
    const bool opensNow = view.opening == kFramesToOpen;
    if (memory.open == id && !view.typedAhead.empty()) {
        // The line is open since the last frame: what came before that now replaces its content.
        for (auto at = view.typedAhead.rbegin(); at != view.typedAhead.rend(); ++at) {
            auto& queue = ImGui::GetIO().InputQueueCharacters;
            queue.insert(queue.begin(), static_cast<ImWchar>(*at));
        }
        view.typedAhead.clear();
    }
    rows.typed = cellLine(rows.panel.kit, memory,
                          {id, plan::cellText(site, column), box.min, box.max, opensNow});
    rows.editedIsDrawn = true;
    if (memory.open == id) {
        view.opening = 0;
    } else if (view.opening > 0) {
        --view.opening;
    }
    if (memory.open != id && view.opening == 0)
        view.editing = 0;
}

/// Takes the room of a row. The current one is the stop of Tab; Enter gives it the keys.
void placeRow(Rows& rows, const plan::InjectionSite& site, bool isTypedInto) {
    SitesPageState& view = rows.panel.state().sites;
    const ImVec2 size{rows.width, rows.panel.kit.px(kRowHeight)};
    if (isTypedInto) {
        ImGui::Dummy(size);
        return;
    }
    const bool pressed = ImGui::InvisibleButton("##row", size);
    if (view.site != site.id)
        return;
    tag(rows.panel.kit, "sites.table");
    hint(rows.panel.kit, view.takesKeys ? "Enter or letters type into the cell · Esc leaves"
                                        : "Click a cell, and once more to type into it");
    if (pressed && ImGui::GetIO().NavVisible)
        view.takesKeys = true;
}

/// Also while a line is typed into, and in the frame in which a row is pressed.
bool isOverRows() {
    return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
}

void notePress(Rows& rows, const plan::InjectionSite& site, plan::SiteColumn column,
               const Rect& box) {
    if (!ImGui::IsMouseClicked(0) || !isOverRows() || !ImGui::IsMouseHoveringRect(box.min, box.max))
        return;
    rows.pressedSite = site.id;
    rows.pressedColumn = column;
}

void drawRow(Rows& rows, const plan::InjectionSite& site) {
    Kit& kit = rows.panel.kit;
    SitesPageState& view = rows.panel.state().sites;
    ImGui::PushID(site.id);
    const bool isTypedInto = view.editing == site.id;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    placeRow(rows, site, isTypedInto);
    const Rect row{start, {start.x + rows.width, start.y + kit.px(kRowHeight)}};
    const bool isHovered = isOverRows() && ImGui::IsMouseHoveringRect(row.min, row.max);
    if (rows.panel.state().selection.contains(site.id))
        fill(row, packed(kit.theme.accentTint), 0);
    else if (isHovered)
        fill(row, packed(kit.theme.raised), 0);
    focusRing(kit, kit.px(3));
    for (const Shown& shown : rows.columns) {
        const Rect box{{std::round(start.x + shown.left), row.min.y},
                       {std::round(start.x + shown.right), row.max.y}};
        const bool isCurrent = view.site == site.id && view.column == shown.column;
        kit.items[cellId(site.id, shown.column)] = {box.min, box.max, true,
                                                    ImGui::IsRectVisible(box.min, box.max)};
        notePress(rows, site, shown.column, box);
        if (isTypedInto && isCurrent) {
            drawOpenCell(rows, site, shown.column, box);
            continue;
        }
        drawCell(kit, site, shown.column, box);
        if (isCurrent && view.takesKeys)
            ImGui::GetWindowDrawList()->AddRect(box.min, box.max, packed(kit.theme.accent),
                                                kit.px(3), 0, 2 * kit.scale);
    }
    ImGui::SetCursorScreenPos({start.x, row.max.y});
    ImGui::PopID();
}

/// A click makes the cell current; on the current one it opens it.
void takePress(Rows& rows) {
    if (rows.pressedSite == 0)
        return;
    SitesPageState& view = rows.panel.state().sites;
    const ImGuiIO& io = ImGui::GetIO();
    const plan::SiteColumn column = rows.pressedColumn;
    const bool wasCurrent =
        view.takesKeys && view.site == rows.pressedSite && view.column == column;
    view.takesKeys = true;
    view.problem.clear();
    if (wasCurrent && !io.KeyShift && !io.KeyCtrl && column != plan::SiteColumn::Number) {
        if (column == plan::SiteColumn::Locked) {
            const auto& site = rows.panel.openCase().plan().sites[static_cast<std::size_t>(
                currentRow(rows.panel.openCase(), view))];
            typeIntoCurrent(rows.panel, site.locked ? "no" : "yes");
        } else {
            openCell(view, {});
        }
        return;
    }
    if (column != plan::SiteColumn::Number)
        view.column = column;
    pickRow(rows.panel.context, rows.pressedSite,
            io.KeyShift  ? Pick::Range
            : io.KeyCtrl ? Pick::Turn
                         : Pick::Alone);
}

/// What was typed, or a cell that was scrolled away while it was typed into.
void takeTyped(Rows& rows) {
    SitesPageState& view = rows.panel.state().sites;
    FieldMemory& memory = rows.panel.fields;
    if (view.editing != 0 && !rows.editedIsDrawn && view.opening < kFramesToOpen) {
        if (memory.open.starts_with("sites.cell.") && memory.typed != memory.before)
            rows.typed = memory.typed;
        memory.open.clear();
        view.editing = 0;
    }
    if (rows.typed)
        typeIntoCurrent(rows.panel, *rows.typed);
}

/// Scrolls to the current row where it must be seen.
void scrollToCurrent(Rows& rows, float height) {
    SitesPageState& view = rows.panel.state().sites;
    if (!view.scrolls)
        return;
    view.scrolls = false;
    const float rowHeight = rows.panel.kit.px(kRowHeight);
    const float top = rowHeight * static_cast<float>(currentRow(rows.panel.openCase(), view));
    if (top < ImGui::GetScrollY())
        ImGui::SetScrollY(top);
    else if (top + rowHeight > ImGui::GetScrollY() + height)
        ImGui::SetScrollY(top + rowHeight - height);
}

/// A site that was selected on the head becomes the current row.
void followSelection(const app::OpenCase& openCase, UiState& state) {
    SitesPageState& view = state.sites;
    const int alone = state.selection.size() == 1 ? *state.selection.begin() : 0;
    if (alone != 0 && alone != view.seenAlone && view.editing == 0) {
        view.site = view.anchor = alone;
        view.scrolls = true;
    }
    view.seenAlone = alone;
    const int row = currentRow(openCase, view);
    view.site = row < 0 ? 0 : openCase.plan().sites[static_cast<std::size_t>(row)].id;
}

void drawRows(Rows& rows, float height) {
    const auto& sites = rows.panel.openCase().plan().sites;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    beginChild("##list.sites", {rows.width, height}, false);
    const Rect frame{ImGui::GetWindowPos(),
                     {ImGui::GetWindowPos().x + rows.width, ImGui::GetWindowPos().y + height}};
    scrollToCurrent(rows, height);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(sites.size()), rows.panel.kit.px(kRowHeight));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            drawRow(rows, sites[static_cast<std::size_t>(i)]);
    const bool isHovered = isOverRows();
    ImGui::EndChild();
    ImGui::PopStyleVar();
    outline(rows.panel.kit, frame, packed(rows.panel.kit.theme.border), 0);
    if (ImGui::IsMouseClicked(0) && !isHovered)
        rows.panel.state().sites.takesKeys = false;
}

} // namespace

std::string idOf(plan::SiteColumn column) {
    return lookOf(column).id;
}

void drawSitesTable(Panel& panel) {
    Kit& kit = panel.kit;
    SitesPageState& view = panel.state().sites;
    const auto& sites = panel.openCase().plan().sites;
    if (sites.empty()) {
        view.takesKeys = false;
        wrappedText(kit, kit.fonts.body, kit.theme.muted,
                    "There are no sites yet. Lay them out on the page Area, or place them with "
                    "the place tool.");
        return;
    }
    followSelection(panel.openCase(), panel.state());
    const bool wasTyping = !panel.fields.open.empty() && view.editing != 0;
    const float width = std::floor(ImGui::GetContentRegionAvail().x);
    const float bar = ImGui::GetStyle().ScrollbarSize;
    const bool scrolls = static_cast<int>(sites.size()) > kRowsShown;
    Rows rows{panel, columnsOf(kit, view, width - (scrolls ? bar : 0)), width};
    view.lastIsShown = rows.columns.back().column == plan::SiteColumn::T;
    drawHeadings(kit, rows.columns, width);
    const int shown = std::min(static_cast<int>(sites.size()), kRowsShown);
    drawRows(rows, std::ceil(kit.px(kRowHeight) * static_cast<float>(shown)));
    takeTyped(rows);
    takePress(rows);
    handleTableKeys(panel, wasTyping);
    if (!view.problem.empty())
        banner(kit, Tone::Danger, view.problem);
}

} // namespace meso::ui
