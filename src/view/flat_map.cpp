#include "view/flat_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "anatomy/head.h"
#include "base/check.h"

namespace meso::view {

namespace {

/// Polar angle at the rim of the map, radians: a little below the ears on an adult head.
constexpr double kRim = 100 * std::numbers::pi / 180;
/// Rims per unit of the chart.
constexpr double kPlaceToRim = 2 * (kChartReach.value() * std::numbers::pi / 180) / kRim;
/// Distances are clamped to this by whoever computes them; texels past the grid get no more, or the
/// jump would look like an outline.
constexpr float kFar = 30;

/// A layer's value at a pixel, and how much it changes to the next pixel.
struct Sample {
    double value = 0;
    double slope = 1;
};

Sample sampleOf(const ChartRaster& raster, const FlatLayout& layout, const geom::Vec2& pixel) {
    const auto at = [&](double dx, double dy) {
        return sampleAt(raster, layout.placeAt(pixel + geom::Vec2(dx, dy)));
    };
    const double here = at(0, 0);
    return {here, std::max(1e-6, std::hypot(at(1, 0) - here, at(0, 1) - here))};
}

/// 1 on the line value = level, `width` pixels wide, antialiased.
double lineAt(const Sample& sample, double level, double width) {
    const double pixels = std::abs(sample.value - level) / sample.slope;
    return std::clamp(0.5 * width + 0.5 - pixels, 0.0, 1.0);
}

/// 1 where the value is negative, antialiased.
double insideOf(const Sample& sample) {
    return std::clamp(0.5 - sample.value / sample.slope, 0.0, 1.0);
}

/// Interleaved gradient noise, 0 to 1 (J. Jimenez, SIGGRAPH 2014 course): hides bands in gradients.
double ditherAt(const geom::Vec2& pixel) {
    const double f = 0.06711056 * pixel.x() + 0.00583715 * pixel.y();
    const double g = 52.9829189 * (f - std::floor(f));
    return g - std::floor(g);
}

/// The layers that a scene asks for, on the chart.
struct Layers {
    std::optional<ChartRaster> field, region, exclusion;
};

Layers layersOf(const Scene& scene, const ScalpChart& chart) {
    Layers layers;
    if (showsField(scene))
        layers.field = chart.raster(*scene.field.values, 0);
    if (scene.show.region && scene.regionDistance)
        layers.region = chart.raster(*scene.regionDistance, kFar);
    if (scene.show.region && scene.exclusionDistance)
        layers.exclusion = chart.raster(*scene.exclusionDistance, kFar);
    return layers;
}

Colour withField(Colour base, const Scene& scene, const Sample& sample) {
    const ColourScale& scale = scene.field.scale;
    const Colour map = colourAt(scale.map, positionOn(scale, sample.value));
    Colour colour = mixed(base, map, opacityAt(scale, sample.value));
    if (!scene.show.contours)
        return colour;
    const auto count = std::min<std::size_t>(kMaxContours, scene.field.contourLevels.size());
    for (std::size_t i = 0; i < count; ++i)
        colour = mixed(colour, contourInk(scale.map),
                       0.45 * lineAt(sample, scene.field.contourLevels[i], 1.2 * scene.scale));
    return colour;
}

Colour skinAt(const Scene& scene, const Layers& layers, const FlatLayout& layout,
              const geom::Vec2& pixel) {
    const double away = (pixel - layout.centre()).norm() / layout.radius();
    const double shade = 0.16 * away * away * away + (ditherAt(pixel) - 0.5) / 128;
    Colour colour = mixed(scene.theme.skin, colourOf(0x000000), shade);
    std::optional<Sample> region;
    if (layers.region) {
        region = sampleOf(*layers.region, layout, pixel);
        colour = mixed(colour, scene.theme.accent, 0.16 * insideOf(*region));
    }
    if (layers.field)
        colour = withField(colour, scene, sampleOf(*layers.field, layout, pixel));
    if (layers.exclusion) {
        const Sample patch = sampleOf(*layers.exclusion, layout, pixel);
        const double stripes = std::fmod(pixel.x() + pixel.y(), 9 * scene.scale) / scene.scale;
        colour = mixed(colour, colourOf(0xEDEDED), 0.6 * insideOf(patch));
        colour = mixed(colour, scene.theme.exclusion, stripes > 4.5 ? 0.55 * insideOf(patch) : 0.0);
        colour = mixed(colour, scene.theme.exclusion, 0.9 * lineAt(patch, 0, 1.6 * scene.scale));
    }
    if (region)
        colour = mixed(colour, scene.theme.accent, 0.95 * lineAt(*region, 0, 2.4 * scene.scale));
    return colour;
}

Picture rasterOf(const Scene& scene, const ScalpChart& chart, PixelSize size,
                 const FlatLayout& layout) {
    const Layers layers = layersOf(scene, chart);
    Picture picture = filledPicture(size, scene.theme.viewInner);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const geom::Vec2 pixel(x + 0.5, y + 0.5);
            const double cover =
                std::clamp(layout.radius() - (pixel - layout.centre()).norm() + 0.5, 0.0, 1.0);
            if (cover > 0)
                setPixel(picture, x, y,
                         mixed(scene.theme.viewInner, skinAt(scene, layers, layout, pixel), cover));
        }
    return picture;
}

} // namespace

FlatLayout::FlatLayout(PixelSize size, double scale, Mm pole) : pole_(pole) {
    const double top = 62 * scale;
    const double bottom = 84 * scale;
    radius_ =
        std::max(8.0, std::min(size.width / 2.0 - 96 * scale, (size.height - top - bottom) / 2.0));
    centre_ = {size.width / 2.0, top + (size.height - top - bottom) / 2.0};
}

geom::Vec2 FlatLayout::pixelOf(const geom::Vec2& place) const {
    const geom::Vec2 q = (place - geom::Vec2(0.5, 0.5)) * kPlaceToRim;
    return centre_ + radius_ * geom::Vec2(q.x(), -q.y());
}

geom::Vec2 FlatLayout::placeAt(const geom::Vec2& pixel) const {
    const geom::Vec2 q = (pixel - centre_) / (radius_ * kPlaceToRim);
    return {0.5 + q.x(), 0.5 - q.y()};
}

double FlatLayout::pixelsPerMm() const {
    return radius_ / kRim / pole_.value();
}

FlatLayout flatLayoutOf(const anatomy::ScalpGrid& grid, PixelSize size, double scale) {
    const auto top = grid.index->lastHit(grid.centre, geom::Vec3::UnitZ());
    MESO_CHECK(top.has_value(), "a scalp covers the top of the head");
    return {size, scale, Mm(top->distance)};
}

void addHeadSketch(Overlay& overlay, const Scene& scene, const FlatLayout& layout) {
    const double r = layout.radius();
    const double width = 2 * scene.scale;
    const Colour ink = scene.theme.muted;
    const geom::Vec2& c = layout.centre();
    const auto onRim = [&](double degreesFromNose) {
        const double a = degreesFromNose * std::numbers::pi / 180;
        return geom::Vec2(c + r * geom::Vec2(std::sin(a), -std::cos(a)));
    };
    overlay.add(Polyline{{onRim(-7), c + geom::Vec2(0, -1.075 * r), onRim(7)}, ink, width});
    for (const double side : {-1.0, 1.0}) {
        Polyline ear{{}, ink, width};
        for (int k = 0; k <= 24; ++k) {
            const double a = k * std::numbers::pi / 24;
            const double degrees = 91 - 10.5 * std::cos(a);
            ear.points.push_back(c + (onRim(side * degrees) - c) * (1 + 0.05 * std::sin(a)));
        }
        overlay.add(std::move(ear));
    }
    Polyline rim{{}, ink, width, true};
    for (int k = 0; k < 180; ++k)
        rim.points.push_back(onRim(2.0 * k));
    overlay.add(std::move(rim));
}

void addScaleBar(Overlay& overlay, const Scene& scene, const FlatLayout& layout, PixelSize size) {
    const double s = scene.scale;
    const double length = 50 * layout.pixelsPerMm();
    const double right = size.width - 18 * s;
    const double y = size.height - 22 * s;
    const Colour ink = scene.theme.text;
    overlay.add(
        Polyline{{{right - length, y - 5 * s}, {right - length, y}, {right, y}, {right, y - 5 * s}},
                 ink,
                 1.6 * s});
    // The words are wider than the bar where the map is small.
    const std::string words = "50 mm at the centre";
    const double middle =
        std::min(right - length / 2, size.width - 8 * s - roomyWidth(words, 12 * s) / 2);
    overlay.add(
        Text{{middle, y - 15 * s}, words, 12 * s, FontWeight::Regular, Anchor::Centre, ink});
}

std::vector<VisibleSite> sitesOnMap(const Scene& scene, const FlatLayout& layout) {
    std::vector<VisibleSite> sites;
    for (const SiteMark& mark : scene.sites)
        sites.push_back(
            {layout.pixelOf(chartFromDirection(mark.position - scene.head->scalp->centre)), 1, 0,
             mark});
    return sites;
}

FlatMap drawFlatMap(const Scene& scene, const ScalpChart& chart, PixelSize size) {
    MESO_CHECK(scene.head != nullptr, "a scene without a head cannot be drawn");
    MESO_CHECK(std::min(size.width, size.height) >= 64 && std::max(size.width, size.height) <= 4096,
               "a flat map has sides of 64 to 4096 pixels");
    const anatomy::ScalpGrid& grid = *scene.head->scalp;
    const ChartRaster radii = chart.raster(skinDistances(grid), 0);
    const FlatLayout layout(size, scene.scale, Mm(sampleAt(radii, {0.5, 0.5})));
    FlatMap map{rasterOf(scene, chart, size, layout), {}};
    addHeadSketch(map.overlay, scene, layout);
    if (scene.show.sites)
        addSites(map.overlay, sitesOnMap(scene, layout), scene.theme, scene.show, scene.scale);
    addOrientation(map.overlay, {"L", "R", ""}, scene.theme, size, scene.scale);
    if (scene.show.legend && showsField(scene))
        addLegend(map.overlay, scene.field, scene.theme, geom::Vec2(16, 16) * scene.scale,
                  scene.scale);
    Scene words = scene;
    words.camera = Camera{Degrees(180), Degrees(90)};
    words.viewName = "Flat map, nose up";
    words.caption.emplace_back("Lengths are true at the centre and stretch toward the rim.");
    addCaptions(map.overlay, words, size);
    addScaleBar(map.overlay, scene, layout, size);
    return map;
}

} // namespace meso::view
