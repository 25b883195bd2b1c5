#include "ui/shell/shortcut_sheet_panel.h"

#include "app/case/open_case.h"
#include "store/settings_file.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/dialog.h"
#include "ui/plan/rule_card.h"
#include "ui/state/page_states.h"
#include "ui/state/rebinding.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// Under the action that waits for a key.
void drawWaiting(Panel& panel, const Action& action) {
    Kit& kit = panel.kit;
    ShortcutSheetState& view = panel.state().shortcutSheet;
    wrappedText(kit, kit.fonts.caption, view.problem.empty() ? kit.theme.accent : kit.theme.danger,
                view.problem.empty() ? "Press the new key. Esc keeps the old one." : view.problem);
    const int pressed =
        buttonPair(panel, {.id = "sheet.none", .label = "No key"},
                   {.id = "sheet.usual",
                    .label = "Usual key",
                    .disabledReason = panel.openCase().settings().shortcuts.contains(action.id)
                                          ? ""
                                          : "It has its usual key."});
    if (pressed == 0)
        assignKey(panel.openCase(), panel.actions, action.id, "");
    if (pressed == 1)
        resetKey(panel.openCase(), action.id);
    if (pressed >= 0)
        view = {};
}

/// Room that an action's keys take at the right end of its line, real pixels.
float keysWidth(const Kit& kit, const Action& action) {
    float width = 0;
    for (const std::string& key : {action.shortcut, action.alsoShortcut})
        if (!key.empty())
            width += std::max(sizeOf(kit.fonts.captionMedium, key).x + kit.px(26), kit.px(30));
    return width;
}

/// One action with its keys; a click lets it wait for another one.
void drawAction(Panel& panel, const Action& action) {
    Kit& kit = panel.kit;
    ShortcutSheetState& view = panel.state().shortcutSheet;
    const bool waits = view.waitsFor == action.id;
    const float width = ImGui::GetContentRegionAvail().x;
    ImFont* font = kit.fonts.body;
    const auto lines =
        wrappedLines(font, action.label, width - keysWidth(kit, action) - kit.px(12));
    const float height = font->FontSize * static_cast<float>(lines.size());
    ImGui::PushID(action.id.c_str());
    const bool pressed =
        ImGui::InvisibleButton("##row", {width, std::max(kit.px(kMinTarget), height)});
    const Interaction use =
        interactionOf(kit, "sheet.row." + action.id, pressed, "Give it another key", {});
    if (use.hovered || waits)
        fill(use.box, packed(waits ? kit.theme.accentTint : kit.theme.raised), kit.px(6));
    focusRing(kit, kit.px(6));
    ImGui::PopID();
    float right = use.box.max.x - kit.px(4);
    for (const std::string& key : {action.shortcut, action.alsoShortcut})
        if (!key.empty())
            right -= kit.px(6) +
                     keyCap(kit, ImGui::GetWindowDrawList(), {right, use.box.centre().y}, key);
    float middle = use.box.centre().y - (height - font->FontSize) / 2;
    for (const std::string& line : lines) {
        drawFrom(font, packed(kit.theme.muted), use.box.min.x + kit.px(4), middle, line);
        middle += font->FontSize;
    }
    if (use.pressed)
        view = waits ? ShortcutSheetState{} : ShortcutSheetState{action.id, {}, {}};
    if (waits)
        drawWaiting(panel, action);
}

void drawShortcutGroup(Panel& panel, const std::string& group) {
    Kit& kit = panel.kit;
    lineOfText(kit, kit.fonts.semibold, kit.theme.text, group);
    const float gap = ImGui::GetStyle().ItemSpacing.y;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const Action& action : panel.actions.all())
        if (action.group == group && action.id.rfind("edit.nudge", 0) != 0)
            drawAction(panel, action);
    ImGui::PopStyleVar();
    ImGui::Dummy({1, gap});
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

void drawColumns(Panel& panel) {
    Kit& kit = panel.kit;
    const bool two = ImGui::GetContentRegionAvail().x > kit.px(640);
    if (!ImGui::BeginTable("##columns", two ? 2 : 1, ImGuiTableFlags_SizingStretchSame,
                           {ImGui::GetContentRegionAvail().x, 0}))
        return;
    ImGui::TableNextColumn();
    for (const char* group : {"File", "Edit", "Plan", "Sites", "Session", "Help"})
        drawShortcutGroup(panel, group);
    ImGui::TableNextColumn();
    lineOfText(kit, kit.fonts.semibold, kit.theme.text, "Mouse and arrow keys");
    for (const MouseLine& line : kMouse)
        row(kit, line.gesture, line.meaning);
    ImGui::Dummy(kit.px(1, 8));
    for (const char* group : {"Tools", "View", "Show", "Simulate", "Window"})
        drawShortcutGroup(panel, group);
    ImGui::EndTable();
}

/// A pressed key goes to the action that waits for one. Returns whether there was such an action.
bool takePressedKeys(Panel& panel) {
    const bool waited = !panel.state().shortcutSheet.waitsFor.empty();
    for (const std::string& key : panel.keys)
        if (!panel.state().shortcutSheet.waitsFor.empty())
            captureKey(panel.context, panel.actions, key);
    return waited;
}

} // namespace

void drawShortcutSheet(Panel& panel) {
    UiState& state = panel.state();
    if (!state.shortcutSheetOpen || !beginDialog(panel, {"##sheet", 860, 64, 24, 0.86F}))
        return;
    Kit& kit = panel.kit;
    const bool waited = takePressedKeys(panel);
    lineOfText(kit, kit.fonts.title, kit.theme.text, "Keyboard and mouse");
    wrappedText(kit, kit.fonts.caption, kit.theme.muted, "Click a line to give it another key.");
    ImGui::Dummy(kit.px(1, 4));
    drawColumns(panel);
    const bool isUsual = panel.openCase().settings().shortcuts.empty();
    const int pressed =
        buttonPair(panel, {.id = "sheet.close", .label = "Close", .emphasis = Emphasis::Primary},
                   {.id = "sheet.resetAll",
                    .label = "All usual keys",
                    .disabledReason = isUsual ? "Every action has its usual key." : ""});
    if (pressed == 1)
        resetKey(panel.openCase(), {});
    if (pressed == 0 || (!waited && wantsClose(panel))) {
        state.shortcutSheetOpen = false;
        state.shortcutSheet = {};
        ImGui::CloseCurrentPopup();
    }
    endDialog();
}

} // namespace meso::ui
