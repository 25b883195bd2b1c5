#include "ui/panel/window_layout.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/kit.h"

namespace meso::ui {

namespace {

/// Below this a view's cards cover what it shows. Logical pixels.
constexpr float kMinSide = 230;

/// Height of the cut, and of what must be left for the views above it. Logical pixels.
constexpr float kCutHeight = 220;
constexpr float kMinBesideCut = 150;

/// Heights of the three bars and width of the tool rail, logical pixels.
struct Bars {
    float top = 56, time = 104, status = 28, rail = 56;
};

Bars barsOf(ImVec2 size, float scale) {
    const float height = size.y / scale;
    Bars bars;
    if (height < 560)
        bars = {48, 84, 24, 56};
    if (height < 400)
        bars.time = 68;
    if (widthClassOf(size, scale) == WidthClass::Tiny)
        bars.rail = 46;
    return bars;
}

float inspectorWidth(ImVec2 size, float scale, const WindowLayoutOptions& options) {
    if (!options.inspector)
        return 0;
    const float wanted = std::round(std::clamp(options.inspectorWidth, 280.0F, 440.0F) * scale);
    const bool isNarrow = widthClassOf(size, scale) == WidthClass::Narrow;
    return std::min(isNarrow ? std::round(280 * scale) : wanted, std::round(0.55F * size.x));
}

/// Shares the middle of the window between head and map.
void placeStage(WindowLayout& out, Rect middle, ViewMode stage, float scale) {
    const bool tooSmallForTwo = middle.max.x - middle.min.x < 2 * kMinSide * scale &&
                                middle.max.y - middle.min.y < 2 * kMinSide * scale;
    if (stage == ViewMode::HeadAndMap && tooSmallForTwo)
        stage = ViewMode::Head;
    out.head = out.map = middle;
    if (stage == ViewMode::Head)
        out.map = {middle.min, middle.min};
    if (stage == ViewMode::Map)
        out.head = {middle.min, middle.min};
    if (stage != ViewMode::HeadAndMap)
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

/// Takes the cut's part from the lower end of the middle; all of it where the rest would be too low
/// for a view.
void placeCut(WindowLayout& out, Rect& middle, float scale) {
    const float down = middle.max.y - middle.min.y;
    const float height = std::round(std::min(kCutHeight * scale, down));
    out.cut = {{middle.min.x, middle.max.y - height}, middle.max};
    if (down - height < kMinBesideCut * scale)
        out.cut.min.y = middle.min.y;
    middle.max.y = out.cut.min.y;
}

} // namespace

WidthClass widthClassOf(ImVec2 size, float scale) {
    const float logicalWidth = size.x / scale;
    if (logicalWidth < 700)
        return WidthClass::Tiny;
    if (logicalWidth < 960)
        return WidthClass::Narrow;
    return logicalWidth < 1280 ? WidthClass::Medium : WidthClass::Wide;
}

WindowLayout layOutWindow(ImVec2 size, float scale, const WindowLayoutOptions& options) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    WindowLayout out;
    out.room = widthClassOf(size, scale);
    const Bars bars = barsOf(size, scale);
    const float top = px(bars.top);
    const float bottom = size.y - px(bars.status);
    const float rail = px(bars.rail);
    const float right = size.x - inspectorWidth(size, scale, options);
    const float time = bottom - px(bars.time);
    // The track needs the width more than the inspector needs the height.
    const bool underAll = out.room == WidthClass::Narrow || out.room == WidthClass::Tiny;
    out.topBar = {{0, 0}, {size.x, top}};
    out.toolRail = {{0, top}, {rail, bottom}};
    out.inspector = {{right, top}, {size.x, underAll ? time : bottom}};
    out.timeline = {{rail, time}, {underAll ? size.x : right, bottom}};
    out.statusBar = {{0, bottom}, size};
    Rect middle{{rail, top}, {right, time}};
    if (options.cut)
        placeCut(out, middle, scale);
    if (middle.max.y > middle.min.y)
        placeStage(out, middle, options.stage, scale);
    return out;
}

} // namespace meso::ui
