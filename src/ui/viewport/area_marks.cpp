#include "ui/viewport/area_marks.h"

#include "app/case/open_case.h"
#include "app/case/open_case_state.h"
#include "app/edits/derive.h"
#include "ui/state/area_controller.h"
#include "ui/state/ui_caches.h"
#include "ui/viewport/area_gestures.h"
#include "ui/viewport/gap_marks.h"
#include "view/corridor_lines.h"

namespace meso::ui {

namespace {

void addCorridorBands(view::Overlay& overlay, const Canvas& canvas) {
    const app::Derived& derived = canvas.context.openCase.derived();
    SceneCache::State& cache = canvas.cache;
    if (!canvas.context.state.show.corridors || !derived.corridors ||
        canvas.context.state.workspace != Workspace::Plan)
        return;
    if (cache.bandsOf != derived.corridors) {
        cache.bandsOf = derived.corridors;
        cache.bands = view::corridorBands(*derived.corridors, *cache.head->scalp);
    }
    view::addCorridors(
        overlay, *derived.corridors, cache.bands,
        [&](const view::SkinPoint& point) { return canvas.projection.pixelOf(point); },
        canvas.kit.theme, canvas.kit.scale);
}

/// Rings of the findings themselves; their margins are hatched on the picture.
void addExclusionRings(view::Overlay& overlay, const Canvas& canvas) {
    const app::HeadContext& head = *canvas.context.openCase.derived().headContext;
    SceneCache::State& cache = canvas.cache;
    const auto& exclusions = canvas.context.openCase.plan().area.exclusions;
    if (!canvas.context.state.show.region)
        return;
    if (cache.ringsOf != exclusions || cache.ringsOn != cache.head) {
        cache.ringsOf = exclusions;
        cache.ringsOn = cache.head;
        cache.rings.clear();
        for (const plan::ExclusionPatch& patch : exclusions) {
            std::vector<SkinPoint> ring;
            const auto line =
                anatomy::discOnSkin(patch.name, patch.centre, patch.radius, *head.head, head.frame);
            for (std::size_t i = 0; line && i <= line->points.size(); ++i)
                if (const auto spot =
                        spotAt(*head.head->scalp, line->points[i % line->points.size()]))
                    ring.push_back(*spot);
            cache.rings.push_back(std::move(ring));
        }
    }
    for (const auto& ring : cache.rings) {
        view::Polyline line{{}, canvas.kit.theme.exclusion, 2.0 * canvas.kit.scale};
        for (const SkinPoint& spot : ring)
            if (const auto pixel = canvas.projection.pixelOf(spot))
                line.points.push_back(*pixel);
        if (line.points.size() > 1)
            overlay.add(line);
    }
}

void addName(view::Overlay& overlay, const Canvas& canvas, const geom::Vec2& place,
             const std::string& words) {
    overlay.add(view::Text{place, words, 11.5 * canvas.kit.scale, view::FontWeight::SemiBold,
                           view::Anchor::LeftMiddle, canvas.kit.theme.marker,
                           faded(canvas.kit.theme.markerRing, 0.8)});
}

void addHandles(view::Overlay& overlay, const Canvas& canvas) {
    const double s = canvas.kit.scale;
    const view::Theme& theme = canvas.kit.theme;
    const auto& exclusions = canvas.context.openCase.plan().area.exclusions;
    if (shownHandles(canvas.context)) {
        view::Polyline line{{}, theme.accent, 2.2 * s};
        const auto finish = [&] {
            if (line.points.size() > 1)
                overlay.add(line);
            line.points.clear();
        };
        for (const SkinPoint& spot : canvas.context.caches.area.edge) {
            if (const auto pixel = canvas.projection.pixelOf(spot))
                line.points.push_back(*pixel);
            else
                finish();
        }
        finish();
    }
    for (const VisibleHandle& seen : visibleHandles(canvas.context, canvas.projection)) {
        const bool isCorner = seen.handle.of == Handle::Of::Corner;
        const view::Colour ink = isCorner ? theme.accent : theme.exclusion;
        const double half = (seen.isSelected ? 6.5 : 5) * s;
        overlay.add(view::RoundedRect{seen.pixel - geom::Vec2(half, half),
                                      {2 * half, 2 * half},
                                      2 * s,
                                      seen.isSelected ? ink : theme.markerRing,
                                      ink,
                                      2 * s});
        if (!isCorner && seen.handle.number < exclusions.size())
            addName(overlay, canvas, seen.pixel + geom::Vec2(10, -10) * s,
                    exclusions[seen.handle.number].name);
    }
}

/// Names the corridor under the cursor.
void addCorridorName(view::Overlay& overlay, const Canvas& canvas) {
    const UiState& state = canvas.context.state;
    const app::Derived& derived = canvas.context.openCase.derived();
    if (!state.show.corridors || state.workspace != Workspace::Plan || !state.hoveredSkin ||
        canvas.cache.hoveredBefore != 0 || state.drag.kind != Drag::Kind::None ||
        !derived.corridors)
        return;
    const anatomy::ScalpGrid& grid = *canvas.cache.head->scalp;
    const auto place = anatomy::locate(grid, *state.hoveredSkin);
    const auto nearest = place ? derived.corridors->nearest(*place) : std::nullopt;
    const auto spot = spotAt(grid, *state.hoveredSkin);
    const auto pixel = spot ? canvas.projection.pixelOf(*spot) : std::nullopt;
    if (!nearest || !nearest->inside() || !pixel)
        return;
    const double s = canvas.kit.scale;
    const view::Theme& theme = canvas.kit.theme;
    const std::string side = nearest->side == anatomy::Side::Left ? ", left" : ", right";
    const std::string lines[] = {nearest->name + side, anatomy::kCorridorCaption};
    const double width =
        std::max(view::roomyWidth(lines[0], 12.5 * s), view::roomyWidth(lines[1], 11.5 * s)) +
        20 * s;
    const geom::Vec2 size(width, 44 * s);
    const double most = canvas.size().width - width - 4 * s;
    geom::Vec2 corner = *pixel + geom::Vec2(16 * s, 14 * s);
    corner.x() = std::max(4 * s, std::min(corner.x(), most));
    if (corner.y() + size.y() > canvas.size().height)
        corner.y() = pixel->y() - size.y() - 14 * s;
    overlay.add(view::RoundedRect{corner, size, 6 * s, theme.surface, theme.border, s, true});
    overlay.add(view::Text{corner + geom::Vec2(10, 14) * s, lines[0], 12.5 * s,
                           view::FontWeight::Medium, view::Anchor::LeftMiddle, theme.text});
    overlay.add(view::Text{corner + geom::Vec2(10, 31) * s, lines[1], 11.5 * s,
                           view::FontWeight::Regular, view::Anchor::LeftMiddle, theme.muted});
}

} // namespace

void addAreaMarks(view::Overlay& overlay, const Canvas& canvas) {
    addCorridorBands(overlay, canvas);
    addExclusionRings(overlay, canvas);
}

void addAreaHandles(view::Overlay& overlay, const Canvas& canvas) {
    addHandles(overlay, canvas);
    addGapRings(overlay, canvas);
    addCorridorName(overlay, canvas);
}

void tagHandles(const Canvas& canvas, const std::string& prefix) {
    const float reach = canvas.kit.px(8);
    for (const VisibleHandle& seen : visibleHandles(canvas.context, canvas.projection)) {
        const ImVec2 middle{canvas.rect.min.x + static_cast<float>(seen.pixel.x()),
                            canvas.rect.min.y + static_cast<float>(seen.pixel.y())};
        const char* kind = seen.handle.of == Handle::Of::Corner ? "corner." : "exclusion.";
        canvas.kit.items[prefix + kind + std::to_string(seen.handle.number)] = {
            {middle.x - reach, middle.y - reach}, {middle.x + reach, middle.y + reach}};
    }
}

} // namespace meso::ui
