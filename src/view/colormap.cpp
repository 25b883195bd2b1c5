#include "view/colormap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "view/colormap_tables.h"

namespace meso::view {

namespace {

/// Own control points: two hues that deuteranopes and protanopes keep apart, of equal lightness at
/// equal distance from the middle (L* 27, 43, 61, 80, 97).
constexpr std::array<std::uint32_t, 9> kBlueOrange = {
    0x124076, 0x2568AA, 0x5C98D0, 0xAACAEA, 0xF7F6F3, 0xF0BD8C, 0xD18133, 0xA05006, 0x663203};

template <std::size_t Size>
Colour entryAt(const std::array<std::uint32_t, Size>& table, double t) {
    const double clamped = t > 0 ? std::min(t, 1.0) : 0.0;
    const double place = clamped * static_cast<double>(table.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), table.size() - 2);
    return mixed(colourOf(table[below]), colourOf(table[below + 1]),
                 place - static_cast<double>(below));
}

/// Of a signed scale's half, 0 at the middle to 1 at the end, for values of either sign.
double distanceOn(const ColourScale& scale, double value) {
    const double share = std::abs(value) / scale.high;
    return share > kSignedMin ? std::min(1.0, 1 - std::log(share) / std::log(kSignedMin)) : 0.0;
}

} // namespace

Colour colourAt(Colormap map, double t) {
    if (map == Colormap::BlueOrange)
        return entryAt(kBlueOrange, t);
    return entryAt(map == Colormap::Viridis ? kViridis : kCividis, t);
}

Colour contourInk(Colormap map) {
    return colourOf(map == Colormap::BlueOrange ? 0x000000 : 0xFFFFFF);
}

double positionOn(const ColourScale& scale, double value) {
    if (scale.scaling == Scaling::SignedLogarithmic)
        return 0.5 + std::copysign(0.5 * distanceOn(scale, value), value);
    if (scale.scaling == Scaling::Logarithmic)
        return value > scale.low
                   ? std::min(1.0, std::log(value / scale.low) / std::log(scale.high / scale.low))
                   : 0.0;
    const double fraction = (value - scale.low) / (scale.high - scale.low);
    const double clamped = fraction > 0 ? std::min(fraction, 1.0) : 0.0;
    return scale.scaling == Scaling::SquareRoot ? std::sqrt(clamped) : clamped;
}

double valueAt(const ColourScale& scale, double position) {
    if (scale.scaling == Scaling::SignedLogarithmic) {
        const double away = std::abs(2 * position - 1);
        const double value = away > 0 ? scale.high * std::pow(kSignedMin, 1 - away) : 0;
        return std::copysign(value, position - 0.5);
    }
    if (scale.scaling == Scaling::Logarithmic)
        return scale.low * std::pow(scale.high / scale.low, position);
    const double fraction = scale.scaling == Scaling::SquareRoot ? position * position : position;
    return scale.low + fraction * (scale.high - scale.low);
}

double opacityAt(const ColourScale& scale, double value) {
    const double fraction = scale.scaling == Scaling::SignedLogarithmic ? distanceOn(scale, value)
                            : scale.scaling == Scaling::Logarithmic
                                ? positionOn(scale, value)
                                : (value - scale.low) / (scale.high - scale.low);
    const double t = std::clamp((fraction - 0.03) / (0.22 - 0.03), 0.0, 1.0);
    return 0.92 * t * t * (3 - 2 * t);
}

} // namespace meso::view
