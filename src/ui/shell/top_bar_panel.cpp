#include "ui/shell/top_bar_panel.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "store/settings_file.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/shell/file_actions.h"
#include "ui/state/actions.h"

namespace meso::ui {

namespace {

constexpr WordTable<Workspace, 2> kWorkspaces{
    {{Workspace::Plan, "Plan"}, {Workspace::Spread, "Simulate"}}};
static_assert(hasEveryValue(kWorkspaces));

/// The program's sign: a tile with seven injection sites.
void drawSign(Kit& kit, ImVec2 corner) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(corner, {corner.x + kit.px(32), corner.y + kit.px(32)},
                        packed(kit.theme.accent), kit.px(8));
    const ImVec2 middle{corner.x + kit.px(16), corner.y + kit.px(16)};
    list->AddCircleFilled(middle, kit.px(2.6F), packed(kit.theme.onAccent), 16);
    for (int k = 0; k < 6; ++k) {
        const float angle = 3.14159265F * (static_cast<float>(k) / 3 + 1.0F / 6);
        list->AddCircleFilled(
            {middle.x + kit.px(8.5F) * std::cos(angle), middle.y + kit.px(8.5F) * std::sin(angle)},
            kit.px(2.1F), packed(kit.theme.onAccent), 16);
    }
}

std::string statusLine(const app::OpenCase& openCase, WidthClass room) {
    const bool saved = openCase.savedAsShown();
    if (openCase.file().empty())
        return room == WidthClass::Wide ? "Not in a file yet · edits are kept as a draft"
                                        : "Not in a file yet";
    const std::string name = text::printable(openCase.file().filename().string());
    if (room != WidthClass::Wide)
        return saved ? "Saved" : "Edited · draft kept";
    return saved ? name + " · saved" : name + " · edited, draft kept";
}

/// Top of something so high (logical) that stands in the middle of the bar, real pixels.
float centred(const Panel& panel, float height) {
    return std::round((panel.rect.max.y - panel.kit.px(height)) / 2);
}

void drawTitle(Panel& panel, WidthClass room, float right) {
    Kit& kit = panel.kit;
    const float left = kit.px(58);
    const float width = right - left - kit.px(10);
    if (width < kit.px(60))
        return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const std::string title = text::printable(panel.openCase().plan().about.title, 200);
    const std::string status = statusLine(panel.openCase(), room);
    // A narrow window leaves the name to its frame, rather than half a name here.
    const bool isWhole = sizeOf(kit.fonts.semibold, title).x <= width &&
                         sizeOf(kit.fonts.caption, status).x <= width;
    if (room == WidthClass::Narrow && !isWhole)
        return;
    drawText(list, kit.fonts.semibold, packed(kit.theme.text), {left, centred(panel, 38)},
             elided(kit.fonts.semibold, title.empty() ? "Untitled plan" : title, width));
    drawText(list, kit.fonts.caption, packed(kit.theme.muted), {left, centred(panel, -2)},
             elided(kit.fonts.caption, status, width));
}

void drawWorkspaces(Panel& panel, float left, float width) {
    Kit& kit = panel.kit;
    ImGui::SetCursorScreenPos({left, centred(panel, 34)});
    Workspace chosen = panel.state().workspace;
    if (segmentedOf(kit, "workspace", kWorkspaces, chosen, width))
        perform(panel.actions.at(chosen == Workspace::Plan ? "workspace.plan" : "workspace.spread"),
                panel.context);
}

/// The files that were open last. One that is not there any more says so, and opening it says why.
void drawRecent(Panel& panel) {
    const std::vector<std::string> recent = panel.openCase().settings().recent;
    if (!recent.empty())
        ImGui::Separator();
    for (std::size_t i = 0; i < recent.size(); ++i) {
        const std::filesystem::path file = recent[i];
        std::error_code ignored;
        const char* missing = std::filesystem::exists(file, ignored) ? nullptr : "not found";
        const std::string words = text::printable(file.filename().string(), 60) + "  ·  " +
                                  text::printable(file.parent_path().string(), 60);
        const std::string number = std::to_string(i);
        if (ImGui::MenuItem((menuText(words) + "##recent" + number).c_str(), missing))
            proceedAfterConfirming(panel.context, "open", file);
        tag(panel.kit, "menu.recent." + number);
    }
}

void drawGroup(Panel& panel, const char* group) {
    if (!ImGui::BeginMenu(group))
        return;
    const ModalFocusScope over(panel.kit.walk);
    for (const Action& action : panel.actions.all())
        if (action.group == group && action.id.rfind("edit.nudge", 0) != 0)
            actionMenuItem(panel, action.id);
    if (std::string(group) == "File")
        drawRecent(panel);
    ImGui::EndMenu();
}

void drawMenu(Panel& panel) {
    Kit& kit = panel.kit;
    if (iconButton(kit, {"menu", kIconMenu, "Menu"}))
        ImGui::OpenPopup("##menu");
    ImGui::SetNextWindowPos({ImGui::GetItemRectMin().x, panel.rect.max.y - kit.px(2)});
    if (!ImGui::BeginPopup("##menu"))
        return;
    const ModalFocusScope over(kit.walk);
    for (const char* group : {"File", "Edit", "Tools", "Plan", "Sites", "Session", "View", "Show",
                              "Simulate", "Window", "Help"}) {
        drawGroup(panel, group);
        tag(kit, std::string("menu.group.") + group);
    }
    // All of it: the mouse, which still rests on a group, would open that again.
    if (panel.pressed("Esc"))
        ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

/// Icon buttons in a row that ends at `right`; returns where it begins.
float drawRight(Panel& panel, WidthClass room) {
    Kit& kit = panel.kit;
    const float width = panel.rect.max.x;
    const bool words = room == WidthClass::Wide || room == WidthClass::Medium;
    float left = width - kit.px(words ? 146 : 52);
    ImGui::SetCursorScreenPos({left, centred(panel, words ? 36 : 40)});
    const Action& picture = panel.actions.at("file.picture");
    if (words ? button(kit, {"export",
                             "Picture",
                             Emphasis::Primary,
                             {124, 36},
                             kIconExport,
                             {},
                             tipOf(picture, panel.context)})
              : iconButton(
                    kit, {"export", kIconExport, tipOf(picture, panel.context), Emphasis::Primary}))
        perform(picture, panel.context);
    std::vector<const char*> ids;
    if (room != WidthClass::Tiny)
        ids = {"palette", "theme.next", "help.sheet"};
    if (!words || !panel.state().inspectorIsOpen)
        ids.push_back("window.inspector");
    left -= kit.px(42 * static_cast<float>(ids.size()) + 8);
    float x = left;
    for (const char* id : ids) {
        ImGui::SetCursorScreenPos({x, centred(panel, 40)});
        actionIcon(panel, id);
        x += kit.px(42);
    }
    return left;
}

} // namespace

void drawTopBar(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##top",
                    panel.rect.min,
                    panel.rect.max,
                    kit.theme.surface,
                    {0, 0},
                    ImGuiWindowFlags_NoScrollbar});
    const float width = panel.rect.max.x;
    const WidthClass room = panel.room;
    edgeLine({0, panel.rect.max.y - 1}, {width, panel.rect.max.y}, packed(kit.theme.border));
    drawSign(kit, {kit.px(14), centred(panel, 32)});
    const float right = drawRight(panel, room);
    const float switchWidth = kit.px(room == WidthClass::Wide     ? 260
                                     : room == WidthClass::Medium ? 220
                                                                  : 156);
    const bool tiny = room == WidthClass::Tiny;
    const int icons = tiny ? 3 : 5;
    const float iconsWidth = kit.px(42.0F * static_cast<float>(icons));
    const float middle =
        std::min((width - switchWidth) / 2 + iconsWidth / 3, right - switchWidth - kit.px(12));
    const float iconsLeft = std::max(kit.px(54), middle - iconsWidth - kit.px(14));
    if (room != WidthClass::Tiny)
        drawTitle(panel, room, iconsLeft);
    float x = iconsLeft;
    ImGui::SetCursorScreenPos({x, centred(panel, 40)});
    drawMenu(panel);
    for (const char* id : {"file.open", "file.save", "edit.undo", "edit.redo"}) {
        if (tiny && std::string(id).rfind("file.", 0) == 0)
            continue;
        x += kit.px(42);
        ImGui::SetCursorScreenPos({x, centred(panel, 40)});
        actionIcon(panel, id);
    }
    drawWorkspaces(panel, std::max(middle, x + kit.px(54)), switchWidth);
    endPane();
}

} // namespace meso::ui
