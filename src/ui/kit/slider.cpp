#include "ui/kit/slider.h"

#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

namespace {

double shareOf(const Slider& s, double value) {
    const double share = s.logarithmic ? std::log(value / s.low) / std::log(s.high / s.low)
                                       : (value - s.low) / (s.high - s.low);
    return std::clamp(share, 0.0, 1.0);
}

double valueAt(const Slider& s, double share) {
    const double at = std::clamp(share, 0.0, 1.0);
    return s.logarithmic ? s.low * std::pow(s.high / s.low, at) : std::lerp(s.low, s.high, at);
}

} // namespace

bool slider(Kit& kit, const Slider& s, double& value) {
    ImGui::PushID(s.id.c_str());
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(80));
    const bool pressed = ImGui::InvisibleButton("##slider", {width, kit.px(kMinTarget)});
    const Interaction use = interactionOf(kit, s.id, pressed, s.tip, {});
    const float left = use.box.min.x + kit.px(8);
    const float right = use.box.max.x - kit.px(8);
    bool moved = false;
    if (ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        const double next =
            valueAt(s, static_cast<double>((ImGui::GetIO().MousePos.x - left) / (right - left)));
        moved = next != value;
        value = next;
    }
    const float middle = use.box.centre().y;
    const float x = left + (right - left) * static_cast<float>(shareOf(s, value));
    fill({{left, middle - kit.px(2)}, {right, middle + kit.px(2)}}, packed(kit.theme.track),
         kit.px(2));
    fill({{left, middle - kit.px(2)}, {x, middle + kit.px(2)}}, packed(kit.theme.accent),
         kit.px(2));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float radius = kit.px(use.hovered || use.held ? 9 : 7.5F);
    list->AddCircleFilled({x, middle}, radius, packed(kit.theme.surface), 32);
    list->AddCircle({x, middle}, radius, packed(kit.theme.accent), 32, kit.px(2.5F));
    focusRing(kit, kit.px(5));
    ImGui::PopID();
    return moved;
}

} // namespace meso::ui
