#include "ui/viewport/corridor_key.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "ui/kit/kit_text.h"
#include "view/corridor_lines.h"

namespace meso::ui {

namespace {

// Logical pixels.
constexpr double kPadding = 10;
constexpr double kRow = 20;
constexpr double kSample = 22;        ///< length of a drawn line
constexpr double kMaxCardWidth = 232; ///< width of the card: that of the legend
constexpr double kMinCardWidth = 150;

struct KeyEntry {
    anatomy::CorridorKind kind;
    const char* name;
};
constexpr KeyEntry kEntries[] = {{anatomy::CorridorKind::Artery, "Artery"},
                                 {anatomy::CorridorKind::Nerve, "Nerve"},
                                 {anatomy::CorridorKind::Vein, "Vein"}};

bool isShown(const Canvas& canvas) {
    const UiState& state = canvas.context.state;
    return state.show.corridors && state.workspace == Workspace::Plan &&
           canvas.context.openCase.derived().corridors != nullptr;
}

std::vector<std::string> linesOf(const Canvas& canvas, double width) {
    return wrappedLines(canvas.kit.fonts.caption, anatomy::kCorridorCaption,
                        static_cast<float>(width - 2 * kPadding * canvas.kit.scale));
}

double widthIn(const Canvas& canvas, double room) {
    return std::min(room, kMaxCardWidth * canvas.kit.scale);
}

/// The kinds of line with their names, side by side.
void addSamples(view::Overlay& overlay, const Canvas& canvas, const geom::Vec2& start) {
    const double s = canvas.kit.scale;
    geom::Vec2 at = start;
    for (const KeyEntry& entry : kEntries) {
        overlay.add(view::corridorStroke(entry.kind, {at, at + geom::Vec2(kSample * s, 0)},
                                         canvas.kit.theme, s));
        at.x() += (kSample + 6) * s;
        overlay.add(view::Text{at, entry.name, 12.4 * s, view::FontWeight::Medium,
                               view::Anchor::LeftMiddle, canvas.kit.theme.text});
        at.x() += view::roomyWidth(entry.name, 12.4 * s) + 10 * s;
    }
}

} // namespace

double corridorKeyHeight(const Canvas& canvas, double room) {
    const double s = canvas.kit.scale;
    if (!isShown(canvas) || room < kMinCardWidth * s)
        return 0;
    const auto lines = static_cast<double>(linesOf(canvas, widthIn(canvas, room)).size());
    return kRow * s + lines * canvas.kit.fonts.caption->FontSize + 12 * s;
}

double addCorridorKey(view::Overlay& overlay, const Canvas& canvas, const geom::Vec2& corner,
                      double room) {
    const double height = corridorKeyHeight(canvas, room);
    if (height <= 0)
        return 0;
    const Kit& kit = canvas.kit;
    const double s = kit.scale;
    const double width = widthIn(canvas, room);
    overlay.add(view::RoundedRect{
        corner, {width, height}, 8 * s, faded(kit.theme.surface, 0.9), kit.theme.border, s});
    const geom::Vec2 start = corner + geom::Vec2(kPadding, 6 + kRow / 2) * s;
    addSamples(overlay, canvas, start);
    const double line = kit.fonts.caption->FontSize;
    double y = corner.y() + (6 + kRow) * s + line / 2;
    for (const std::string& words : linesOf(canvas, width)) {
        overlay.add(view::Text{{start.x(), y},
                               words,
                               12.4 * s,
                               view::FontWeight::Regular,
                               view::Anchor::LeftMiddle,
                               kit.theme.muted});
        y += line;
    }
    const ImVec2 min{canvas.rect.min.x + static_cast<float>(corner.x()),
                     canvas.rect.min.y + static_cast<float>(corner.y())};
    kit.items["corridors.key"] = {
        min, {min.x + static_cast<float>(width), min.y + static_cast<float>(height)}, false};
    return height;
}

} // namespace meso::ui
