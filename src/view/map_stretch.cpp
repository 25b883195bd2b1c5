#include "view/map_stretch.h"

#include <cmath>
#include <numbers>

#include "base/text.h"
#include "view/flat_map.h"

namespace meso::view {

namespace {

constexpr double kRadian = std::numbers::pi / 180;
constexpr double kStep = 2; ///< degrees, of the short ways that are compared

std::optional<geom::Vec3> scalpPointAt(const anatomy::ScalpGrid& grid, double polar,
                                       double azimuth) {
    const geom::Vec3 direction(std::sin(polar * kRadian) * std::sin(azimuth * kRadian),
                               std::sin(polar * kRadian) * std::cos(azimuth * kRadian),
                               std::cos(polar * kRadian));
    const auto point = anatomy::locate(grid, grid.centre + 100 * direction);
    if (!point)
        return std::nullopt;
    return positionOf(*grid.mesh, *point);
}

/// Length on the map over length on the skin, less one, of the short way between two places.
std::optional<double> excess(const anatomy::ScalpGrid& grid, const FlatLayout& layout,
                             const std::optional<geom::Vec3>& a,
                             const std::optional<geom::Vec3>& b) {
    if (!a || !b)
        return std::nullopt;
    const auto pixel = [&](const geom::Vec3& p) {
        return layout.pixelOf(chartFromDirection(p - grid.centre));
    };
    const double shown = (pixel(*b) - pixel(*a)).norm() / layout.pixelsPerMm();
    return shown / (*b - *a).norm() - 1;
}

std::string change(double share) {
    const std::string percent = text::percent(std::abs(share));
    return percent + (share < 0 ? " shorter" : " longer");
}

} // namespace

std::optional<MapStretch> stretchAt(const anatomy::ScalpGrid& grid, const FlatLayout& layout,
                                    Degrees fromCrown) {
    MapStretch mean;
    int count = 0;
    for (int azimuth = 0; azimuth < 360; azimuth += 15) {
        const double polar = fromCrown.value();
        const auto here = scalpPointAt(grid, polar, azimuth);
        const auto around = excess(grid, layout, here, scalpPointAt(grid, polar, azimuth + kStep));
        const auto outward = excess(grid, layout, scalpPointAt(grid, polar - kStep, azimuth), here);
        if (!around || !outward)
            continue;
        mean.around += *around;
        mean.outward += *outward;
        ++count;
    }
    if (count == 0)
        return std::nullopt;
    return MapStretch{mean.around / count, mean.outward / count};
}

std::string stretchSentence(const anatomy::ScalpGrid& grid, const FlatLayout& layout) {
    const auto half = stretchAt(grid, layout, Degrees(45));
    const auto rim = stretchAt(grid, layout, Degrees(85));
    std::string out = "Lengths are true at the centre";
    if (half)
        out += "; around the head they look " + change(half->around) + " half-way out";
    if (rim)
        out += ", " + change(rim->around) + " near the rim";
    return out + ".";
}

} // namespace meso::view
