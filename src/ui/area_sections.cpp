#include "ui/area_sections.h"

#include "ui/kit_shapes.h"

namespace meso::ui {

bool listLine(Kit& kit, const std::string& id, const std::string& name, const std::string& figure,
              bool isChosen) {
    const view::Theme& t = kit.theme;
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##line", {width, kit.px(kLeastTarget)});
    const float figureWidth = sizeOf(kit.fonts.medium, figure).x;
    const float room = width - figureWidth - kit.px(28);
    const std::string shown = fitted(kit.fonts.body, name, room);
    const Touch use = touch(kit, id, pressed, shown == name ? "" : name, {});
    if (isChosen || use.hovered)
        fill(use.box, packed(isChosen ? t.accentTint : t.raised), kit.px(6));
    const ImU32 ink = packed(isChosen ? t.accent : t.text);
    drawFrom(isChosen ? kit.fonts.medium : kit.fonts.body, ink, use.box.min.x + kit.px(8),
             use.box.centre().y, shown);
    drawUpTo(kit.fonts.medium, ink, use.box.max.x - kit.px(8), use.box.centre().y, figure);
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
