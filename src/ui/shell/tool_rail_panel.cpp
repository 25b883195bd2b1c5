#include "ui/shell/tool_rail_panel.h"

#include <algorithm>
#include <string>
#include <vector>

#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr float kSide = 40;    ///< of a button
constexpr float kMinSide = 32; ///< in a low window
constexpr float kGap = 6;
constexpr float kSeparator = 12;

/// The rail from above; "" is a separator. A low window leaves out first the loop, which the Select
/// tool draws too, then the tool for spots, which the area page has. In a very low one the three
/// stages share one button, which takes head and map in turn; both at once have no room there.
std::vector<std::string> entriesFor(float height, ViewMode stage) {
    std::vector<std::string> all{"tool.select",  "tool.lasso", "tool.place", "tool.move",
                                 "tool.erase",   "",           "tool.area",  "tool.exclude",
                                 "tool.measure", "",           "view.fit",   "stage.head",
                                 "stage.both",   "stage.map"};
    const auto hasRoomFor = [height](float buttons) { return height >= buttons * kMinSide + 8; };
    if (!hasRoomFor(12))
        all.erase(std::find(all.begin(), all.end(), "tool.lasso"));
    if (!hasRoomFor(11))
        all.erase(std::find(all.begin(), all.end(), "tool.exclude"));
    if (hasRoomFor(10))
        return all;
    all.resize(all.size() - 3);
    all.emplace_back(stage == ViewMode::Map ? "stage.head" : "stage.map");
    return all;
}

void drawSeparator(Panel& panel, float y) {
    Kit& kit = panel.kit;
    const float middle = (panel.rect.min.x + panel.rect.max.x) / 2;
    edgeLine({middle - kit.px(14), y}, {middle + kit.px(14), y + kit.px(1)},
             packed(kit.theme.border));
}

/// What a rail of this height (logical) gives to its buttons.
struct Pitch {
    float side = kSide, gap = kGap, separator = kSeparator, top = 12;
};

Pitch pitchFor(float height, const std::vector<std::string>& entries) {
    const auto gaps = static_cast<float>(std::count(entries.begin(), entries.end(), ""));
    const float buttons = static_cast<float>(entries.size()) - gaps;
    Pitch pitch;
    if (buttons * (kSide + kGap) + gaps * kSeparator + 2 * pitch.top <= height)
        return pitch;
    pitch.top = 4;
    pitch.separator = buttons * (kMinSide + 2) + gaps * kSeparator + 8 <= height ? kSeparator : 0;
    const float each = (height - gaps * pitch.separator - 2 * pitch.top) / buttons;
    pitch.side = std::clamp(each - 2, kMinSide, kSide);
    pitch.gap = std::clamp(each - pitch.side, 0.F, kGap);
    return pitch;
}

} // namespace

void drawToolRail(Panel& panel) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##rail", panel.rect.min, panel.rect.max, kit.theme.surface, {0, 0}});
    edgeLine({panel.rect.max.x - 1, panel.rect.min.y}, panel.rect.max, packed(kit.theme.border));
    const float height = (panel.rect.max.y - panel.rect.min.y) / kit.scale;
    const std::vector<std::string> entries = entriesFor(height, panel.state().viewMode);
    const Pitch pitch = pitchFor(height, entries);
    const float width = (panel.rect.max.x - panel.rect.min.x) / kit.scale;
    const float left = panel.rect.min.x + kit.px(width - pitch.side) / 2;
    float y = panel.rect.min.y + kit.px(pitch.top);
    for (const std::string& id : entries) {
        if (id.empty()) {
            if (pitch.separator > 0)
                drawSeparator(panel, y + kit.px(pitch.separator / 2 - 2));
            y += kit.px(pitch.separator);
            continue;
        }
        ImGui::SetCursorScreenPos({left, y});
        actionIcon(panel, id, pitch.side);
        y += kit.px(pitch.side + pitch.gap);
    }
    endPane();
}

} // namespace meso::ui
