#include "ui/plan/area_sections.h"

#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

bool listLine(Kit& kit, const std::string& id, const std::string& name, const std::string& figure,
              bool isChosen) {
    const view::Theme& t = kit.theme;
    ImFont* font = isChosen ? kit.fonts.medium : kit.fonts.body;
    const float width = ImGui::GetContentRegionAvail().x;
    const float room = width - kit.px(16);
    const float figureWidth = sizeOf(kit.fonts.medium, figure).x;
    const bool isBeside = sizeOf(font, name).x + figureWidth + kit.px(12) <= room;
    const std::vector<std::string> lines = wrappedLines(font, name, room);
    const float words = font->FontSize * static_cast<float>(lines.size() + (isBeside ? 0 : 1));
    const float height = std::ceil(std::max(kit.px(kMinTarget), words + kit.px(10)));
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##line", {width, height});
    const Interaction use = interactionOf(kit, id, pressed, {}, {});
    if (isChosen || use.hovered)
        fill(use.box, packed(isChosen ? t.accentTint : t.raised), kit.px(6));
    const ImU32 ink = packed(isChosen ? t.accent : t.text);
    float middle = use.box.centre().y - (words - font->FontSize) / 2;
    for (const std::string& line : lines) {
        drawFrom(font, ink, use.box.min.x + kit.px(8), middle, line);
        middle += font->FontSize;
    }
    drawUpTo(kit.fonts.medium, ink, use.box.max.x - kit.px(8),
             isBeside ? use.box.centre().y : middle, figure);
    focusRing(kit, kit.px(6));
    ImGui::PopID();
    return use.pressed;
}

namespace {

constexpr float kRowGap = 6;        ///< between buttons, logical pixels
constexpr float kRowPadding = 9.5F; ///< beside the words of a button that has little room

void actionButtonOf(Panel& panel, const ShortAction& entry, float width) {
    const Action& action = panel.actions.at(entry.id);
    const bool on = action.isOn && action.isOn(panel.context);
    if (button(panel.kit, {.id = entry.item ? entry.item : entry.id,
                           .label = entry.label,
                           .emphasis = on ? Emphasis::Active : Emphasis::Plain,
                           .size = {width / panel.kit.scale, 34},
                           .disabledReason = disabledReasonOf(action, panel.context),
                           .tip = tipOf(action, panel.context)}))
        perform(action, panel.context);
}

/// Width of the widest button of a row with its words and little beside them, real pixels.
float widestOf(const Kit& kit, std::initializer_list<ShortAction> buttons) {
    float widest = 0;
    for (const ShortAction& entry : buttons)
        widest = std::max(widest, std::ceil(sizeOf(kit.fonts.medium, entry.label).x));
    return widest + 2 * kit.px(kRowPadding);
}

/// As many equal columns as have room for the widest button.
void drawColumns(Panel& panel, std::initializer_list<ShortAction> buttons, float left,
                 float width) {
    const float gap = panel.kit.px(kRowGap);
    const float widest = widestOf(panel.kit, buttons);
    auto columns = static_cast<int>(buttons.size());
    while (columns > 1 && columns * widest + static_cast<float>(columns - 1) * gap > width)
        --columns;
    const float each =
        std::floor((width - static_cast<float>(columns - 1) * gap) / static_cast<float>(columns));
    int column = 0;
    for (const ShortAction& entry : buttons) {
        const float x = left + static_cast<float>(column) * (each + gap);
        if (column > 0)
            ImGui::SameLine();
        ImGui::SetCursorScreenPos({x, ImGui::GetCursorScreenPos().y});
        actionButtonOf(panel, entry, each);
        column = (column + 1) % columns;
    }
}

} // namespace

void actionRow(Panel& panel, const std::string& label, std::initializer_list<ShortAction> buttons) {
    Kit& kit = panel.kit;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const auto count = static_cast<float>(buttons.size());
    const float needed = count * widestOf(kit, buttons) + (count - 1) * kit.px(kRowGap);
    const float words = sizeOf(kit.fonts.body, label).x + kit.px(12);
    if (label.empty()) {
        drawColumns(panel, buttons, start.x, width);
    } else if (words + needed <= width) {
        drawFrom(kit.fonts.body, packed(kit.theme.muted), start.x, start.y + kit.px(17), label);
        drawColumns(panel, buttons, start.x + width - needed, needed);
    } else {
        wrappedText(kit, kit.fonts.body, kit.theme.muted, label);
        drawColumns(panel, buttons, start.x, width);
    }
}

void actionButtons(Panel& panel, std::initializer_list<ShortAction> buttons) {
    Kit& kit = panel.kit;
    const float left = ImGui::GetCursorScreenPos().x;
    const float right = left + ImGui::GetContentRegionAvail().x;
    const float gap = kit.px(6);
    float end = left; // of the buttons in this line
    for (const ShortAction& entry : buttons) {
        const float width =
            std::min(std::ceil(sizeOf(kit.fonts.medium, entry.label).x) + kit.px(24), right - left);
        if (end > left && end + gap + width <= right) {
            ImGui::SameLine(0, gap);
            end += gap + width;
        } else {
            end = left + width;
        }
        actionButtonOf(panel, entry, width);
    }
}

} // namespace meso::ui
