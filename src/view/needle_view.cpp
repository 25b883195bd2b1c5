#include "view/needle_view.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meso::view {

namespace {

constexpr int kCorners = 48; ///< of the drawn ellipse

/// A straight cut of such a length that the depth fills the picture's height.
SectionScene sectionOf(const NeedleScene& scene, PixelSize size) {
    SectionScene section;
    section.layers = scene.layers;
    section.bands = scene.bands;
    section.theme = scene.theme;
    section.textScale = scene.textScale;
    double depth = 0;
    for (const anatomy::TissueLayer& layer : scene.layers)
        depth += layer.thickness.value();
    const double s = scene.textScale;
    const double perMm = std::max(1.0, (size.height - 64 * s) / std::max(0.1, depth));
    const double length = std::max(1.0, (size.width - 48 * s) / perMm);
    section.path.along_mm = {0, length};
    section.sites = {{0, length / 2, scene.depth, scene.angle, scene.needle}};
    return section;
}

Polyline depotOf(const NeedleScene& scene, const geom::Vec2& middle, double pixelsPerMm) {
    Polyline line;
    for (int i = 0; i < kCorners; ++i) {
        const double turn = 2 * std::numbers::pi * i / kCorners;
        line.points.push_back(
            middle + pixelsPerMm * geom::Vec2(scene.depotHalfWidth.value() * std::cos(turn),
                                              scene.depotHalfHeight.value() * std::sin(turn)));
    }
    line.colour = scene.theme.accent;
    line.width = 1.5 * scene.textScale;
    line.closed = true;
    line.fill = faded(scene.theme.accent, 0.35);
    return line;
}

} // namespace

SectionPicture drawNeedle(const NeedleScene& scene, PixelSize size) {
    const SectionScene section = sectionOf(scene, size);
    SectionPicture drawn = sectionShapes(section, size);
    const geom::Vec2 onSkin = sectionPixelOf(section, size, section.sites[0].along_mm);
    const geom::Vec2 middle = onSkin + geom::Vec2(0, scene.depotCentre.value() * drawn.pixelsPerMm);
    if (scene.depotHalfWidth.value() > 0)
        drawn.overlay.add(depotOf(scene, middle, drawn.pixelsPerMm));
    // Words last: neither depot nor follicle strikes them out.
    std::stable_partition(drawn.overlay.shapes.begin(), drawn.overlay.shapes.end(),
                          [](const Shape& shape) { return !std::holds_alternative<Text>(shape); });
    return drawn;
}

} // namespace meso::view
