#include "view/colormap.h"

#include <algorithm>
#include <cmath>

#include "view/colormap_tables.h"

namespace meso::view {

Colour colourAt(Colormap map, double t) {
    const auto& table = map == Colormap::Viridis ? kViridis : kCividis;
    const double clamped = t > 0 ? std::min(t, 1.0) : 0.0;
    const double place = clamped * static_cast<double>(table.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), table.size() - 2);
    return mixed(colourOf(table[below]), colourOf(table[below + 1]),
                 place - static_cast<double>(below));
}

double positionOn(const ColourScale& scale, double value) {
    if (scale.spread == Spread::Logarithmic)
        return value > scale.low
                   ? std::min(1.0, std::log(value / scale.low) / std::log(scale.high / scale.low))
                   : 0.0;
    const double fraction = (value - scale.low) / (scale.high - scale.low);
    const double clamped = fraction > 0 ? std::min(fraction, 1.0) : 0.0;
    return scale.spread == Spread::SquareRoot ? std::sqrt(clamped) : clamped;
}

double valueAt(const ColourScale& scale, double position) {
    if (scale.spread == Spread::Logarithmic)
        return scale.low * std::pow(scale.high / scale.low, position);
    const double fraction = scale.spread == Spread::SquareRoot ? position * position : position;
    return scale.low + fraction * (scale.high - scale.low);
}

double opacityAt(const ColourScale& scale, double value) {
    const double fraction = scale.spread == Spread::Logarithmic
                                ? positionOn(scale, value)
                                : (value - scale.low) / (scale.high - scale.low);
    const double t = std::clamp((fraction - 0.03) / (0.22 - 0.03), 0.0, 1.0);
    return 0.92 * t * t * (3 - 2 * t);
}

} // namespace meso::view
