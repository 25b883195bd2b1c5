#include "view/section.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace meso::view {

namespace {

/// Where tissue lies on the picture.
struct SectionPlot {
    double left, top; ///< skin at the start of the way, pixels
    double pixelsPerMm;
    double length_mm, depth_mm;

    [[nodiscard]] geom::Vec2 at(double along_mm, double depth_mm_) const {
        return {left + along_mm * pixelsPerMm, top + depth_mm_ * pixelsPerMm};
    }
};

Mm thicknessOf(const std::vector<anatomy::TissueLayer>& layers) {
    Mm sum;
    for (const anatomy::TissueLayer& layer : layers)
        sum += layer.thickness;
    return sum;
}

SectionPlot sectionPlotOf(const SectionScene& scene, PixelSize size) {
    const double s = scene.textScale;
    const double margin = 24 * s;
    const double above = 34 * s; // needles and numbers stand out of the skin
    const double below = 30 * s;
    SectionPlot plot{};
    plot.length_mm = std::max(1.0, scene.path.length().value());
    plot.depth_mm = std::max(0.1, thicknessOf(scene.layers).value());
    plot.pixelsPerMm = std::max(1.0, std::min((size.width - 2 * margin) / plot.length_mm,
                                              (size.height - above - below) / plot.depth_mm));
    plot.left = (size.width - plot.pixelsPerMm * plot.length_mm) / 2;
    plot.top = above + (size.height - above - below - plot.pixelsPerMm * plot.depth_mm) / 2;
    return plot;
}

/// Tissue colours follow the skin of the head, so that the map dominates here too.
Colour tissueColour(const Theme& theme, anatomy::LayerKind kind) {
    switch (kind) {
    case anatomy::LayerKind::ViableEpidermis:
        return mixed(theme.skin, colourOf(0x7A4B3A), 0.35);
    case anatomy::LayerKind::Dermis:
        return mixed(theme.skin, colourOf(0xD98F86), 0.25);
    case anatomy::LayerKind::Subcutis:
        return mixed(theme.skin, colourOf(0xF2DC9B), 0.55);
    case anatomy::LayerKind::Galea:
        return mixed(theme.skin, colourOf(0xEDEDED), 0.55);
    }
    return theme.skin;
}

Colour tissueAt(const SectionScene& scene, double depth_mm) {
    double bottom = 0;
    for (const anatomy::TissueLayer& layer : scene.layers) {
        bottom += layer.thickness.value();
        if (depth_mm < bottom)
            return tissueColour(scene.theme, layer.kind);
    }
    return scene.theme.surface;
}

/// Value under a place of the plot, in the scale's unit; linear between columns and depths.
double valueAt(const SectionScene& scene, double along_mm, double depth_mm) {
    const sim::SectionField& field = scene.field;
    const auto& along = scene.path.along_mm;
    const auto after = std::upper_bound(along.begin(), along.end(), along_mm);
    const int k = std::clamp(static_cast<int>(after - along.begin()) - 1, 0, field.columns - 1);
    const int next = std::min(k + 1, field.columns - 1);
    const double path = along[next] - along[k];
    const double share = path > 0 ? std::clamp((along_mm - along[k]) / path, 0.0, 1.0) : 0;
    const int d =
        std::clamp(static_cast<int>(depth_mm / field.depthStep.value()), 0, field.depths - 1);
    return scene.perMgPerMl * std::lerp(static_cast<double>(field.at(k, d)),
                                        static_cast<double>(field.at(next, d)), share);
}

bool hasField(const SectionScene& scene) {
    return scene.field.columns > 1 && scene.field.depths > 0 &&
           scene.field.columns == static_cast<int>(scene.path.along_mm.size());
}

/// How much of a pixel a contour line covers, 0 to 1; lines are about one pixel wide. Levels are
/// compared on the scale, on which values change evenly.
double contourAt(const SectionScene& scene, double along_mm, double depth_mm, double pixel_mm) {
    const auto on = [&](double along, double depth) {
        return positionOn(scene.scale, valueAt(scene, along, depth));
    };
    const double here = on(along_mm, depth_mm);
    const double slope = std::hypot(on(along_mm + pixel_mm, depth_mm) - here,
                                    on(along_mm, depth_mm + pixel_mm) - here);
    double cover = 0;
    for (const double level : scene.contourLevels) {
        const double away = std::abs(here - positionOn(scene.scale, level));
        cover = std::max(cover, std::clamp(1.1 - away / std::max(slope, 1e-6), 0.0, 1.0));
    }
    return cover;
}

Colour tissueColourAt(const SectionScene& scene, double along_mm, double depth_mm,
                      double pixel_mm) {
    const Colour tissue = tissueAt(scene, depth_mm);
    if (!hasField(scene))
        return tissue;
    const double value = valueAt(scene, along_mm, depth_mm);
    const Colour map = colourAt(scene.scale.map, positionOn(scene.scale, value));
    const Colour painted = mixed(tissue, map, opacityAt(scene.scale, value));
    return mixed(painted, colourOf(0xFFFFFF), 0.6 * contourAt(scene, along_mm, depth_mm, pixel_mm));
}

Picture paintTissue(const SectionScene& scene, const SectionPlot& plot, PixelSize size) {
    Picture picture = filledPicture(size, scene.theme.surface);
    const int right =
        std::min(size.width, static_cast<int>(plot.left + plot.length_mm * plot.pixelsPerMm));
    const int bottom =
        std::min(size.height, static_cast<int>(plot.top + plot.depth_mm * plot.pixelsPerMm));
    const double pixel_mm = 1 / plot.pixelsPerMm;
    for (int y = std::max(0, static_cast<int>(plot.top)); y < bottom; ++y)
        for (int x = std::max(0, static_cast<int>(plot.left)); x < right; ++x)
            setPixel(picture, x, y,
                     tissueColourAt(scene, (x + 0.5 - plot.left) * pixel_mm,
                                    std::max(0.0, (y + 0.5 - plot.top) * pixel_mm), pixel_mm));
    return picture;
}

void addLayers(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot) {
    const double s = scene.textScale;
    double top = 0;
    for (const anatomy::TissueLayer& layer : scene.layers) {
        const double bottom = top + layer.thickness.value();
        overlay.add(Polyline{{plot.at(0, bottom), plot.at(plot.length_mm, bottom)},
                             faded(colourOf(0x2B1B14), 0.35),
                             s});
        const bool hasRoom = (bottom - top) * plot.pixelsPerMm >= 14 * s;
        if (hasRoom)
            overlay.add(Text{plot.at(0, (top + bottom) / 2) + geom::Vec2(8 * s, 0), layer.name,
                             11.5 * s, FontWeight::Medium, Anchor::LeftMiddle, colourOf(0x2B1B14),
                             faded(colourOf(0xFFFFFF), 0.7)});
        top = bottom;
    }
    overlay.add(Polyline{{plot.at(0, 0), plot.at(plot.length_mm, 0)}, scene.theme.text, 1.6 * s});
}

/// Follicles whose bulbs lie in the middle of the bands, the deepest band most often. They stand
/// where a scalp has them on average; which of them this patient has is not known.
void addFollicles(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot) {
    const double spacing = scene.follicleSpacing.value();
    if (!(spacing > 0) || scene.bands.empty())
        return;
    const Colour colour = faded(colourOf(0x2B1B14), 0.5);
    int count = 0;
    while ((count + 1.5) * spacing < plot.length_mm) {
        const double along = (count + 1) * spacing;
        const anatomy::BulbBand& band = scene.bands[count % 3 == 2 ? scene.bands.size() - 1 : 0];
        ++count;
        const double depth = (band.from + band.to).value() / 2;
        // Follicles lean: the bulb lies a little beside the opening.
        const geom::Vec2 bulb = plot.at(along + 0.25 * depth, depth);
        if (bulb.x() > plot.left + plot.length_mm * plot.pixelsPerMm)
            break;
        const double width = std::max(1.0, 0.07 * plot.pixelsPerMm);
        overlay.add(Polyline{{plot.at(along, 0), bulb}, colour, width});
        overlay.add(Circle{bulb, std::max(1.5, 0.13 * plot.pixelsPerMm), colour});
    }
}

void addBands(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot) {
    const double s = scene.textScale;
    const double right = plot.left + plot.length_mm * plot.pixelsPerMm;
    for (const anatomy::BulbBand& band : scene.bands) {
        for (const Mm depth : {band.from, band.to})
            if (depth.value() < plot.depth_mm)
                overlay.add(
                    Polyline{{plot.at(0, depth.value()), plot.at(plot.length_mm, depth.value())},
                             faded(colourOf(0x2B1B14), 0.55),
                             s,
                             false,
                             {0, 0, 0, 0},
                             4 * s});
        const double middle = plot.top + (band.from + band.to).value() / 2 * plot.pixelsPerMm;
        if ((band.to - band.from).value() * plot.pixelsPerMm >= 14 * s)
            overlay.add(Text{{right - 8 * s, middle},
                             band.name,
                             11.5 * s,
                             FontWeight::SemiBold,
                             Anchor::RightMiddle,
                             colourOf(0x2B1B14),
                             faded(colourOf(0xFFFFFF), 0.7)});
    }
}

/// A needle to its hub, as long as it is; the picture may end before.
void addWholeNeedle(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot,
                    const SectionSite& site) {
    constexpr double kDegree = 3.14159265358979323846 / 180;
    constexpr double kHub = 26; // length that is drawn of the hub, pixels
    const double angle = site.angle.value() * kDegree;
    const geom::Vec2 tip = plot.at(site.along_mm, site.depth.value());
    const geom::Vec2 up(-std::cos(angle), -std::sin(angle));
    const geom::Vec2 hub = tip + up * site.needle.value() * plot.pixelsPerMm;
    const double width = std::max(2.0, scene.needleWidth.value() * plot.pixelsPerMm);
    overlay.add(Polyline{{hub, tip}, colourOf(0x3A444E), width});
    overlay.add(Polyline{{hub, tip}, colourOf(0xC9D2DA), 0.6 * width});
    overlay.add(Polyline{{hub + up * kHub * scene.textScale, hub}, colourOf(0x3A444E), 4 * width});
}

void addNeedles(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot) {
    const double s = scene.textScale;
    constexpr double kDegree = 3.14159265358979323846 / 180;
    for (const SectionSite& site : scene.sites) {
        if (site.needle.value() > 0) {
            addWholeNeedle(overlay, scene, plot, site);
            continue;
        }
        const geom::Vec2 tip = plot.at(site.along_mm, site.depth.value());
        const double angle = site.angle.value() * kDegree;
        const double rise = site.depth.value() * plot.pixelsPerMm + 14 * s;
        const geom::Vec2 hub = tip + geom::Vec2(-rise / std::tan(std::max(angle, 0.2)), -rise);
        const double width = std::max(2.0, scene.needleWidth.value() * plot.pixelsPerMm);
        overlay.add(Polyline{{hub, tip}, colourOf(0x3A444E), width});
        overlay.add(Polyline{{hub, tip}, colourOf(0xC9D2DA), 0.6 * width});
        overlay.add(Text{hub - geom::Vec2(0, 9 * s), std::to_string(site.number), 12 * s,
                         FontWeight::SemiBold, Anchor::Centre, scene.theme.text});
    }
}

void addScale(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot,
              PixelSize size) {
    const double s = scene.textScale;
    const double length_mm = plot.pixelsPerMm * 5 <= 0.3 * size.width ? 5 : 1;
    const double y = size.height - 14 * s;
    const double right = size.width - 24 * s;
    overlay.add(
        Polyline{{{right - length_mm * plot.pixelsPerMm, y}, {right, y}}, scene.theme.text, 2 * s});
    overlay.add(Text{{right - length_mm * plot.pixelsPerMm - 8 * s, y},
                     length_mm > 1 ? "5 mm" : "1 mm",
                     12 * s,
                     FontWeight::Regular,
                     Anchor::RightMiddle,
                     scene.theme.muted});
    const auto letter = [&](const std::string& words, double x, Anchor anchor) {
        if (!words.empty())
            overlay.add(Text{
                {x, plot.top - 12 * s}, words, 14 * s, FontWeight::Bold, anchor, scene.theme.text});
    };
    letter(scene.leftEnd, plot.left, Anchor::LeftMiddle);
    letter(scene.rightEnd, plot.left + plot.length_mm * plot.pixelsPerMm, Anchor::RightMiddle);
}

void addMarks(Overlay& overlay, const SectionScene& scene, const SectionPlot& plot,
              PixelSize size) {
    addFollicles(overlay, scene, plot);
    addLayers(overlay, scene, plot);
    addBands(overlay, scene, plot);
    addNeedles(overlay, scene, plot);
    addScale(overlay, scene, plot, size);
}

} // namespace

Result<SectionPath> sectionPath(const anatomy::ScalpGrid& grid, const geom::Vec3& from,
                                const geom::Vec3& to, Mm beyond, Mm step) {
    MESO_CHECK(step.value() > 0, "a section needs a step above zero");
    const double span = (to - from).norm();
    if (!(span >= 1))
        return Error{"The two points of the cut are less than 1 mm apart; choose them farther from "
                     "each other."};
    const geom::Vec3 direction = (to - from) / span;
    const double before = -beyond.value(), after = span + beyond.value();
    const int count = std::max(2, static_cast<int>(std::ceil((after - before) / step.value())) + 1);
    SectionPath path;
    geom::Vec3 last = geom::Vec3::Zero();
    for (int i = 0; i < count; ++i) {
        const double along = std::lerp(before, after, static_cast<double>(i) / (count - 1));
        const auto point = anatomy::locate(grid, from + along * direction);
        if (!point) {
            if (along < 0 || along > span)
                continue;
            return Error{"The cut leaves the scalp; choose two points with scalp between them."};
        }
        const geom::Vec3 here = positionOf(*grid.mesh, *point);
        path.along_mm.push_back(path.points.empty() ? 0
                                                    : path.along_mm.back() + (here - last).norm());
        path.points.push_back(*point);
        last = here;
    }
    return path;
}

std::vector<SectionSite> sitesNear(const SectionPath& path, const anatomy::ScalpGrid& grid,
                                   const plan::Plan& plan, Mm reach) {
    std::vector<SectionSite> near;
    for (const plan::InjectionSite& site : plan.sites) {
        const geom::Vec3 place = positionOf(*grid.mesh, site.onScalp);
        double best = reach.value();
        SectionSite found{0, 0, site.depth, site.angle, Mm(0)};
        for (std::size_t i = 0; i < path.points.size(); ++i) {
            const double away = (positionOf(*grid.mesh, path.points[i]) - place).norm();
            if (away <= best) {
                best = away;
                found.number = site.id;
                found.along_mm = path.along_mm[i];
            }
        }
        if (found.number != 0)
            near.push_back(found);
    }
    std::sort(near.begin(), near.end(),
              [](const SectionSite& a, const SectionSite& b) { return a.along_mm < b.along_mm; });
    return near;
}

std::optional<SectionSpot> sectionSpotAt(const SectionScene& scene, PixelSize size,
                                         const geom::Vec2& pixel) {
    const SectionPlot plot = sectionPlotOf(scene, size);
    const double along = (pixel.x() - plot.left) / plot.pixelsPerMm;
    const double depth = (pixel.y() - plot.top) / plot.pixelsPerMm;
    if (!(along >= 0 && along <= plot.length_mm && depth >= 0 && depth <= plot.depth_mm))
        return std::nullopt;
    SectionSpot spot{along, Mm(depth), {}, hasField(scene) ? valueAt(scene, along, depth) : 0};
    double bottom = 0;
    for (const anatomy::TissueLayer& layer : scene.layers) {
        bottom += layer.thickness.value();
        spot.layer = layer.name;
        if (depth < bottom)
            break;
    }
    return spot;
}

geom::Vec2 sectionPixelOf(const SectionScene& scene, PixelSize size, double along_mm) {
    return sectionPlotOf(scene, size).at(along_mm, 0);
}

SectionPicture drawSection(const SectionScene& scene, PixelSize size) {
    MESO_CHECK(size.width >= 64 && size.height >= 64, "a section needs sides of 64 pixels or more");
    const SectionPlot plot = sectionPlotOf(scene, size);
    SectionPicture drawn{paintTissue(scene, plot, size), {}, plot.pixelsPerMm};
    addMarks(drawn.overlay, scene, plot, size);
    return drawn;
}

SectionPicture sectionShapes(const SectionScene& scene, PixelSize size) {
    MESO_CHECK(size.width >= 64 && size.height >= 64, "a section needs sides of 64 pixels or more");
    const SectionPlot plot = sectionPlotOf(scene, size);
    SectionPicture drawn{{}, {}, plot.pixelsPerMm};
    double top = 0;
    for (const anatomy::TissueLayer& layer : scene.layers) {
        const double thickness = layer.thickness.value();
        drawn.overlay.add(
            RoundedRect{.corner = plot.at(0, top),
                        .size = {plot.length_mm * plot.pixelsPerMm, thickness * plot.pixelsPerMm},
                        .fill = tissueColour(scene.theme, layer.kind)});
        top += thickness;
    }
    addMarks(drawn.overlay, scene, plot, size);
    return drawn;
}

} // namespace meso::view
