#include "ui/shell/hints_panel.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/case/open_case.h"
#include "store/settings_file.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// What a newcomer is told, and the item that it is about.
struct FirstHint {
    const char* item;
    const char* title;
    const char* sentence;
};
constexpr FirstHint kHints[] = {
    {"viewport", "Plan and rehearse scalp injections",
     "This is a sample case. Mesomap is a planning, training and explanation aid, not a medical "
     "device."},
    {"viewport", "Turn the head",
     "Drag the background to turn, roll the wheel to zoom. That never moves a site. L and R are "
     "the "
     "patient's left and right."},
    {"tool.select", "Move a site",
     "Drag a numbered site and it slides along the skin. Ctrl+Z takes any edit back."},
    {"layout.count", "Area, count and spacing",
     "Choose an area and type how many sites, or how far apart. The other number follows."},
    {"spread.play", "Watch the spread",
     "Press Space. Colours have one fixed scale; the figures are simulated from assumed values, "
     "not "
     "measured."},
    {"palette", "Find anything", "Ctrl+K finds every command by its name. ? lists the keys."}};
constexpr int kHintCount = static_cast<int>(std::size(kHints));

void finish(Panel& panel) {
    panel.state().hint = -1;
    panel.openCase().settings().hintsSeen = true;
    panel.openCase().saveSettings();
}

/// Beside the item, inside the window.
ImVec2 placeBeside(const Panel& panel, const Item& item, ImVec2 size) {
    const float gap = panel.kit.px(14);
    const Rect& window = panel.rect;
    const bool roomForCaption = item.max.y - item.min.y > panel.kit.px(340);
    ImVec2 place{item.max.x + gap, item.min.y};
    if (item.max.x - item.min.x > 0.4F * (window.max.x - window.min.x))
        // Over the caption where there is one.
        place = {item.min.x + gap,
                 item.max.y - size.y - std::max(gap, panel.kit.px(roomForCaption ? 84 : 0))};
    else if (place.x + size.x > window.max.x)
        place.x = item.min.x - size.x - gap;
    if (place.x < window.min.x + gap)
        place = {item.min.x, item.max.y + gap};
    place.x = std::clamp(place.x, window.min.x + gap, window.max.x - size.x - gap);
    place.y = std::clamp(place.y, window.min.y + gap,
                         std::max(window.min.y + gap, window.max.y - size.y - gap));
    return {std::round(place.x), std::round(place.y)};
}

void drawContents(Panel& panel, const FirstHint& hint, int number) {
    Kit& kit = panel.kit;
    lineOfText(kit, kit.fonts.semibold, kit.theme.text, hint.title);
    wrappedText(kit, kit.fonts.body, kit.theme.muted, hint.sentence);
    ImGui::Dummy(kit.px(1, 2));
    const bool last = number + 1 == kHintCount;
    if (button(kit, {"hint.next", last ? "Done" : "Next", Emphasis::Primary})) {
        if (last)
            finish(panel);
        else
            panel.state().hint = number + 1;
    }
    if (!last) {
        ImGui::SameLine();
        if (button(kit, {"hint.skip", "Skip all"}))
            finish(panel);
    }
    ImGui::SameLine();
    const std::string count = std::to_string(number + 1) + " of " + std::to_string(kHintCount);
    ImGui::SetCursorPos({ImGui::GetWindowSize().x - kit.px(16) - sizeOf(kit.fonts.caption, count).x,
                         ImGui::GetCursorPosY() + kit.px(10)});
    lineOfText(kit, kit.fonts.caption, kit.theme.muted, count);
}

} // namespace

void drawHints(Panel& panel, const ItemRegistry& items) {
    const int number = panel.state().hint;
    if (number < 0 || number >= kHintCount)
        return;
    const FirstHint& hint = kHints[number];
    const auto found = items.find(hint.item);
    const Item item = found == items.end() ? Item{panel.rect.min, panel.rect.max} : found->second;
    Kit& kit = panel.kit;
    const float width = std::min(kit.px(340), panel.rect.max.x - kit.px(28));
    const ImVec2 size{width, kit.px(170)};
    ImGui::SetNextWindowPos(placeBeside(panel, item, size));
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, kit.px(2));
    ImGui::PushStyleColor(ImGuiCol_Border, packed(kit.theme.accent));
    ImGui::Begin("##hint", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    drawContents(panel, hint, number);
    ImGui::End();
}

} // namespace meso::ui
