#include "ui/dialog.h"

namespace meso::ui {

namespace {

void drawGroup(Panel& panel, const std::string& group) {
    Kit& kit = panel.kit;
    words(kit, kit.fonts.semibold, kit.theme.text, group);
    for (const Action& action : panel.actions.all()) {
        if (action.group != group || action.shortcut.empty() ||
            action.id.rfind("edit.nudge", 0) == 0)
            continue;
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        const float middle = corner.y + kit.px(14);
        ImDrawList* list = ImGui::GetWindowDrawList();
        float keys = keyCap(kit, list, {corner.x + width - kit.px(4), middle}, action.shortcut);
        if (!action.alsoShortcut.empty())
            keys += kit.px(6) + keyCap(kit, list, {corner.x + width - kit.px(10) - keys, middle},
                                       action.alsoShortcut);
        drawWords(list, kit.fonts.body, packed(kit.theme.muted),
                  {corner.x, middle - kit.fonts.body->FontSize / 2},
                  fitted(kit.fonts.body, action.label, width - keys - kit.px(16)));
        ImGui::Dummy({width, kit.px(22)});
    }
    ImGui::Dummy(kit.px(1, 6));
}

struct MouseLine {
    const char* gesture;
    const char* meaning;
};
constexpr MouseLine kMouse[] = {{"Left drag on the background", "Turn the head"},
                                {"Middle drag, or Shift and left drag", "Shift the picture"},
                                {"Wheel", "Zoom towards the cursor"},
                                {"Drag a site", "Move it along the skin"},
                                {"Ctrl and left drag", "Select with a frame"},
                                {"Shift or Ctrl and click", "Add to the selection, or take away"},
                                {"Arrow keys", "Move selected sites by 1 mm"},
                                {"Arrow keys with Shift, with Alt", "by 5 mm, by 0.1 mm"}};

} // namespace

void drawShortcutSheet(Panel& panel) {
    UiState& state = panel.state();
    if (!state.sheetOpen || !beginDialog(panel, {"##sheet", 860, 64, 24, 0.86F}))
        return;
    Kit& kit = panel.kit;
    words(kit, kit.fonts.title, kit.theme.text, "Keyboard and mouse");
    ImGui::Dummy(kit.px(1, 4));
    const bool two = ImGui::GetContentRegionAvail().x > kit.px(640);
    if (ImGui::BeginTable("##columns", two ? 2 : 1, ImGuiTableFlags_SizingStretchSame,
                          {ImGui::GetContentRegionAvail().x, 0})) {
        ImGui::TableNextColumn();
        for (const char* group : {"File", "Edit", "Help"})
            drawGroup(panel, group);
        ImGui::TableNextColumn();
        words(kit, kit.fonts.semibold, kit.theme.text, "Mouse and arrow keys");
        for (const MouseLine& line : kMouse)
            row(kit, line.gesture, line.meaning);
        ImGui::Dummy(kit.px(1, 8));
        for (const char* group : {"Tools", "View", "Simulate", "Window"})
            drawGroup(panel, group);
        ImGui::EndTable();
    }
    const bool closed = button(kit, {"sheet.close", "Close", Emphasis::Primary});
    if (closed || wantsAway(panel)) {
        state.sheetOpen = false;
        ImGui::CloseCurrentPopup();
    }
    endDialog();
}

} // namespace meso::ui
