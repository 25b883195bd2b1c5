#pragma once
#include "view/colour.h"

namespace meso::view {

/// Perceptually even maps whose lightness rises from low to high, so that they survive a black and
/// white print; cividis is also the same to most colour-blind eyes.
/// BlueOrange is for differences: darkest at both ends, white in the middle, and told apart by
/// nearly every eye.
enum class Colormap { Viridis, Cividis, BlueOrange };

/// How values become colours between the two ends. The square root spreads the low end, where
/// diffusion leaves most of the area; the logarithm shows several powers of ten, with even colour
/// steps for even ratios, and needs a low end above zero. A signed logarithm does so to both sides
/// of zero, from kSignedMin of the high end; its low end is minus the high one.
enum class Scaling { Linear, SquareRoot, Logarithmic, SignedLogarithmic };
inline constexpr double kSignedMin = 1e-3;

/// Colour at t, 0 low to 1 high (clamped; not-a-number counts as 0); linear between table entries.
Colour colourAt(Colormap map, double t);

/// A fixed range of values and how it is shown. The same scale on every picture of a comparison
/// makes the same colour mean the same value.
struct ColourScale {
    double low = 0;  ///< value of the first colour
    double high = 1; ///< value of the last colour; more than `low`
    Scaling scaling = Scaling::SquareRoot;
    Colormap map = Colormap::Viridis;
    bool operator==(const ColourScale&) const = default;
};

/// Place of a value on the scale, 0 to 1, clamped.
double positionOn(const ColourScale& scale, double value);
/// The value at a place 0 to 1: the inverse of positionOn inside the range.
double valueAt(const ColourScale& scale, double position);
/// Colour of contour lines on the map: white on the dark ones, dark on a white middle.
Colour contourInk(Colormap map);
/// Opacity of the map over the skin: 0 at 3 % of the range and below, so that skin shows where
/// there is nothing, and 0.92 from 22 % on; on a logarithmic scale, 3 % and 22 % of the bar are
/// meant, on a signed one of either half.
double opacityAt(const ColourScale& scale, double value);

} // namespace meso::view
