#include "ui/kit/kit_buttons.h"

#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

namespace {

/// Fill of a button's box, and what is written on it.
struct Paint {
    view::Colour fill, ink;
    float fillAlpha = 1;
    bool hasBorder = false;
};

Paint paintOf(const view::Theme& t, Emphasis emphasis, const Interaction& use) {
    if (emphasis == Emphasis::Primary)
        return {use.hovered ? t.accentHover : t.accent, t.onAccent};
    if (emphasis == Emphasis::Active)
        return {t.accentTint, t.accent};
    const bool isFilled = use.hovered || use.held;
    return {use.held ? t.accentTint : t.raised, use.hovered ? t.text : t.muted,
            isFilled ? 1.F : 0.F};
}

/// Width of the words with their icon, real pixels.
float contentWidth(const Kit& kit, const Button& b, const std::string& label) {
    const float words = label.empty() ? 0 : sizeOf(kit.fonts.medium, label).x;
    if (b.icon == nullptr)
        return words;
    return sizeOf(kit.fonts.icon, b.icon).x + (label.empty() ? 0 : 6 * kit.scale) + words;
}

ImVec2 sizeFor(const Kit& kit, const Button& b) {
    const float height = kit.px(std::max(b.size.y, kMinTarget));
    if (b.size.x < 0)
        return {std::max(ImGui::GetContentRegionAvail().x, kit.px(kMinTarget)), height};
    if (b.size.x > 0)
        return {kit.px(b.size.x), height};
    const float wanted = std::ceil(contentWidth(kit, b, b.label)) + kit.px(28);
    return {std::max(wanted, kit.px(kMinTarget)), height};
}

void drawLabel(Kit& kit, const Button& b, const Rect& box, ImU32 ink) {
    const float room = box.width() - kit.px(16);
    const float iconPart = contentWidth(kit, b, {});
    const float gap = b.icon != nullptr ? 6 * kit.scale : 0;
    const std::string label = elided(kit.fonts.medium, b.label, room - iconPart - gap);
    float x = box.centre().x - contentWidth(kit, b, label) / 2;
    if (b.icon != nullptr) {
        drawFrom(kit.fonts.icon, ink, x, box.centre().y, b.icon);
        x += iconPart + gap;
    }
    drawFrom(kit.fonts.medium, ink, x, box.centre().y, label);
}

void drawSwitch(Kit& kit, const Interaction& use, bool on, float alpha) {
    const view::Theme& t = kit.theme;
    const float middle = std::round(use.box.centre().y);
    const Rect track{{use.box.max.x - kit.px(34), middle - kit.px(9)},
                     {use.box.max.x, middle + kit.px(9)}};
    const view::Colour colour = on ? (use.hovered ? t.accentHover : t.accent) : t.track;
    fill(track, packed(colour, alpha), kit.px(9));
    // The track alone is too faint to tell that there is a switch.
    if (!on)
        outline(kit, track, packed(use.hovered ? t.muted : t.faint, alpha), kit.px(9));
    const view::Colour knob = t.dark && !on ? t.muted : view::colourOf(0xFFFFFF);
    const ImVec2 place{on ? track.max.x - kit.px(9) : track.min.x + kit.px(9), middle};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled(place, kit.px(6.5F), packed(knob, alpha), 24);
    if (!on && !t.dark)
        list->AddCircle(place, kit.px(6.5F), packed(t.faint, alpha), 24, hairline(kit));
}

/// One word of a segmented switch. `box`: its share of the track.
bool segment(Kit& kit, const std::string& id, const std::string& word, const Rect& box, bool chosen,
             const std::string& disabledReason) {
    const view::Theme& t = kit.theme;
    ImGui::SetCursorScreenPos(box.min);
    const bool pressed = ImGui::InvisibleButton(word.c_str(), {box.width(), box.height()});
    const Interaction use = interactionOf(kit, id + "." + word, pressed, {}, disabledReason);
    // Where words have little room, the pill takes the gaps beside it.
    const float spare = (use.box.width() - sizeOf(kit.fonts.medium, word).x) / 2;
    const float aside = 3 * kit.scale - std::clamp(spare - kit.scale, 0.F, 3 * kit.scale);
    Rect pill = use.box.inset(3 * kit.scale);
    pill.min.x -= aside;
    pill.max.x += aside;
    const float alpha = disabledReason.empty() ? 1 : kDisabledAlpha;
    if (chosen) {
        fill(pill, packed(t.dark ? t.border : t.surface, alpha), kit.px(5));
        if (!t.dark)
            outline(kit, pill, packed(t.border), kit.px(5));
    }
    const ImU32 ink = packed(chosen || use.hovered ? t.text : t.muted, alpha);
    drawCentred(kit.fonts.medium, ink, use.box.centre(),
                elided(kit.fonts.medium, word, use.box.width()));
    focusRing(kit, kit.px(5));
    return use.pressed;
}

/// Room that a word of a track needs.
float segmentNeed(const Kit& kit, const std::string& word) {
    return std::ceil(sizeOf(kit.fonts.medium, word).x) + kit.px(8);
}

/// Widths of the words' shares of a track: even, or as the words need them where one would be cut.
std::vector<float> segmentWidths(const Kit& kit, std::span<const std::string> choices,
                                 float width) {
    const auto count = static_cast<float>(std::max<std::size_t>(choices.size(), 1));
    std::vector<float> needed;
    float sum = 0;
    float widest = 0;
    for (const std::string& word : choices) {
        needed.push_back(segmentNeed(kit, word));
        sum += needed.back();
        widest = std::max(widest, needed.back());
    }
    for (float& share : needed)
        share = widest <= width / count ? width / count : share + (width - sum) / count;
    return needed;
}

/// How many words of a track stand side by side: all of them, or half of more than three.
std::size_t wordsInARow(const Kit& kit, std::span<const std::string> choices, float width) {
    float sum = 0;
    for (const std::string& word : choices)
        sum += segmentNeed(kit, word);
    return choices.size() > 3 && sum > width ? (choices.size() + 1) / 2 : choices.size();
}

} // namespace

bool iconButton(Kit& kit, const IconButton& b) {
    const float side = kit.px(std::max(b.size, kMinTarget));
    ImGui::PushID(b.id.c_str());
    const bool pressed = ImGui::InvisibleButton("##icon", {side, side});
    const Interaction use = interactionOf(kit, b.id, pressed, b.tip, b.disabledReason);
    const Paint paint = paintOf(kit.theme, b.emphasis, use);
    const float alpha = b.disabledReason.empty() ? 1 : kDisabledAlpha;
    const float radius = b.emphasis == Emphasis::Primary ? side / 2 : kit.px(6);
    fill(use.box, packed(paint.fill, paint.fillAlpha * alpha), radius);
    drawCentred(kit.fonts.icon, packed(paint.ink, alpha), use.box.centre(), b.icon);
    focusRing(kit, radius);
    ImGui::PopID();
    return use.pressed;
}

bool button(Kit& kit, const Button& b) {
    ImGui::PushID(b.id.c_str());
    const bool pressed = ImGui::InvisibleButton("##button", sizeFor(kit, b));
    const Interaction use = interactionOf(kit, b.id, pressed, b.tip, b.disabledReason);
    Paint paint = paintOf(kit.theme, b.emphasis, use);
    const float alpha = b.disabledReason.empty() ? 1 : kDisabledAlpha;
    if (b.emphasis == Emphasis::Plain) {
        paint.ink = kit.theme.text;
        if (paint.fillAlpha == 0)
            paint = {kit.theme.surface, kit.theme.text};
    }
    // What is said on a faint box must still be read.
    const bool isOff = b.emphasis == Emphasis::Primary && !b.disabledReason.empty();
    if (isOff)
        paint = {kit.theme.track, kit.theme.text};
    const float strength = isOff ? 1 : alpha;
    fill(use.box, packed(paint.fill, strength), kit.px(6));
    if (b.emphasis != Emphasis::Primary) {
        const bool active = b.emphasis == Emphasis::Active;
        outline(kit, use.box, packed(active ? kit.theme.accent : kit.theme.border, alpha),
                kit.px(6));
    }
    drawLabel(kit, b, use.box, packed(paint.ink, strength));
    focusRing(kit, kit.px(6));
    ImGui::PopID();
    return use.pressed;
}

bool toggle(Kit& kit, const std::string& id, const std::string& label, bool& value,
            const std::string& disabledReason) {
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(80));
    const std::vector<std::string> lines =
        wrappedLines(kit.fonts.body, label, width - kit.px(34 + 12));
    const float words = kit.fonts.body->FontSize * static_cast<float>(lines.size());
    const float height = std::ceil(std::max(kit.px(kMinTarget), words + kit.px(8)));
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##toggle", {width, height});
    const Interaction use = interactionOf(kit, id, pressed, {}, disabledReason);
    const float alpha = disabledReason.empty() ? 1 : kDisabledAlpha;
    float middle = use.box.centre().y - (words - kit.fonts.body->FontSize) / 2;
    for (const std::string& line : lines) {
        drawFrom(kit.fonts.body, packed(kit.theme.text, alpha), use.box.min.x, middle, line);
        middle += kit.fonts.body->FontSize;
    }
    if (use.pressed)
        value = !value;
    drawSwitch(kit, use, value, alpha);
    focusRing(kit, kit.px(4));
    ImGui::PopID();
    return use.pressed;
}

bool segmented(Kit& kit, const std::string& id, std::span<const std::string> choices, int& chosen,
               float width, const std::string& disabledReason) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float height = kit.px(34);
    const std::size_t inRow = std::max<std::size_t>(wordsInARow(kit, choices, width), 1);
    const std::size_t lines = (choices.size() + inRow - 1) / inRow;
    const auto rows = static_cast<float>(lines);
    fill({start, {start.x + width, start.y + rows * height}}, packed(kit.theme.app), kit.px(7));
    const int before = chosen;
    ImGui::PushID(id.c_str());
    float top = start.y;
    for (std::size_t first = 0; first < choices.size(); first += inRow, top += height) {
        const auto row = choices.subspan(first, std::min(inRow, choices.size() - first));
        const std::vector<float> shares = segmentWidths(kit, row, width);
        float end = start.x;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const float left = std::round(end);
            end += shares[i];
            const int number = static_cast<int>(first + i);
            if (segment(kit, id, row[i], {{left, top}, {std::round(end), top + height}},
                        number == before, disabledReason))
                chosen = number;
        }
    }
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({width, rows * height});
    ImGui::PopID();
    return chosen != before;
}

} // namespace meso::ui
