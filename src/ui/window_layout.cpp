#include "ui/window_layout.h"

#include <algorithm>
#include <cmath>

namespace meso::ui {

namespace {

/// Below this a view's cards cover what it shows. Logical pixels.
constexpr float kLeastSide = 230;

Room roomOf(float logicalWidth) {
    if (logicalWidth < 700)
        return Room::Tiny;
    if (logicalWidth < 960)
        return Room::Narrow;
    return logicalWidth < 1280 ? Room::Medium : Room::Wide;
}

/// Shares the middle of the window between head and map.
void placeStage(WindowLayout& out, Area middle, Stage stage, float scale) {
    const bool tooSmallForTwo = middle.max.x - middle.min.x < 2 * kLeastSide * scale &&
                                middle.max.y - middle.min.y < 2 * kLeastSide * scale;
    if (stage == Stage::HeadAndMap && tooSmallForTwo)
        stage = Stage::Head;
    out.head = out.map = middle;
    if (stage == Stage::Head)
        out.map = {middle.min, middle.min};
    if (stage == Stage::Map)
        out.head = {middle.min, middle.min};
    if (stage != Stage::HeadAndMap)
        return;
    const float across = middle.max.x - middle.min.x;
    const float down = middle.max.y - middle.min.y;
    if (across >= 0.9F * down) {
        const float border = std::round(middle.min.x + across * 0.55F);
        out.head.max.x = border;
        out.map.min.x = border;
    } else {
        const float border = std::round(middle.min.y + down * 0.5F);
        out.head.max.y = border;
        out.map.min.y = border;
    }
}

} // namespace

WindowLayout layOutWindow(ImVec2 size, float scale, float inspectorWidth, Stage stage) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    WindowLayout out;
    out.room = roomOf(size.x / scale);
    const float top = px(56);
    const float bottom = size.y - px(28);
    const float rail = px(56);
    const float wanted =
        std::min(px(std::clamp(inspectorWidth, 280.0F, 440.0F)), std::round(0.45F * size.x));
    const float right = size.x - wanted;
    const float time = bottom - px(104);
    out.topBar = {{0, 0}, {size.x, top}};
    out.toolRail = {{0, top}, {rail, bottom}};
    out.inspector = {{right, top}, {size.x, bottom}};
    out.timeline = {{rail, time}, {right, bottom}};
    out.statusBar = {{0, bottom}, size};
    placeStage(out, {{rail, top}, {right, time}}, stage, scale);
    return out;
}

} // namespace meso::ui
