#include "ui/kit/kit_select.h"

#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

namespace {

constexpr float kLineHeight = 34;
constexpr float kListPadding = 6;
constexpr float kListMargin = 8; ///< to the edges of the window

/// The closed field; returns whether it was pressed.
Interaction drawField(Kit& kit, const Choice& choice, const std::string& shown) {
    const bool pressed = ImGui::InvisibleButton(
        "##field", {choice.label.empty() ? ImGui::GetContentRegionAvail().x : kit.px(choice.width),
                    kit.px(kFieldHeight)});
    const std::string& full = shown;
    const float room = ImGui::GetItemRectSize().x - kit.px(10 + 32);
    const std::string text = elided(kit.fonts.medium, full, room);
    const Interaction use =
        interactionOf(kit, choice.id, pressed, text == full ? "" : full, choice.disabledReason);
    const float alpha = choice.disabledReason.empty() ? 1 : kDisabledAlpha;
    const view::Theme& t = kit.theme;
    fill(use.box, packed(use.hovered || t.dark ? t.raised : t.surface, alpha), kit.px(6));
    outline(kit, use.box, packed(use.hovered ? t.faint : t.border, alpha), kit.px(6));
    drawFrom(kit.fonts.medium, packed(t.text, alpha), use.box.min.x + kit.px(10),
             use.box.centre().y, text);
    drawCentred(kit.fonts.icon, packed(use.hovered ? t.text : t.muted, alpha),
                {use.box.max.x - kit.px(16), use.box.centre().y}, kIconChevronDown);
    focusRing(kit, kit.px(6));
    return use;
}

/// Width of the list: that of the field, or of its longest line.
float listWidth(const Kit& kit, const Choice& choice, const Rect& field) {
    float widest = 0;
    for (const std::string& line : choice.choices)
        widest = std::max(widest, sizeOf(kit.fonts.body, line).x);
    const float most = ImGui::GetIO().DisplaySize.x - 2 * kit.px(kListPadding);
    return std::min(std::max(field.width(), widest + kit.px(10 + 36 + 2 * kListPadding)), most);
}

/// Under the field, or above it where there is more room; as high as it needs, and where the window
/// has less it scrolls. Right edges in line.
void placeList(const Kit& kit, const Choice& choice, const Rect& field) {
    const float lines = kit.px(kLineHeight) * static_cast<float>(choice.choices.size());
    const float width = std::ceil(listWidth(kit, choice, field));
    const float wanted = lines + 2 * kit.px(kListPadding);
    const float gap = kit.px(4);
    const float margin = kit.px(kListMargin);
    const float under = ImGui::GetIO().DisplaySize.y - field.max.y - gap - margin;
    const float over = field.min.y - gap - margin;
    const bool goesUnder = wanted <= under || under >= over;
    const float height = std::min(wanted, std::max(goesUnder ? under : over, kit.px(kLineHeight)));
    ImGui::SetNextWindowPos({std::max(0.F, field.max.x - width),
                             goesUnder ? field.max.y + gap : field.min.y - gap - height});
    ImGui::SetNextWindowSize({width, height});
}

bool drawLine(Kit& kit, const Choice& choice, int index, bool chosen) {
    const std::string& text = choice.choices[static_cast<std::size_t>(index)];
    ImGui::PushID(index);
    const float width = ImGui::GetContentRegionAvail().x;
    const bool pressed = ImGui::InvisibleButton("##line", {width, kit.px(kLineHeight)});
    const auto at = static_cast<std::size_t>(index);
    const std::string disabledReason =
        at < choice.disabledReasons.size() ? choice.disabledReasons[at] : std::string();
    const Interaction use = interactionOf(kit, choice.id + "." + text, pressed, {}, disabledReason);
    const view::Theme& t = kit.theme;
    if (chosen || use.hovered)
        fill(use.box, packed(chosen ? t.accentTint : t.raised), kit.px(5));
    const view::Colour ink = chosen ? t.accent : t.text;
    const float alpha = disabledReason.empty() ? 1 : kDisabledAlpha;
    drawFrom(chosen ? kit.fonts.medium : kit.fonts.body, packed(ink, alpha),
             use.box.min.x + kit.px(10), use.box.centre().y,
             elided(kit.fonts.body, text, width - kit.px(10 + 36)));
    if (chosen)
        drawCentred(kit.fonts.icon, packed(ink), {use.box.max.x - kit.px(18), use.box.centre().y},
                    kIconCheck);
    focusRing(kit, kit.px(5));
    ImGui::PopID();
    return use.pressed;
}

bool drawList(Kit& kit, const Choice& choice, int& chosen) {
    const int before = chosen;
    for (int i = 0; i < static_cast<int>(choice.choices.size()); ++i) {
        const bool isChosen = i == before;
        if (drawLine(kit, choice, i, isChosen)) {
            chosen = i;
            ImGui::CloseCurrentPopup();
        }
        if (isChosen && ImGui::IsWindowAppearing())
            ImGui::SetScrollHereY();
    }
    return chosen != before;
}

} // namespace

bool select(Kit& kit, Choice choice, int& chosen) {
    ImGui::PushID(choice.id.c_str());
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float width = kit.px(choice.width);
    if (!choice.label.empty()) {
        const ImU32 ink =
            packed(kit.theme.muted, choice.disabledReason.empty() ? 1 : kDisabledAlpha);
        if (drawFieldLabel(kit, choice.label, width, ink))
            choice.label.clear();
        else
            ImGui::SetCursorScreenPos({start.x + std::max(0.F, room - width), start.y});
    }
    const bool isSome = chosen >= 0 && chosen < static_cast<int>(choice.choices.size());
    const Interaction field = drawField(
        kit, choice, isSome ? choice.choices[static_cast<std::size_t>(chosen)] : choice.prompt);
    if (choice.opensNow)
        ImGui::SetScrollHereY();
    if (field.pressed || choice.opensNow)
        ImGui::OpenPopup("##list");
    bool changed = false;
    placeList(kit, choice, field.box);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kit.px(kListPadding, kListPadding));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    if (ImGui::BeginPopup("##list", ImGuiWindowFlags_NoMove)) {
        const ModalFocusScope over(kit.walk);
        changed = drawList(kit, choice, chosen);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
    ImGui::PopID();
    return changed;
}

} // namespace meso::ui
