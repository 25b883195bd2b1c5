#include "view/skin_view.h"

#include "view/scalp_chart.h"

namespace meso::view {

std::optional<geom::Vec2> pixelOnHead(const Camera& camera, PixelSize size,
                                      const SkinPoint& point) {
    const Projected place = project(camera, size, point.position);
    const bool faces = point.normal.dot(eyeOf(camera) - point.position) > 0;
    if (!faces || place.depth <= Mm(0))
        return std::nullopt;
    return place.pixel;
}

std::optional<geom::Vec2> pixelOnMap(const anatomy::ScalpGrid& grid, const FlatLayout& layout,
                                     const SkinPoint& point) {
    geom::Vec2 pixel = layout.pixelOf(chartFromDirection(point.position - grid.centre));
    if ((pixel - layout.centre()).norm() > layout.radius())
        return std::nullopt;
    return pixel;
}

} // namespace meso::view
