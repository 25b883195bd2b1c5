#include "ui/area_sections.h"

#include "ui/kit_shapes.h"

namespace meso::ui {

bool listLine(Kit& kit, const std::string& id, const std::string& name, const std::string& figure,
              bool isChosen) {
    const view::Theme& t = kit.theme;
    ImFont* font = isChosen ? kit.fonts.medium : kit.fonts.body;
    const float width = ImGui::GetContentRegionAvail().x;
    const float room = width - kit.px(16);
    const float figureWidth = sizeOf(kit.fonts.medium, figure).x;
    const bool isBeside = sizeOf(font, name).x + figureWidth + kit.px(12) <= room;
    const std::vector<std::string> lines = brokenLines(font, name, room);
    const float words = font->FontSize * static_cast<float>(lines.size() + (isBeside ? 0 : 1));
    const float height = std::ceil(std::max(kit.px(kLeastTarget), words + kit.px(10)));
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##line", {width, height});
    const Touch use = touch(kit, id, pressed, {}, {});
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

void actionButtons(Panel& panel, std::initializer_list<ShortAction> buttons) {
    Kit& kit = panel.kit;
    const float left = ImGui::GetCursorScreenPos().x;
    const float right = left + ImGui::GetContentRegionAvail().x;
    const float gap = kit.px(6);
    float end = left; // of the buttons in this line
    for (const ShortAction& entry : buttons) {
        const Action& action = panel.actions.at(entry.id);
        const float width =
            std::min(std::ceil(sizeOf(kit.fonts.medium, entry.label).x) + kit.px(24), right - left);
        if (end > left && end + gap + width <= right) {
            ImGui::SameLine(0, gap);
            end += gap + width;
        } else {
            end = left + width;
        }
        const bool on = action.isOn && action.isOn(panel.desk);
        if (button(kit, {.id = entry.id,
                         .label = entry.label,
                         .emphasis = on ? Emphasis::Active : Emphasis::Plain,
                         .size = {width / kit.scale, 34},
                         .why = reasonAgainst(action, panel.desk),
                         .tip = tipOf(action, panel.desk)}))
            perform(action, panel.desk);
    }
}

} // namespace meso::ui
