#include "ui/viewport/field_marks.h"

#include <algorithm>
#include <cmath>

#include "app/spread/area_history.h"
#include "base/text.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

/// Contour numbers stand within this distance of the site that they are near.
constexpr double kNear_mm = 25;
/// Sites that are seen more from the side have no numbers beside them.
constexpr double kFacing = 0.6;

/// How well a place suits the number of the k-th line: near, and in a direction of its own.
double suits(const geom::Vec3& place, const SkinPoint& near, std::size_t k) {
    const geom::Vec3 away = place - near.position;
    const double distance = away.norm();
    if (distance > kNear_mm || distance < 1e-9)
        return -1e9;
    const geom::Vec3 side = near.normal.unitOrthogonal();
    const double turn = 2.1 * static_cast<double>(k) + 0.6;
    const geom::Vec3 wanted = std::cos(turn) * side + std::sin(turn) * near.normal.cross(side);
    return away.dot(wanted) / distance - distance / kNear_mm;
}

/// Where the line of a level crosses an edge; empty: it does not.
std::optional<geom::Vec3> crossing(const geom::TriMesh& mesh, const std::vector<float>& values,
                                   int a, int b, double level) {
    const double low = static_cast<double>(values[static_cast<std::size_t>(a)]) - level;
    const double high = static_cast<double>(values[static_cast<std::size_t>(b)]) - level;
    if ((low < 0) == (high < 0))
        return std::nullopt;
    const geom::Vec3& from = mesh.vertices()[static_cast<std::size_t>(a)];
    const geom::Vec3& to = mesh.vertices()[static_cast<std::size_t>(b)];
    return geom::Vec3(from + low / (low - high) * (to - from));
}

/// The site that contour numbers are near: a selected one, else that nearest to the middle.
const view::VisibleSite* siteForNumbers(const Canvas& canvas) {
    const geom::Vec2 middle(canvas.size().width / 2.0, canvas.size().height / 2.0);
    const view::VisibleSite* best = nullptr;
    for (const view::VisibleSite& site : canvas.sites) {
        if (site.clarity < kFacing)
            continue;
        const bool isNearer = !best || (site.pixel - middle).norm() < (best->pixel - middle).norm();
        if (!best || site.mark.selected > best->mark.selected ||
            (site.mark.selected == best->mark.selected && isNearer))
            best = &site;
    }
    return best;
}

void addHaloText(view::Overlay& overlay, const Canvas& canvas, const geom::Vec2& at,
                 const std::string& words, view::Anchor anchor) {
    overlay.add(view::Text{at, words, 11.5 * canvas.kit.scale, view::FontWeight::SemiBold, anchor,
                           canvas.kit.theme.marker, faded(canvas.kit.theme.markerRing, 0.8)});
}

void addContourNumbers(view::Overlay& overlay, const Canvas& canvas) {
    SceneCache::State& cache = canvas.cache;
    const view::VisibleSite* site = siteForNumbers(canvas);
    if (!site || !cache.scene.show.contours)
        return;
    if (cache.numbersField != cache.scene.field.values || cache.numbersNear != site->mark.number) {
        cache.numbers = contourNumbers(cache.scene.field, *cache.head->scalp,
                                       {site->mark.position, site->mark.normal});
        cache.numbersField = cache.scene.field.values;
        cache.numbersNear = site->mark.number;
    }
    for (const ContourNumber& number : cache.numbers)
        if (const auto pixel = canvas.projection.pixelOf(number.spot))
            addHaloText(overlay, canvas, *pixel, number.words, view::Anchor::Centre);
}

void addGaps(view::Overlay& overlay, const Canvas& canvas) {
    const auto gaps = shownWorstSpots(canvas.context.openCase, canvas.context.state);
    const app::CompoundRun* run = shownRun(canvas.context.openCase, canvas.context.state);
    const MgPerMl strength = run ? run->strength : MgPerMl(0);
    const geom::TriMesh& mesh = *canvas.cache.head->scalp->mesh;
    const double s = canvas.kit.scale;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const auto v = static_cast<std::size_t>(gaps[i].vertex);
        const auto pixel = canvas.projection.pixelOf({mesh.vertices()[v], mesh.normals()[v]});
        if (!pixel)
            continue;
        overlay.add(view::Circle{*pixel, 8 * s, {0, 0, 0, 0}, canvas.kit.theme.markerRing, 4 * s});
        overlay.add(view::Circle{*pixel, 8.5 * s, {0, 0, 0, 0}, canvas.kit.theme.danger, 2.5 * s});
        addHaloText(overlay, canvas, *pixel + geom::Vec2(14 * s, 0),
                    rankLetter(i) + "  " + worstSpotText(gaps[i].highest, strength),
                    view::Anchor::LeftMiddle);
    }
}

void addCutLine(view::Overlay& overlay, const Canvas& canvas, const Cut& cut) {
    const auto path = pathOver(*canvas.cache.head->scalp, cut.from, cut.to);
    addPath(overlay, canvas, path, 0);
    if (path.size() < 2)
        return;
    for (const auto& [spot, name] : {std::pair{path.front(), "1"}, std::pair{path.back(), "2"}})
        if (const auto pixel = canvas.projection.pixelOf(spot)) {
            const double s = canvas.kit.scale;
            overlay.add(view::Circle{*pixel, 8 * s, canvas.kit.theme.accent,
                                     canvas.kit.theme.markerRing, 1.5 * s});
            overlay.add(view::Text{*pixel, name, 11 * s, view::FontWeight::SemiBold,
                                   view::Anchor::Centre, canvas.kit.theme.onAccent});
        }
}

} // namespace

void addPath(view::Overlay& overlay, const Canvas& canvas, const std::vector<SkinPoint>& path,
             double dash) {
    const double s = static_cast<double>(canvas.kit.scale);
    view::Polyline light{{}, canvas.kit.theme.markerRing, 4.5 * s};
    view::Polyline line{{}, canvas.kit.theme.accent, 2.5 * s};
    line.dash = dash * s;
    const auto finish = [&] {
        if (line.points.size() > 1) {
            light.points = line.points;
            overlay.add(light);
            overlay.add(line);
        }
        line.points.clear();
    };
    for (const SkinPoint& spot : path) {
        if (const auto pixel = canvas.projection.pixelOf(spot))
            line.points.push_back(*pixel);
        else
            finish();
    }
    finish();
}

namespace {

/// With its sign where the field has both.
std::string levelText(const view::ScalarField& field, double level) {
    std::string size = text::significant(std::abs(level));
    if (field.scale.scaling != view::Scaling::SignedLogarithmic)
        return size;
    return (level < 0 ? "−" : "+") + size;
}

} // namespace

std::vector<ContourNumber> contourNumbers(const view::ScalarField& field,
                                          const anatomy::ScalpGrid& grid, const SkinPoint& near) {
    std::vector<ContourNumber> out;
    if (!field.values)
        return out;
    const geom::TriMesh& mesh = *grid.mesh;
    const std::size_t count = field.contourLevels.size();
    std::vector<double> score(count, -1e8);
    std::vector<geom::Vec3> place(count);
    for (const auto& corners : mesh.triangles()) {
        const geom::Vec3& corner = mesh.vertices()[static_cast<std::size_t>(corners[0])];
        if ((corner - near.position).squaredNorm() > 1.3 * kNear_mm * kNear_mm)
            continue;
        for (std::size_t k = 0; k < count; ++k)
            if (const auto at =
                    crossing(mesh, *field.values, corners[0], corners[1], field.contourLevels[k]);
                at && suits(*at, near, k) > score[k]) {
                score[k] = suits(*at, near, k);
                place[k] = *at;
            }
    }
    for (std::size_t k = 0; k < count; ++k)
        if (score[k] > -1e7)
            if (const auto spot = spotAt(grid, place[k]))
                out.push_back({*spot, levelText(field, field.contourLevels[k])});
    return out;
}

void addFieldMarks(view::Overlay& overlay, const Canvas& canvas) {
    const UiState& state = canvas.context.state;
    if (state.workspace != Workspace::Spread)
        return;
    if (view::showsField(canvas.cache.scene)) {
        addContourNumbers(overlay, canvas);
        if (state.ringsWorstSpots)
            addGaps(overlay, canvas);
    }
    if (state.cut)
        addCutLine(overlay, canvas, *state.cut);
}

} // namespace meso::ui
