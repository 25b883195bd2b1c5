#include "view/colour.h"

#include <algorithm>
#include <cmath>

namespace meso::view {

double linearFromSrgb(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
    return 0.2126 * linearFromSrgb(c.red) + 0.7152 * linearFromSrgb(c.green) +
           0.0722 * linearFromSrgb(c.blue);
}

double contrast(Colour a, Colour b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

double lightness(Colour c) {
    const double y = luminance(c);
    const double cut = 216.0 / 24389.0;
    return y > cut ? 116 * std::cbrt(y) - 16 : y * 24389.0 / 27.0;
}

} // namespace meso::view
