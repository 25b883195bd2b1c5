#include "ui/viewport_cards.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "ui/gizmo.h"
#include "ui/icons.h"
#include "ui/overlay_painter.h"
#include "view/scene_overlay.h"

namespace meso::ui {

namespace {

constexpr float kMargin = 16;
constexpr float kChipHeight = 30;
constexpr float kChipGap = 6;
constexpr float kBriefChipGap = 2;
/// Below these, logical pixels, a view has no room for gizmo and caption.
constexpr double kSmallWidth = 340;
constexpr double kSmallHeight = 300;

struct Chip {
    view::Preset preset;
    const char* id;
    const char* label;
    const char* brief; ///< where the labels have no room side by side
    const char* tip;
};
constexpr std::array<Chip, 6> kChips = {{
    {view::Preset::Front, "view.front", "Front", "F", "View from the front (1)"},
    {view::Preset::Back, "view.back", "Back", "B", "View from the back (2)"},
    {view::Preset::Left, "view.left", "Left", "Lt", "View of the patient's left side (3)"},
    {view::Preset::Right, "view.right", "Right", "Rt", "View of the patient's right side (4)"},
    {view::Preset::Top, "view.top", "Top", "T", "View from above, nose up (5)"},
    {view::Preset::ThreeQuarter, "view.threeQuarter", "3/4", "¾", "Three-quarter view (6)"},
}};

/// Whether the camera looks from where the preset does, wherever it aims.
bool looksFrom(const view::Camera& camera, view::Preset preset) {
    const view::Camera there = view::cameraFor(preset, view::Ball{});
    return view::axesOf(camera).forward.dot(view::axesOf(there).forward) > 0.99999 &&
           view::axesOf(camera).up.dot(view::axesOf(there).up) > 0.99999;
}

/// Names, or letters where the names do not fit side by side.
enum class Words { Full, Brief };

float widthOf(const Kit& kit, const Chip& chip, Words words) {
    const char* label = words == Words::Brief ? chip.brief : chip.label;
    return std::ceil(sizeOf(kit.fonts.medium, label).x + kit.px(22));
}

float gapOf(const Kit& kit, Words words) {
    return kit.px(words == Words::Brief ? kBriefChipGap : kChipGap);
}

/// Chips of one row, from the right edge: the first of `from` and how many fit.
std::size_t fitting(const Kit& kit, std::size_t from, float room, Words words) {
    std::size_t count = 0;
    float used = 0;
    while (from + count < kChips.size()) {
        used += widthOf(kit, kChips[from + count], words) + (count > 0 ? gapOf(kit, words) : 0);
        if (used > room && count > 0)
            break;
        ++count;
    }
    return count;
}

void drawChip(Kit& kit, Desk desk, const Chip& chip, ImVec2 place, Words words) {
    ImGui::SetCursorScreenPos(place);
    const bool here = looksFrom(desk.state.camera, chip.preset);
    if (button(kit, {.id = chip.id,
                     .label = words == Words::Brief ? chip.brief : chip.label,
                     .emphasis = here ? Emphasis::Active : Emphasis::Plain,
                     .size = {widthOf(kit, chip, words) / kit.scale, kChipHeight},
                     .tip = chip.tip}))
        flyTo(desk, chip.preset);
}

/// The side that faces the onlooker, where the sides of the picture do not say it.
void addFacing(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
               const geom::Vec2& topRight) {
    const std::string facing = view::sideLettersOf(scene.camera).facing;
    if (facing.empty())
        return;
    const double s = kit.scale;
    const std::string words = facing == "L" ? "Patient's left side" : "Patient's right side";
    const geom::Vec2 size(view::roomyWidth(words, 13 * s) + 20 * s, 28 * s);
    const geom::Vec2 corner = topRight - geom::Vec2(size.x(), 0);
    overlay.add(view::Box{corner, size, 6 * s, scene.theme.text});
    overlay.add(view::Text{corner + size / 2, words, 13 * s, view::FontWeight::SemiBold,
                           view::Anchor::Centre, scene.theme.surface});
}

/// Lines on a pale card beside the gizmo, cut where the view is narrow: the head's shadow side is
/// too dark for words.
void addCaption(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
                const geom::Vec2& size) {
    const double s = kit.scale;
    const double left = (kMargin + 2 * kGizmoReach + 22) * s;
    const auto room = static_cast<float>(size.x() - left - (kMargin + 10) * s);
    const double height = 19 * s * static_cast<double>(scene.caption.size()) + 10 * s;
    const double top = size.y() - kMargin * s - height;
    std::vector<std::string> lines;
    double width = 0;
    for (const std::string& line : scene.caption) {
        lines.push_back(fitted(kit.fonts.captionMedium, line, room));
        width = std::max<double>(width, sizeOf(kit.fonts.captionMedium, lines.back()).x);
    }
    if (lines.empty())
        return;
    overlay.add(view::Box{
        {left - 10 * s, top}, {width + 20 * s, height}, 6 * s, faded(scene.theme.surface, 0.82)});
    for (std::size_t i = 0; i < lines.size(); ++i)
        overlay.add(view::Text{{left, top + (14.5 + 19 * static_cast<double>(i)) * s},
                               lines[i],
                               12.4 * s,
                               i == 0 ? view::FontWeight::Medium : view::FontWeight::Regular,
                               view::Anchor::LeftMiddle,
                               scene.theme.text});
}

/// In a small view the legend takes the place of gizmo and caption, if it fits between the letters
/// and the lower border.
void addLegendBelow(view::Overlay& overlay, const view::Scene& scene, const geom::Vec2& size,
                    double s) {
    const geom::Vec2 card = view::legendSize(scene.field, s);
    const geom::Vec2 corner(std::min(kMargin * s, (size.x() - card.x()) / 2),
                            size.y() - card.y() - 10 * s);
    if (corner.x() >= 4 * s && corner.y() >= size.y() / 2 + 22 * s)
        view::addLegend(overlay, scene.field, scene.theme, corner, s);
}

} // namespace

Area drawViewChips(Kit& kit, Desk desk, Area area) {
    const float right = area.max.x - kit.px(kMargin);
    const float room = right - area.min.x - kit.px(kMargin);
    const Words words =
        fitting(kit, 0, room, Words::Full) == kChips.size() ? Words::Full : Words::Brief;
    const float gap = gapOf(kit, words);
    Area taken{{right, area.min.y}, {area.max.x, area.min.y + kit.px(kMargin)}};
    for (std::size_t first = 0; first < kChips.size();) {
        const std::size_t count = fitting(kit, first, room, words);
        float x = right + gap;
        for (std::size_t i = 0; i < count; ++i)
            x -= widthOf(kit, kChips[first + i], words) + gap;
        taken.min.x = std::min(taken.min.x, x);
        for (std::size_t i = 0; i < count; ++i) {
            drawChip(kit, desk, kChips[first + i], {x, taken.max.y}, words);
            x += widthOf(kit, kChips[first + i], words) + gap;
        }
        taken.max.y += kit.px(kChipHeight) + gap;
        first += count;
    }
    return taken;
}

ImVec2 addCards(view::Overlay& overlay, const Kit& kit, const view::Scene& scene, Area area,
                Area chips) {
    const double s = kit.scale;
    const geom::Vec2 size(area.max.x - area.min.x, area.max.y - area.min.y);
    const double below = chips.max.y - area.min.y + 4 * s;
    const bool small = size.x() < kSmallWidth * s || size.y() < kSmallHeight * s;
    geom::Vec2 corner(kMargin * s, kMargin * s);
    if (scene.show.legend && view::showsField(scene)) {
        const geom::Vec2 card = view::legendSize(scene.field, s);
        if (small) {
            addLegendBelow(overlay, scene, size, s);
            corner.y() = below;
        } else {
            if (corner.x() + card.x() + 8 * s > chips.min.x - area.min.x)
                corner.y() = below;
            view::addLegend(overlay, scene.field, scene.theme, corner, s);
            corner.y() += card.y() + 8 * s;
        }
    }
    if (scene.show.orientation) {
        view::addOrientation(overlay, view::sideLettersOf(scene.camera), scene.theme,
                             {static_cast<int>(size.x()), static_cast<int>(size.y())}, s);
        addFacing(overlay, kit, scene, {size.x() - kMargin * s, below});
    }
    if (!small)
        addGizmo(overlay, scene.camera, scene.theme,
                 {(kMargin + kGizmoReach) * s, size.y() - (kMargin + kGizmoReach) * s}, s);
    if (!small && scene.show.caption && view::showsField(scene))
        addCaption(overlay, kit, scene, size);
    return {area.min.x + static_cast<float>(corner.x()),
            area.min.y + static_cast<float>(corner.y())};
}

void drawStaleBadge(Kit& kit, const app::Session& session, ImVec2 corner) {
    if (!session.spreadIsOutOfDate() || !session.spread().shown())
        return;
    const bool running = session.spread().state() == app::SpreadService::State::Running;
    const std::string words =
        running ? "Out of date · working " + text::percent(session.spread().fraction())
                : "Out of date";
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 size = sizeOf(kit.fonts.captionMedium, words);
    const float icon = sizeOf(kit.fonts.icon, kIconClock).x;
    const ImVec2 max{corner.x + icon + size.x + kit.px(30), corner.y + kit.px(32)};
    list->AddRectFilled(corner, max, packed(kit.theme.warnTint), kit.px(6));
    list->AddRect(corner, max, packed(kit.theme.warn), kit.px(6), 0, kit.px(1));
    const float middle = (corner.y + max.y) / 2;
    drawWords(list, kit.fonts.icon, packed(kit.theme.warn),
              {corner.x + kit.px(10), middle - kit.fonts.icon->FontSize / 2}, kIconClock);
    drawWords(list, kit.fonts.captionMedium, packed(kit.theme.warn),
              {corner.x + kit.px(18) + icon, middle - size.y / 2}, words);
    kit.items["viewport.stale"] = {corner, max};
}

} // namespace meso::ui
