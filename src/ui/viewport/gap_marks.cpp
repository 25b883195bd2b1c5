#include "ui/viewport/gap_marks.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "plan/layout/gaps.h"
#include "ui/kit/kit_blocks.h"
#include "ui/state/area_controller.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

constexpr view::Colour kHollow{0, 0, 0, 0};

// Logical pixels.
constexpr double kRing = 9; ///< radius
constexpr double kRingWidth = 2.5;
constexpr double kWords = 11.5; ///< size of the letters
constexpr double kLine = 15;    ///< height that they take with their halo
constexpr double kSite = 11;    ///< half of what a site's disc takes
constexpr double kNumber = 30;  ///< how far a number beside a site reaches from its middle

/// What is drawn over already, pixels of the picture.
struct Taken {
    geom::Vec2 min, max;
};

bool overlaps(const Taken& a, const Taken& b) {
    return a.min.x() < b.max.x() && b.min.x() < a.max.x() && a.min.y() < b.max.y() &&
           b.min.y() < a.max.y();
}

bool isFree(const std::vector<Taken>& taken, const Taken& place) {
    return std::none_of(taken.begin(), taken.end(),
                        [&](const Taken& other) { return overlaps(other, place); });
}

Taken around(const geom::Vec2& middle, const geom::Vec2& half) {
    return {middle - half, middle + half};
}

/// A gap as the view shows it.
struct VisibleGap {
    std::string letter, figure;
    geom::Vec2 pixel;
};

std::vector<VisibleGap> visibleGaps(const Canvas& canvas) {
    std::vector<VisibleGap> seen;
    const geom::TriMesh& mesh = *canvas.cache.head->scalp->mesh;
    const auto& gaps = widestGaps(canvas.context);
    for (std::size_t i = 0; i < gaps.size(); ++i)
        if (const auto pixel =
                canvas.projection.pixelOf({gaps[i].position, normalAt(mesh, gaps[i].place)}))
            seen.push_back({rankLetter(i), text::of(gaps[i].radius), *pixel});
    return seen;
}

/// Sites with the numbers that may stand beside them, and the rings.
std::vector<Taken> takenBefore(const Canvas& canvas, const std::vector<VisibleGap>& gaps) {
    const double s = canvas.kit.scale;
    std::vector<Taken> taken;
    if (canvas.context.state.show.sites)
        for (const view::VisibleSite& site : canvas.sites) {
            taken.push_back(around(site.pixel, geom::Vec2(kSite, kSite) * s));
            if (canvas.context.state.show.numbers)
                taken.push_back({site.pixel + geom::Vec2(0, -kLine - 2) * s,
                                 site.pixel + geom::Vec2(kNumber, 0) * s});
        }
    const double ring = (kRing + kRingWidth) * s;
    for (const VisibleGap& gap : gaps)
        taken.push_back(around(gap.pixel, {ring, ring}));
    return taken;
}

/// The first free place beside, below or above a ring.
std::optional<geom::Vec2> placeFor(const std::vector<Taken>& taken, const geom::Vec2& ring,
                                   const geom::Vec2& half, double s) {
    const double aside = (kRing + kRingWidth + 2) * s + half.x();
    const double away = (kRing + kRingWidth + 1) * s + half.y();
    for (const geom::Vec2& step :
         {geom::Vec2(aside, 0), geom::Vec2(-aside, 0), geom::Vec2(0, away), geom::Vec2(0, -away)})
        if (isFree(taken, around(ring + step, half)))
            return ring + step;
    return std::nullopt;
}

void addCaptions(view::Overlay& overlay, const Canvas& canvas, const geom::Vec2& middle,
                 const std::string& words) {
    overlay.add(view::Text{middle, words, kWords * canvas.kit.scale, view::FontWeight::SemiBold,
                           view::Anchor::Centre, canvas.kit.theme.marker,
                           faded(canvas.kit.theme.markerRing, 0.8)});
}

void note(const Canvas& canvas, const std::string& id, const Taken& place) {
    const ImVec2 corner = canvas.rect.min;
    const auto at = [&](const geom::Vec2& pixel) {
        return ImVec2(corner.x + static_cast<float>(pixel.x()),
                      corner.y + static_cast<float>(pixel.y()));
    };
    canvas.kit.items[(canvas.isMap ? "map.gap." : "area.gap.") + id] = {at(place.min),
                                                                        at(place.max), false};
}

} // namespace

void addGapRings(view::Overlay& overlay, const Canvas& canvas) {
    const UiState& state = canvas.context.state;
    if (!state.area.ringsGaps || !handlesAreShown(state) ||
        state.drag.kind == Drag::Kind::MoveSites || state.drag.kind == Drag::Kind::MoveHandle)
        return;
    const double s = canvas.kit.scale;
    const std::vector<VisibleGap> gaps = visibleGaps(canvas);
    std::vector<Taken> taken = takenBefore(canvas, gaps);
    for (const VisibleGap& gap : gaps) {
        overlay.add(view::Circle{gap.pixel, (kRing - 0.5) * s, kHollow, canvas.kit.theme.markerRing,
                                 (kRingWidth + 1.5) * s});
        overlay.add(
            view::Circle{gap.pixel, kRing * s, kHollow, canvas.kit.theme.danger, kRingWidth * s});
        addCaptions(overlay, canvas, gap.pixel, gap.letter);
        note(canvas, gap.letter, around(gap.pixel, geom::Vec2(kRing, kRing) * s));
        const geom::Vec2 half(view::roomyWidth(gap.figure, kWords * s) / 2 + 2 * s, kLine * s / 2);
        const auto place = placeFor(taken, gap.pixel, half, s);
        if (!place)
            continue; // the list has it
        taken.push_back(around(*place, half));
        addCaptions(overlay, canvas, *place, gap.figure);
        note(canvas, gap.letter + ".figure", taken.back());
    }
}

} // namespace meso::ui
