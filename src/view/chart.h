#pragma once
#include <optional>
#include <string>
#include <vector>

#include "geom/vec.h"
#include "view/overlay.h"
#include "view/theme.h"

namespace meso::view {

/// A line of a chart, with an optional band of uncertainty. Curves differ by colour and, for black
/// and white, by their dashes.
struct Curve {
    std::string name;               ///< as written in the legend; empty: it is not
    std::vector<geom::Vec2> points; ///< (x, y) in the axes' units, x rising
    /// The band's lower and upper end at each point, in the unit of y; empty: no band.
    std::vector<double> low{}, high{};
};

/// How an axis runs from its low to its high end. The square root (from 0 on) gives the first
/// minutes of a day as much room as its last hours.
enum class AxisScale { Linear, SquareRoot };

/// An axis: its words with the unit, and its range. Without a range it spans the data, from zero
/// where all data are positive.
struct Axis {
    std::string title; ///< "Time after injection (h)"
    std::optional<double> low, high;
    std::optional<double> step; ///< between ticks; empty: a round one that suits the size
    AxisScale scale = AxisScale::Linear;
};

/// Curves over one quantity, for example concentration over time.
struct LineChart {
    std::string title;
    Axis x, y;
    std::vector<Curve> curves; ///< at most six can be told apart
    std::vector<double> marks; ///< x values with a thin vertical line, for example shown times
    std::string note;          ///< small line below: "Model estimate, not a measurement"
    Theme theme = lightTheme();
    double scale = 1; ///< size of texts and lines; 1 suits a chart 400 pixels high
};

/// Colour of the i-th curve; each has a contrast of 3 : 1 or more on the theme's surface.
Colour curveColour(const Theme& theme, std::size_t i);

/// The chart as shapes inside a picture of this size; points that are not finite break a curve.
Overlay chartShapes(const LineChart& chart, PixelSize size);

/// The x value under a pixel column of that picture; empty left and right of the axes.
std::optional<double> chartXAt(const LineChart& chart, PixelSize size, double pixelX);
/// The curve's value at x, straight between its points; empty outside them.
std::optional<double> curveAt(const Curve& curve, double x);

} // namespace meso::view
