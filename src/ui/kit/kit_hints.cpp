#include "ui/kit/kit_hints.h"

#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

namespace {

constexpr float kTipDelay_s = 0.4F;
constexpr float kTipSettles_s = 0.06F;
constexpr float kTipWidth = 320; ///< logical pixels

/// How long the cursor has hoverTime on the last item, seconds. Kept in the window's own storage
/// under keys of the hints; another item, a frame without hover or a pressed button starts again.
float hoverTimeOfLastItem() {
    const Rect box = lastItem();
    ImGuiStorage& kept = *ImGui::GetStateStorage();
    const ImGuiID left = ImGui::GetID("hint.left");
    const ImGuiID top = ImGui::GetID("hint.top");
    const ImGuiID since = ImGui::GetID("hint.since");
    const ImGuiID frame = ImGui::GetID("hint.frame");
    const auto now = static_cast<float>(ImGui::GetTime());
    const bool isSameItem =
        kept.GetFloat(left, -1) == box.min.x && kept.GetFloat(top, -1) == box.min.y;
    const bool goesOn = isSameItem && kept.GetInt(frame, -1) >= ImGui::GetFrameCount() - 1;
    if (!goesOn || ImGui::IsAnyMouseDown())
        kept.SetFloat(since, now);
    kept.SetFloat(left, box.min.x);
    kept.SetFloat(top, box.min.y);
    kept.SetInt(frame, ImGui::GetFrameCount());
    return now - kept.GetFloat(since);
}

void tooltip(Kit& kit, const std::string& sentence) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kit.px(10, 7));
    ImGui::BeginTooltip();
    ImFont* font = kit.fonts.caption;
    const float width = std::min(sizeOf(font, sentence).x + 1, kit.px(kTipWidth));
    wrappedText(kit, font, kit.theme.text, sentence, width);
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

} // namespace

void tag(Kit& kit, const std::string& id, bool enabled) {
    const Rect box = lastItem();
    const ImVec2 middle = box.centre();
    kit.items[id] = {box.min, box.max, enabled,
                     ImGui::IsRectVisible(middle, {middle.x + 1, middle.y + 1})};
    if (kit.walk)
        kit.walk->visit(id, enabled);
}

void hint(Kit& kit, const std::string& sentence) {
    if (sentence.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled))
        return;
    kit.hover = sentence;
    const float hoverTime = hoverTimeOfLastItem();
    // A tooltip needs one more frame to find its size; after that it stands still.
    if (hoverTime < kTipDelay_s + kTipSettles_s)
        kit.tipIn = std::max(0.F, kTipDelay_s - hoverTime);
    if (hoverTime >= kTipDelay_s)
        tooltip(kit, sentence);
}

void focusRing(Kit& kit, float radius) {
    if (!ImGui::GetIO().NavVisible || !ImGui::IsItemFocused())
        return;
    const Rect ring = lastItem().inset(-2 * kit.scale);
    ImGui::GetWindowDrawList()->AddRect(ring.min, ring.max, packed(kit.theme.accent),
                                        radius + 2 * kit.scale, 0, 2 * kit.scale);
}

Interaction interactionOf(Kit& kit, const std::string& id, bool pressed, const std::string& tip,
                          const std::string& disabledReason) {
    const bool enabled = disabledReason.empty();
    tag(kit, id, enabled);
    hint(kit, enabled ? tip : disabledReason);
    return {pressed && enabled, enabled && ImGui::IsItemHovered(), enabled && ImGui::IsItemActive(),
            lastItem()};
}

} // namespace meso::ui
