#include "ui/viewport/viewport_cards.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/case/open_case.h"
#include "base/text.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"
#include "ui/state/viewport_camera.h"
#include "ui/viewport/gizmo.h"
#include "view/scene_overlay.h"

namespace meso::ui {

namespace {

constexpr float kMargin = 16;
constexpr float kChipHeight = 30;
constexpr float kChipGap = 6;
constexpr float kBriefChipGap = 2;
/// Below these, logical pixels, a view has no room for gizmo and full caption; below the last one
/// none for chips: keys and menu turn the head.
constexpr double kSmallWidth = 460;
constexpr double kSmallHeight = 300;
constexpr float kChipsWidth = 300;
/// Chips over each other where the view is low.
constexpr std::size_t kColumnHeight = 3;
/// Narrowest column that a caption is broken into, logical pixels.
constexpr double kCaptionColumn = 150;
/// How far a legend may shrink to find room, against the size of the text.
constexpr double kMinLegend = 0.72;

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
    const view::Camera there = view::cameraFor(preset, view::BoundingSphere{});
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

/// Where a chip goes, real pixels.
struct ChipPlace {
    ImVec2 corner;
    float width;
};

void drawChip(Kit& kit, UiContext context, const Chip& chip, const ChipPlace& place, Words words) {
    ImGui::SetCursorScreenPos(place.corner);
    const bool here = looksFrom(context.state.camera, chip.preset);
    if (button(kit, {.id = chip.id,
                     .label = words == Words::Brief ? chip.brief : chip.label,
                     .emphasis = here ? Emphasis::Active : Emphasis::Plain,
                     .size = {place.width / kit.scale, kChipHeight},
                     .tip = chip.tip}))
        flyTo(context, chip.preset);
}

/// The side that faces the viewer, where the sides of the picture do not say it.
void addFacing(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
               const geom::Vec2& topRight) {
    const std::string facing = view::sideLettersOf(scene.camera).facing;
    if (facing.empty())
        return;
    const double s = kit.scale;
    const std::string words = facing == "L" ? "Patient's left side" : "Patient's right side";
    const geom::Vec2 size(view::roomyWidth(words, 13 * s) + 20 * s, 28 * s);
    const geom::Vec2 corner = topRight - geom::Vec2(size.x(), 0);
    overlay.add(view::RoundedRect{corner, size, 6 * s, scene.theme.text});
    overlay.add(view::Text{corner + size / 2, words, 13 * s, view::FontWeight::SemiBold,
                           view::Anchor::Centre, scene.theme.surface});
}

/// Lines on a pale card from `left` on, beside the gizmo, broken where the view is narrow: the
/// head's shadow side is too dark for words.
void addCaption(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
                const geom::Vec2& size, double left) {
    const double s = kit.scale;
    const auto room = static_cast<float>(size.x() - left - (kMargin + 10) * s);
    std::vector<std::string> lines;
    std::size_t strong = 0; // lines of the first sentence
    for (const std::string& sentence : scene.caption) {
        const auto parts = wrappedLines(kit.fonts.captionMedium, sentence, room);
        strong = strong > 0 ? strong : parts.size();
        lines.insert(lines.end(), parts.begin(), parts.end());
    }
    if (lines.empty())
        return;
    double width = 0;
    for (const std::string& line : lines)
        width = std::max<double>(width, sizeOf(kit.fonts.captionMedium, line).x);
    const double height = 19 * s * static_cast<double>(lines.size()) + 10 * s;
    const double top = size.y() - kMargin * s - height;
    overlay.add(view::RoundedRect{
        {left - 10 * s, top}, {width + 20 * s, height}, 6 * s, faded(scene.theme.surface, 0.82)});
    for (std::size_t i = 0; i < lines.size(); ++i)
        overlay.add(view::Text{{left, top + (14.5 + 19 * static_cast<double>(i)) * s},
                               lines[i],
                               12.4 * s,
                               i < strong ? view::FontWeight::Medium : view::FontWeight::Regular,
                               view::Anchor::LeftMiddle,
                               scene.theme.text});
}

/// The same without compound and time, which stand on legend and clock, in a column at the right.
void addBriefCaption(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
                     const geom::Vec2& size) {
    if (scene.caption.empty())
        return;
    const double s = kit.scale;
    ImFont* font = kit.fonts.captionMedium;
    const auto lines =
        wrappedLines(font, scene.caption.back(), static_cast<float>(kCaptionColumn * s));
    const double line = font->FontSize;
    const geom::Vec2 card((kCaptionColumn + 16) * s,
                          line * static_cast<double>(lines.size()) + 8 * s);
    const geom::Vec2 corner = size - card - geom::Vec2(8, 8) * s;
    overlay.add(view::RoundedRect{corner, card, 6 * s, faded(scene.theme.surface, 0.82)});
    for (std::size_t i = 0; i < lines.size(); ++i)
        overlay.add(view::Text{
            corner + geom::Vec2(8 * s, 4 * s + line * (static_cast<double>(i) + 0.5)), lines[i],
            12.4 * s, view::FontWeight::Medium, view::Anchor::LeftMiddle, scene.theme.text});
}

/// In a small view the legend takes the place of the gizmo: in the lower left corner, smaller, and
/// without the depth where its title is too long.
void addBriefLegend(view::Overlay& overlay, const view::Scene& scene, const geom::Vec2& size,
                    double s) {
    view::ScalarField field = scene.field;
    const double room = std::min(size.x() - 16 * s, std::max(170 * s, 0.36 * size.x()));
    if (view::legendSize(field, kMinLegend * s).x() > room)
        field.title = field.title.substr(0, field.title.find(','));
    const double full = view::legendSize(field, s).x();
    const double scale = s * std::clamp(room / full, kMinLegend, 0.8);
    const geom::Vec2 card = view::legendSize(field, scale);
    view::addLegend(overlay, field, scene.theme, {8 * s, size.y() - card.y() - 8 * s}, scale);
}

bool hasLegend(const view::Scene& scene) {
    return scene.show.legend && view::showsField(scene);
}

/// Chips and legend side by side; the legend may shrink a little.
double legendScaleBeside(const view::Scene& scene, double room, double s) {
    const double full = view::legendSize(scene.field, s).x();
    return s * std::clamp(room / full, kMinLegend, 1.0);
}

/// The full cards of a roomy view. Returns where a badge goes.
geom::Vec2 addFullLegend(view::Overlay& overlay, const view::Scene& scene, double chipsLeft,
                         double below) {
    const double s = scene.scale;
    geom::Vec2 corner(kMargin * s, kMargin * s);
    const double room = chipsLeft - corner.x() - 8 * s;
    const double scale = legendScaleBeside(scene, room, s);
    const geom::Vec2 card = view::legendSize(scene.field, scale);
    if (card.x() > room + 1)
        corner.y() = below;
    view::addLegend(overlay, scene.field, scene.theme, corner, scale);
    corner.y() += card.y() + 8 * s;
    return corner;
}

void addCardCaptions(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
                     const geom::Vec2& size, double left) {
    if (!scene.show.caption || !view::showsField(scene))
        return;
    if (!isSmallView(size, kit.scale))
        addCaption(overlay, kit, scene, size, left);
    else if (size.x() >= 390 * kit.scale)
        addBriefCaption(overlay, kit, scene, size);
}

} // namespace

bool isSmallView(const geom::Vec2& size, double scale) {
    return size.x() < kSmallWidth * scale || size.y() < kSmallHeight * scale;
}

Rect drawViewChips(Kit& kit, UiContext context, const view::Scene& scene, Rect rect) {
    const float right = rect.max.x - kit.px(kMargin);
    const float room = right - rect.min.x - kit.px(kMargin);
    Rect taken{{right, rect.min.y}, {rect.max.x, rect.min.y + kit.px(kMargin)}};
    if (room < kit.px(kChipsWidth))
        return taken;
    const double legend = hasLegend(scene) ? view::legendSize(scene.field, kit.scale).x() : 0;
    const bool isLow = rect.max.y - rect.min.y < kit.px(kSmallHeight);
    float all = 0;
    for (const Chip& chip : kChips)
        all += widthOf(kit, chip, Words::Full) + gapOf(kit, Words::Full);
    const Words words = isLow || all + 0.95 * legend > room ? Words::Brief : Words::Full;
    const float gap = gapOf(kit, words);
    const std::size_t perRow = isLow ? kChips.size() / kColumnHeight : kChips.size();
    float column = 0; // low: chips of one width
    for (const Chip& chip : kChips)
        column = std::max(column, isLow ? widthOf(kit, chip, words) : 0);
    const auto width = [&](const Chip& chip) { return isLow ? column : widthOf(kit, chip, words); };
    for (std::size_t first = 0; first < kChips.size(); first += perRow) {
        float x = right + gap;
        for (std::size_t i = 0; i < perRow; ++i)
            x -= width(kChips[first + i]) + gap;
        taken.min.x = std::min(taken.min.x, x);
        for (std::size_t i = 0; i < perRow; ++i) {
            drawChip(kit, context, kChips[first + i], {{x, taken.max.y}, width(kChips[first + i])},
                     words);
            x += width(kChips[first + i]) + gap;
        }
        taken.max.y += kit.px(kChipHeight) + gap;
    }
    return taken;
}

ImVec2 addCards(view::Overlay& overlay, const Kit& kit, const view::Scene& scene, Rect rect,
                Rect chips) {
    const double s = kit.scale;
    const geom::Vec2 size(rect.max.x - rect.min.x, rect.max.y - rect.min.y);
    const double below = chips.max.y - rect.min.y + 4 * s;
    const bool small = isSmallView(size, s);
    geom::Vec2 corner(kMargin * s, kMargin * s);
    if (hasLegend(scene) && small)
        addBriefLegend(overlay, scene, size, s);
    else if (hasLegend(scene))
        corner = addFullLegend(overlay, scene, chips.min.x - rect.min.x, below);
    if (scene.show.orientation) {
        // The letters stand above the legend of a small view, and beside its chips.
        const bool isLow = size.y() < kSmallHeight * s;
        const double width = isLow && chips.max.y > rect.min.y + kMargin * s
                                 ? chips.min.x - rect.min.x + (kMargin - 6) * s
                                 : size.x();
        const double height = small ? std::min(size.y(), 128 * s) : size.y();
        view::addOrientation(overlay, view::sideLettersOf(scene.camera), scene.theme,
                             {static_cast<int>(width), static_cast<int>(height)}, s);
        addFacing(overlay, kit, scene,
                  isLow ? geom::Vec2(width - kMargin * s, 8 * s)
                        : geom::Vec2(size.x() - kMargin * s, below));
    }
    if (!small)
        addGizmo(overlay, scene.camera, scene.theme,
                 {(kMargin + kGizmoReach) * s, size.y() - (kMargin + kGizmoReach) * s}, s);
    addCardCaptions(overlay, kit, scene, size, (kMargin + 2 * kGizmoReach + 22) * s);
    return {rect.min.x + static_cast<float>(corner.x()),
            rect.min.y + static_cast<float>(corner.y())};
}

geom::Vec2 addMapCards(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
                       const geom::Vec2& size) {
    const double s = kit.scale;
    geom::Vec2 corner(kMargin * s, 44 * s);
    if (!hasLegend(scene))
        return corner;
    const bool isSmall = isSmallView(size, s);
    if (isSmall)
        addBriefLegend(overlay, scene, size, s);
    else
        view::addLegend(overlay, scene.field, scene.theme, corner, s);
    addCardCaptions(overlay, kit, scene, size, (kMargin + 10) * s);
    return isSmall ? corner : corner + geom::Vec2(0, view::legendSize(scene.field, s).y() + 8 * s);
}

void drawStaleBadge(Kit& kit, const app::OpenCase& openCase, ImVec2 corner) {
    if (!openCase.simulationLags() || !openCase.simulation().shown())
        return;
    const bool running = openCase.simulation().state() == app::SimulationService::State::Running;
    const std::string working = text::percent(openCase.simulation().fraction());
    const std::string words = "Out of date" + (running ? " · working " + working : "");
    const view::Colour ink = kit.theme.warn;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 size = sizeOf(kit.fonts.captionMedium, words);
    const float icon = sizeOf(kit.fonts.icon, kIconClock).x;
    const ImVec2 max{corner.x + icon + size.x + kit.px(30), corner.y + kit.px(32)};
    list->AddRectFilled(corner, max, packed(kit.theme.warnTint), kit.px(6));
    list->AddRect(corner, max, packed(ink), kit.px(6), 0, kit.px(1));
    const float middle = (corner.y + max.y) / 2;
    drawText(list, kit.fonts.icon, packed(ink),
             {corner.x + kit.px(10), middle - kit.fonts.icon->FontSize / 2}, kIconClock);
    drawText(list, kit.fonts.captionMedium, packed(ink),
             {corner.x + kit.px(18) + icon, middle - size.y / 2}, words);
    kit.items["viewport.stale"] = {corner, max};
}

} // namespace meso::ui
