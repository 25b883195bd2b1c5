#include "ui/viewport/viewport_marks.h"

#include <array>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "base/text.h"
#include "ui/viewport/area_marks.h"
#include "ui/viewport/field_marks.h"
#include "ui/viewport/lasso.h"
#include "ui/viewport/route_marks.h"

namespace meso::ui {

namespace {

/// arcBetween is exact within 0.03 mm up to here.
constexpr double kArcReach_mm = 30;

double scaleOf(const Canvas& canvas) {
    return canvas.kit.scale;
}

void addHoverRing(view::Overlay& overlay, const Canvas& canvas) {
    const double s = scaleOf(canvas);
    for (const view::VisibleSite& site : canvas.sites)
        if (site.mark.number == canvas.cache.hoveredBefore)
            overlay.add(view::Circle{site.pixel, 12.5 * s, view::Colour{0, 0, 0, 0},
                                     faded(canvas.kit.theme.accent, site.clarity), 2 * s});
}

void addKnot(view::Overlay& overlay, const Canvas& canvas, const geom::Vec3& position) {
    const auto spot = spotAt(*canvas.cache.head->scalp, position);
    const auto pixel = spot ? canvas.projection.pixelOf(*spot) : std::nullopt;
    if (pixel)
        overlay.add(view::Circle{*pixel, 4.5 * scaleOf(canvas), canvas.kit.theme.accent,
                                 canvas.kit.theme.markerRing, 1.5 * scaleOf(canvas)});
}

/// Words on a small card over the middle of a way.
void addLabel(view::Overlay& overlay, const Canvas& canvas, const std::vector<SkinPoint>& path,
              const std::string& words) {
    const auto pixel =
        path.empty() ? std::nullopt : canvas.projection.pixelOf(path[path.size() / 2]);
    if (!pixel)
        return;
    const double s = scaleOf(canvas);
    const view::Theme& theme = canvas.kit.theme;
    const geom::Vec2 size(view::roomyWidth(words, 12.5 * s) + 20 * s, 26 * s);
    const geom::Vec2 middle = *pixel - geom::Vec2(0, 24 * s);
    overlay.add(
        view::RoundedRect{middle - size / 2, size, 6 * s, theme.surface, theme.border, s, true});
    overlay.add(view::Text{middle, words, 12.5 * s, view::FontWeight::Medium, view::Anchor::Centre,
                           theme.text});
}

void addArea(view::Overlay& overlay, const Canvas& canvas) {
    const UiState& state = canvas.context.state;
    const anatomy::ScalpFrame& frame = canvas.context.openCase.derived().headContext->frame;
    std::vector<geom::Vec3> corners;
    for (const anatomy::ScalpCoordinate& corner : state.corners)
        if (const auto position = frame.positionAt(corner))
            corners.push_back(*position);
    if (corners.empty())
        return;
    const anatomy::ScalpGrid& grid = *canvas.cache.head->scalp;
    for (std::size_t i = 1; i < corners.size(); ++i)
        addPath(overlay, canvas, pathOver(grid, corners[i - 1], corners[i]), 0);
    if (state.hoveredSkin)
        addPath(overlay, canvas, pathOver(grid, corners.back(), *state.hoveredSkin), 5);
    if (corners.size() > 1)
        addPath(overlay, canvas,
                pathOver(grid, state.hoveredSkin.value_or(corners.back()), corners.front()), 5);
    for (const geom::Vec3& corner : corners)
        addKnot(overlay, canvas, corner);
}

void addMeasure(view::Overlay& overlay, const Canvas& canvas) {
    const std::vector<geom::Vec3>& measured = canvas.context.state.measured;
    if (measured.size() == 2) {
        const auto path = pathOver(*canvas.cache.head->scalp, measured[0], measured[1]);
        addPath(overlay, canvas, path, 0);
        addLabel(overlay, canvas, path,
                 text::of(lengthAlongSkin(canvas.cache, measured[0], measured[1])) +
                     " along the skin · " + text::of(Mm((measured[1] - measured[0]).norm())) +
                     " straight");
    }
    for (const geom::Vec3& place : measured)
        addKnot(overlay, canvas, place);
}

void addBand(view::Overlay& overlay, const Canvas& canvas) {
    const Drag& drag = canvas.context.state.drag;
    if (drag.kind != Drag::Kind::RubberBand || drag.onMap != canvas.isMap)
        return;
    const geom::Vec2 a = canvas.onPicture(drag.start);
    const geom::Vec2 b = canvas.onPicture(drag.last);
    const view::Colour accent = canvas.kit.theme.accent;
    overlay.add(view::RoundedRect{a.cwiseMin(b), (a - b).cwiseAbs(), 0, faded(accent, 0.14), accent,
                                  scaleOf(canvas)});
}

/// Over the simulation, which starts at the sites and is what is looked at: dots, and only what is
/// selected has its number.
void addDots(view::Overlay& overlay, const Canvas& canvas, const view::Scene& scene) {
    view::ShowOptions show = scene.show;
    show.numbers = false;
    const double s = 0.8 * scene.scale;
    view::addSites(overlay, canvas.sites, scene.theme, show, s);
    for (const view::VisibleSite& site : canvas.sites)
        if (site.mark.selected && scene.show.numbers)
            overlay.add(view::Text{site.pixel + geom::Vec2(10, -9) * s,
                                   std::to_string(site.mark.number), 11.5 * scene.scale,
                                   view::FontWeight::SemiBold, view::Anchor::LeftMiddle,
                                   faded(scene.theme.marker, site.clarity),
                                   faded(scene.theme.markerRing, 0.75 * site.clarity)});
}

} // namespace

void addMarks(view::Overlay& overlay, const Canvas& canvas, const view::Scene& scene) {
    addAreaMarks(overlay, canvas);
    addRoute(overlay, canvas);
    if (scene.show.sites) {
        const bool isSpreadWorkspace = canvas.context.state.workspace == Workspace::Spread;
        if (isSpreadWorkspace && view::showsField(scene))
            addDots(overlay, canvas, scene);
        else
            view::addSites(overlay, canvas.sites, scene.theme, scene.show, scene.scale);
        addHoverRing(overlay, canvas);
        addSessionMarks(overlay, canvas);
    }
    addFieldMarks(overlay, canvas);
    addAreaHandles(overlay, canvas);
    addArea(overlay, canvas);
    addMeasure(overlay, canvas);
    addBand(overlay, canvas);
    addLoop(overlay, canvas);
}

void tagSites(const Canvas& canvas, const std::string& prefix) {
    tagHandles(canvas, canvas.isMap ? "map." : "area.");
    if (!canvas.context.state.show.sites)
        return;
    const float reach = canvas.kit.px(8);
    for (const view::VisibleSite& site : canvas.sites) {
        const ImVec2 middle{canvas.rect.min.x + static_cast<float>(site.pixel.x()),
                            canvas.rect.min.y + static_cast<float>(site.pixel.y())};
        canvas.kit.items[prefix + std::to_string(site.mark.number)] = {
            {middle.x - reach, middle.y - reach}, {middle.x + reach, middle.y + reach}};
    }
}

Mm lengthAlongSkin(SceneCache::State& cache, const geom::Vec3& from, const geom::Vec3& to) {
    const anatomy::ScalpGrid& grid = *cache.head->scalp;
    const geom::ClosestPoint a = grid.index->closest(from);
    const geom::ClosestPoint b = grid.index->closest(to);
    if ((b.position - a.position).norm() <= kArcReach_mm)
        return geom::arcBetween(a.position, normalAt(*grid.mesh, a.point), b.position,
                                normalAt(*grid.mesh, b.point));
    if (cache.measured == std::vector<geom::Vec3>{from, to})
        return cache.measuredLength;
    if (!cache.marcher)
        cache.marcher = std::make_unique<geom::FastMarching>(grid.mesh);
    const std::array<geom::GeodesicSource, 1> source{{{a.point, 0}}};
    const auto field = cache.marcher->from(source, geom::Wavefront::Circular);
    cache.measured = {from, to};
    cache.measuredLength = Mm(interpolate(*grid.mesh, b.point, field.distance_mm));
    return cache.measuredLength;
}

} // namespace meso::ui
