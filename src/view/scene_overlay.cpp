#include "view/scene_overlay.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "view/ticks.h"

namespace meso::view {

namespace {

double smooth(double low, double high, double x) {
    const double t = std::clamp((x - low) / (high - low), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// Letter of a direction along the patient's axes; sideways unless it is nearly straight ahead.
std::string letterOf(const geom::Vec3& direction) {
    const bool lateral = std::abs(direction.x()) > 0.3;
    const char letter = lateral ? (direction.x() > 0 ? 'R' : 'L') : (direction.y() > 0 ? 'A' : 'P');
    return std::string(1, letter);
}

/// Distance of every site to its nearest neighbour, pixels. From each one outwards to both sides:
/// whoever is farther off sideways than the nearest so far cannot be nearer.
std::vector<double> gapsOf(const std::vector<VisibleSite>& sites) {
    std::vector<std::size_t> order(sites.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sites[a].pixel.x() < sites[b].pixel.x();
    });
    std::vector<double> gaps(sites.size(), 1e9);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const geom::Vec2& here = sites[order[i]].pixel;
        double& nearest = gaps[order[i]];
        const auto takes = [&](std::size_t k) {
            const geom::Vec2 away = sites[order[k]].pixel - here;
            nearest = std::min(nearest, away.norm());
            return std::abs(away.x()) < nearest;
        };
        for (std::size_t k = i + 1; k < order.size() && takes(k);)
            ++k;
        for (std::size_t k = i; k > 0 && takes(k - 1);)
            --k;
    }
    return gaps;
}

double medianOf(std::vector<double> values) {
    if (values.empty())
        return 1e9;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// `room` is the disc's radius at scale 1.
void addNumberedDisc(Overlay& overlay, const VisibleSite& site, const Theme& theme, double room,
                     double scale) {
    const Colour fill = site.mark.selected ? theme.accent : theme.marker;
    const std::string words = std::to_string(site.mark.number);
    const double radius = (site.mark.selected ? room + 2 : room) * scale;
    if (site.mark.selected)
        overlay.add(
            Circle{site.pixel, radius + 5 * scale, faded(theme.accent, 0.25 * site.clarity)});
    overlay.add(Circle{site.pixel, radius, faded(fill, site.clarity),
                       faded(theme.markerRing, site.clarity), 1.5 * scale});
    const double size = room * (words.size() > 2 ? 0.94 : 1.18) * scale;
    const Colour ink = site.mark.selected ? theme.onAccent : theme.markerRing;
    overlay.add(
        Text{site.pixel, words, size, FontWeight::Bold, Anchor::Centre, faded(ink, site.clarity)});
}

/// `numberClarity` is 0 where the number would be lost among its neighbours.
void addDot(Overlay& overlay, const VisibleSite& site, const Theme& theme, double numberClarity,
            double scale) {
    const Colour fill = site.mark.selected ? theme.accent : theme.marker;
    const double radius = (site.mark.selected ? 6.0 : 4.2) * scale;
    if (site.mark.selected)
        overlay.add(
            Circle{site.pixel, radius + 5 * scale, faded(theme.accent, 0.25 * site.clarity)});
    overlay.add(Circle{site.pixel, radius, faded(fill, site.clarity),
                       faded(theme.markerRing, site.clarity), 1.4 * scale});
    if (site.mark.selected)
        overlay.add(Circle{site.pixel, 2.2 * scale, faded(theme.markerRing, site.clarity)});
    if (numberClarity <= 0)
        return;
    overlay.add(Text{site.pixel + geom::Vec2(radius + 3.2 * scale, -4.5 * scale),
                     std::to_string(site.mark.number), 10 * scale, FontWeight::SemiBold,
                     Anchor::LeftMiddle, faded(theme.marker, numberClarity),
                     faded(theme.markerRing, 0.75 * numberClarity)});
}

/// The colours as they lie on the skin: transparent where there is next to nothing.
std::vector<Colour> barColours(const ColourScale& scale, const Theme& theme) {
    constexpr int kSteps = 64;
    std::vector<Colour> colours;
    for (int i = 0; i <= kSteps; ++i) {
        const double place = static_cast<double>(i) / kSteps;
        colours.push_back(
            mixed(theme.skin, colourAt(scale.map, place), opacityAt(scale, valueAt(scale, place))));
    }
    return colours;
}

} // namespace

std::vector<VisibleSite> visibleSites(const Scene& scene, PixelSize size) {
    std::vector<VisibleSite> seen;
    const geom::Vec3 eye = eyeOf(scene.camera);
    for (const SiteMark& mark : scene.sites) {
        const double facing = mark.normal.dot((eye - mark.position).normalized());
        const Projected place = project(scene.camera, size, mark.position);
        const double clarity = smooth(0.04, 0.34, facing);
        if (clarity > 0 && place.depth > Mm(0))
            seen.push_back({place.pixel, clarity, place.depth.value(), mark});
    }
    std::stable_sort(seen.begin(), seen.end(),
                     [](const VisibleSite& a, const VisibleSite& b) { return a.depth > b.depth; });
    return seen;
}

void addSites(Overlay& overlay, const std::vector<VisibleSite>& sites, const Theme& theme,
              const ShowOptions& show, double scale) {
    const std::vector<double> gaps = gapsOf(sites);
    const double typicalGap = medianOf(gaps) / scale;
    const bool roomy = show.numbers && typicalGap >= 18;
    const double room = std::clamp(0.37 * typicalGap, 6.6, 8.5);
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const bool legible = show.numbers && gaps[i] >= 22 * scale;
        const double numberClarity = legible ? smooth(0.45, 0.95, sites[i].clarity) : 0.0;
        if (roomy)
            addNumberedDisc(overlay, sites[i], theme, room, scale);
        else
            addDot(overlay, sites[i], theme, numberClarity, scale);
    }
}

geom::Vec2 legendSize(const ScalarField& field, double scale) {
    const double words = roomyWidth(field.title, 13) + roomyWidth(field.unit, 12) + 20;
    return geom::Vec2(std::max(232.0, words + 28), 78) * scale;
}

void addLegend(Overlay& overlay, const ScalarField& field, const Theme& theme,
               const geom::Vec2& corner, double scale) {
    const geom::Vec2 card = legendSize(field, scale);
    const double left = corner.x() + 14 * scale;
    const double right = corner.x() + card.x() - 14 * scale;
    overlay.add(RoundedRect{corner, card, 8 * scale, theme.surface, theme.border, scale, true});
    overlay.add(Text{{left, corner.y() + 19 * scale},
                     field.title,
                     13 * scale,
                     FontWeight::SemiBold,
                     Anchor::LeftMiddle,
                     theme.text});
    overlay.add(Text{{right, corner.y() + 19 * scale},
                     field.unit,
                     12 * scale,
                     FontWeight::Regular,
                     Anchor::RightMiddle,
                     theme.muted});
    const geom::Vec2 bar(left, corner.y() + 34 * scale);
    overlay.add(
        GradientBar{bar, {right - left, 10 * scale}, barColours(field.scale, theme), 2 * scale});
    for (const double level : field.contourLevels) {
        const double x = left + positionOn(field.scale, level) * (right - left);
        overlay.add(Polyline{
            {{x, bar.y()}, {x, bar.y() + 10 * scale}}, faded(theme.markerRing, 0.8), 1.2 * scale});
    }
    const std::vector<Tick> ticks = legendTicks(field.scale);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double x = left + positionOn(field.scale, ticks[i].value) * (right - left);
        const Anchor anchor = i == 0                  ? Anchor::LeftMiddle
                              : i + 1 == ticks.size() ? Anchor::RightMiddle
                                                      : Anchor::Centre;
        overlay.add(Text{{x, corner.y() + 59 * scale},
                         ticks[i].text,
                         12 * scale,
                         FontWeight::Regular,
                         anchor,
                         theme.muted});
    }
}

SideLetters sideLettersOf(const Camera& camera) {
    const ViewAxes axes = axesOf(camera);
    SideLetters letters{letterOf(-axes.right), letterOf(axes.right), {}};
    if (letters.imageLeft == "A" || letters.imageLeft == "P")
        letters.facing = std::string(1, axes.forward.x() > 0 ? 'L' : 'R');
    return letters;
}

void addOrientation(Overlay& overlay, const SideLetters& letters, const Theme& theme,
                    PixelSize size, double scale) {
    const double side = 34 * scale;
    const double inset = 16 * scale;
    const double middle = size.height / 2.0;
    for (const auto& [words, x] : {std::pair{letters.imageLeft, inset},
                                   std::pair{letters.imageRight, size.width - inset - side}}) {
        const bool lateral = words == "L" || words == "R";
        overlay.add(RoundedRect{{x, middle - side / 2},
                                {side, side},
                                6 * scale,
                                lateral ? theme.text : faded(theme.surface, 0.85),
                                theme.border,
                                lateral ? 0 : scale});
        overlay.add(Text{{x + side / 2, middle},
                         words,
                         20 * scale,
                         FontWeight::Bold,
                         Anchor::Centre,
                         lateral ? theme.surface : theme.text});
    }
}

void addCaptions(Overlay& overlay, const Scene& scene, PixelSize size) {
    const double s = scene.scale;
    double right = size.width - 18 * s;
    const std::string facing =
        scene.show.orientation ? sideLettersOf(scene.camera).facing : std::string();
    if (!facing.empty()) {
        const double side = 34 * s;
        overlay.add(RoundedRect{{right - side, 14 * s}, {side, side}, 6 * s, scene.theme.text});
        overlay.add(Text{{right - side / 2, 14 * s + side / 2},
                         facing,
                         20 * s,
                         FontWeight::Bold,
                         Anchor::Centre,
                         scene.theme.surface});
        right -= side + 10 * s;
    }
    if (!scene.viewName.empty())
        overlay.add(Text{{right, 31 * s},
                         scene.viewName,
                         16 * s,
                         FontWeight::SemiBold,
                         Anchor::RightMiddle,
                         scene.theme.text});
    if (!scene.show.caption)
        return;
    const auto lines = static_cast<double>(scene.caption.size());
    for (std::size_t i = 0; i < scene.caption.size(); ++i)
        overlay.add(
            Text{{18 * s, size.height - (20 + 19 * (lines - 1 - static_cast<double>(i))) * s},
                 scene.caption[i],
                 13 * s,
                 i == 0 ? FontWeight::Medium : FontWeight::Regular,
                 Anchor::LeftMiddle,
                 scene.theme.text});
}

Overlay overlayOf(const Scene& scene, PixelSize size) {
    Overlay overlay;
    if (scene.show.sites)
        addSites(overlay, visibleSites(scene, size), scene.theme, scene.show, scene.scale);
    if (scene.show.orientation)
        addOrientation(overlay, sideLettersOf(scene.camera), scene.theme, size, scene.scale);
    if (scene.show.legend && showsField(scene))
        addLegend(overlay, scene.field, scene.theme, geom::Vec2(16, 16) * scene.scale, scene.scale);
    addCaptions(overlay, scene, size);
    return overlay;
}

} // namespace meso::view
