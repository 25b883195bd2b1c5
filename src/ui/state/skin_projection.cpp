#include "ui/state/skin_projection.h"

#include <algorithm>
#include <cmath>

#include "plan/edits.h"
#include "view/scalp_chart.h"

namespace meso::ui {

namespace {

/// The display mesh has coarser triangles than the scalp grid; the two differ by less than this.
constexpr double kSameSurface_mm = 4;
constexpr double kStep_mm = 3;

} // namespace

std::optional<SkinPoint> spotAt(const anatomy::ScalpGrid& grid, const geom::Vec3& position) {
    const auto point = anatomy::locate(grid, position);
    if (!point)
        return std::nullopt;
    return SkinPoint{positionOf(*grid.mesh, *point), normalAt(*grid.mesh, *point)};
}

std::vector<SkinPoint> pathOver(const anatomy::ScalpGrid& grid, const geom::Vec3& from,
                                const geom::Vec3& to) {
    const int steps = std::max(1, static_cast<int>(std::ceil((to - from).norm() / kStep_mm)));
    std::vector<SkinPoint> path;
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        if (const auto spot = spotAt(grid, from + share * (to - from)))
            path.push_back(*spot);
    }
    return path;
}

std::optional<geom::Vec3> HeadProjection::skinAt(const geom::Vec2& pixel) const {
    const view::Ray ray = view::rayThrough(camera_, size_, pixel);
    const auto hit = grid_.index->firstHit(ray.origin, ray.direction);
    if (!hit || normalAt(*grid_.mesh, hit->point).dot(ray.direction) >= 0)
        return std::nullopt;
    const auto nearest = display_.firstHit(ray.origin, ray.direction);
    if (nearest && nearest->distance < hit->distance - kSameSurface_mm)
        return std::nullopt;
    return positionOf(*grid_.mesh, hit->point);
}

std::optional<geom::Vec2> HeadProjection::pixelOf(const SkinPoint& spot) const {
    return view::pixelOnHead(camera_, size_, spot);
}

std::optional<geom::Vec3> MapProjection::skinAt(const geom::Vec2& pixel) const {
    if ((pixel - layout_.centre()).norm() > layout_.radius())
        return std::nullopt;
    const geom::Vec3 direction = view::directionFromChart(layout_.placeAt(pixel));
    const auto spot = spotAt(grid_, grid_.centre + 100 * direction);
    if (!spot)
        return std::nullopt;
    return spot->position;
}

std::optional<geom::Vec2> MapProjection::pixelOf(const SkinPoint& spot) const {
    return view::pixelOnMap(grid_, layout_, spot);
}

} // namespace meso::ui
