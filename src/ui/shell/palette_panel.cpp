#include "ui/shell/palette_panel.h"

#include <algorithm>

#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/search_line.h"
#include "ui/panel/dialog.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

void close(UiState& state) {
    state.paletteOpen = false;
    state.paletteQuery.clear();
    state.paletteRow = 0;
    ImGui::CloseCurrentPopup();
}

/// One line: icon, words, key. Returns whether it was chosen.
bool drawPaletteLine(Panel& panel, const Action& action, bool current) {
    Kit& kit = panel.kit;
    const std::string why = disabledReasonOf(action, panel.context);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, kit.px(38)};
    ImGui::PushID(action.id.c_str());
    const bool hit = ImGui::InvisibleButton("##line", size) && why.empty();
    ImGui::PopID();
    tag(kit, "palette." + action.id, why.empty());
    hint(kit, why);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 end{corner.x + size.x, corner.y + size.y};
    if (current || ImGui::IsItemHovered())
        list->AddRectFilled(corner, end, packed(current ? kit.theme.accentTint : kit.theme.raised),
                            kit.px(6));
    const view::Colour ink = why.empty() ? kit.theme.text : kit.theme.faint;
    const float middle = corner.y + size.y / 2;
    if (action.icon)
        drawText(list, kit.fonts.icon, packed(current ? kit.theme.accent : kit.theme.muted),
                 {corner.x + kit.px(10), middle - kit.fonts.icon->FontSize / 2}, action.icon);
    float right = end.x - kit.px(10);
    if (!action.shortcut.empty())
        right -= keyCap(kit, list, {right, middle}, action.shortcut) + kit.px(10);
    const std::string on = action.isOn && action.isOn(panel.context) ? "  ·  on" : "";
    const float left = corner.x + kit.px(44);
    const std::string label =
        elided(kit.fonts.body, labelOf(action, panel.context) + on, right - left);
    drawText(list, kit.fonts.body, packed(ink), {left, middle - kit.fonts.body->FontSize / 2},
             label);
    const float after = left + sizeOf(kit.fonts.body, label).x + kit.px(12);
    if (!why.empty() && right - after > kit.px(60))
        drawText(list, kit.fonts.caption, packed(kit.theme.muted),
                 {after, middle - kit.fonts.caption->FontSize / 2},
                 elided(kit.fonts.caption, why, right - after));
    return hit;
}

} // namespace

void drawPalette(Panel& panel) {
    UiState& state = panel.state();
    if (!state.paletteOpen || !beginDialog(panel, {"##palette", 560, 120, 8, 0.75F}))
        return;
    Kit& kit = panel.kit;
    if (searchLine(kit, "palette.query", "Type what you want to do", state.paletteQuery))
        state.paletteRow = 0;
    const auto found = matching(panel.actions, state.paletteQuery);
    const int count = static_cast<int>(found.size());
    if (panel.pressed("Down"))
        state.paletteRow = std::min(state.paletteRow + 1, count - 1);
    if (panel.pressed("Up"))
        state.paletteRow = std::max(state.paletteRow - 1, 0);
    const bool moved = panel.pressed("Down") || panel.pressed("Up");
    const Action* chosen = nullptr;
    const float room = std::min(kit.px(38) * 9 + kit.px(8), 0.55F * panel.rect.max.y);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild(
        "##lines",
        {0, std::min(room, kit.px(38) * static_cast<float>(std::max(count, 1)) + kit.px(8))});
    for (int i = 0; i < count; ++i) {
        if (drawPaletteLine(panel, *found[static_cast<std::size_t>(i)], i == state.paletteRow))
            chosen = found[static_cast<std::size_t>(i)];
        if (moved && i == state.paletteRow)
            ImGui::SetScrollHereY();
    }
    if (count == 0)
        lineOfText(kit, kit.fonts.body, kit.theme.muted, "   No command matches.");
    ImGui::EndChild();
    ImGui::PopStyleVar();
    if (panel.confirmed() && state.paletteRow < count)
        chosen = found[static_cast<std::size_t>(state.paletteRow)];
    const bool away = wantsClose(panel);
    if (chosen && !disabledReasonOf(*chosen, panel.context).empty())
        chosen = nullptr;
    if (chosen || away)
        close(state);
    endDialog();
    if (chosen)
        perform(*chosen, panel.context);
}

} // namespace meso::ui
