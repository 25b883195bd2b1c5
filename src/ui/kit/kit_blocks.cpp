#include "ui/kit/kit_blocks.h"

#include "ui/kit/icons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

namespace {

struct ToneLook {
    view::Colour ink, tint;
    const char* icon;
};

ToneLook lookOf(const view::Theme& t, Tone tone) {
    switch (tone) {
    case Tone::Ok:
        return {t.ok, t.okTint, kIconCheckCircle};
    case Tone::Warn:
        return {t.warn, t.warnTint, kIconAlert};
    case Tone::Danger:
        return {t.danger, t.dangerTint, kIconAlertCircle};
    case Tone::Neutral:
        break;
    }
    return {t.muted, t.raised, kIconInformationOutline};
}

/// Takes the room of a banner; with an id it can be pressed.
bool bannerArea(Kit& kit, ImVec2 size, const std::string& id) {
    if (id.empty()) {
        ImGui::Dummy(size);
        return false;
    }
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##banner", size);
    ImGui::PopID();
    tag(kit, id);
    return pressed;
}

} // namespace

bool drawFieldLabel(Kit& kit, const std::string& label, float fieldWidth, ImU32 ink) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const bool isBeside = sizeOf(kit.fonts.body, label).x + kit.px(8) + fieldWidth <= room;
    const float height = isBeside ? kit.px(kFieldHeight) : kit.fonts.body->FontSize;
    drawFrom(kit.fonts.body, ink, start.x, start.y + height / 2,
             elided(kit.fonts.body, label, room));
    if (!isBeside)
        ImGui::SetCursorScreenPos({start.x, std::ceil(start.y + height + kit.px(3))});
    return !isBeside;
}

void row(Kit& kit, const std::string& label, const std::string& value) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    float height = kit.px(22);
    ImFont* valueFont = kit.fonts.medium;
    const std::string shown = elided(valueFont, value, width);
    const float middle = start.y + height / 2;
    drawFrom(kit.fonts.body, packed(kit.theme.muted), start.x, middle,
             elided(kit.fonts.body, label, width));
    const float both = sizeOf(kit.fonts.body, label).x + kit.px(12) + sizeOf(valueFont, shown).x;
    const float below = both <= width ? 0 : valueFont->FontSize;
    drawUpTo(valueFont, packed(kit.theme.text), start.x + width, middle + below, shown);
    height += below;
    ImGui::Dummy({width, height});
    if (shown != value)
        hint(kit, value);
}

void section(Kit& kit, const std::string& title, const std::string& remark) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = kit.fonts.semibold->FontSize + kit.px(4);
    const float middle = start.y + kit.fonts.semibold->FontSize / 2;
    const std::string shown = elided(kit.fonts.semibold, title, width);
    const float titleWidth = sizeOf(kit.fonts.semibold, shown).x;
    drawFrom(kit.fonts.semibold, packed(kit.theme.text), start.x, middle, shown);
    const float room = width - titleWidth - kit.px(12);
    const bool isBeside = sizeOf(kit.fonts.caption, remark).x <= room;
    if (isBeside)
        drawUpTo(kit.fonts.caption, packed(kit.theme.muted), start.x + width, middle, remark);
    ImGui::Dummy({width, height});
    if (!isBeside)
        wrappedText(kit, kit.fonts.caption, kit.theme.muted, remark);
}

void divider(Kit& kit) {
    ImGui::Dummy({0, kit.px(4)});
    const ImVec2 pane = ImGui::GetWindowPos();
    const float y = ImGui::GetCursorScreenPos().y;
    edgeLine({pane.x, y}, {pane.x + ImGui::GetWindowSize().x, y + hairline(kit)},
             packed(kit.theme.border));
    ImGui::Dummy({0, kit.px(6)});
}

bool banner(Kit& kit, Tone tone, const std::string& sentence, const std::string& id) {
    const ToneLook look = lookOf(kit.theme, tone);
    ImFont* font = kit.fonts.caption;
    const bool isClickable = !id.empty();
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(80));
    const float padding = kit.px(10);
    const float textLeft = padding + kit.fonts.icon->FontSize + kit.px(6);
    const float room = width - textLeft - padding - (isClickable ? kit.px(18) : 0);
    const std::vector<std::string> lines = wrappedLines(font, sentence, room);
    const float textHeight = font->FontSize * static_cast<float>(lines.size());
    const float height = std::ceil(std::max(textHeight + 2 * padding, kit.px(36)));
    const bool pressed = bannerArea(kit, {width, height}, id);
    const Rect box = lastItem();
    const bool isHovered = isClickable && ImGui::IsItemHovered();
    fill(box, packed(look.tint), kit.px(6));
    if (tone == Tone::Neutral || isHovered)
        outline(kit, box, packed(isHovered ? look.ink : kit.theme.border), kit.px(6));
    float middle = box.min.y + (height - textHeight + font->FontSize) / 2;
    drawFrom(kit.fonts.icon, packed(look.ink), box.min.x + padding, middle, look.icon);
    for (const std::string& line : lines) {
        drawFrom(font, packed(look.ink), box.min.x + textLeft, middle, line);
        middle += font->FontSize;
    }
    if (isClickable) {
        drawCentred(kit.fonts.icon, packed(look.ink), {box.max.x - kit.px(16), box.centre().y},
                    kIconChevronRight);
        focusRing(kit, kit.px(6));
    }
    return pressed;
}

void figure(Kit& kit, const std::string& value, const std::string& unit, const std::string& name) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImFont* big = kit.fonts.number;
    ImFont* small = kit.fonts.caption;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float valueWidth = sizeOf(big, value).x;
    const float gap = unit.empty() ? 0 : kit.px(4);
    drawText(list, big, packed(kit.theme.text), start, value);
    drawText(list, small, packed(kit.theme.muted),
             {start.x + valueWidth + gap, start.y + big->Ascent - small->Ascent}, unit);
    drawText(list, small, packed(kit.theme.muted), {start.x, start.y + kit.px(32)}, name);
    const float width = std::max(valueWidth + gap + sizeOf(small, unit).x, sizeOf(small, name).x);
    ImGui::Dummy({std::ceil(width), kit.px(32) + small->FontSize});
}

float keyCap(Kit& kit, ImDrawList* list, ImVec2 rightMiddle, const std::string& key) {
    ImFont* font = kit.fonts.captionMedium;
    const float height = kit.px(24);
    const float width = std::max(std::ceil(sizeOf(font, key).x + kit.px(18)), height);
    const ImVec2 min{std::floor(rightMiddle.x - width), std::floor(rightMiddle.y - height / 2)};
    const ImVec2 max{min.x + width, min.y + height};
    list->AddRectFilled(min, max, packed(kit.theme.raised), kit.px(5));
    list->AddRect(min, max, packed(kit.theme.border), kit.px(5), 0, hairline(kit));
    const ImVec2 size = sizeOf(font, key);
    drawText(list, font, packed(kit.theme.muted),
             {(min.x + max.x - size.x) / 2, (min.y + max.y - size.y) / 2}, key);
    return width;
}

} // namespace meso::ui
