#pragma once
#include <optional>
#include <string>
#include <vector>

#include "geom/vec.h"
#include "report/fonts.h"
#include "view/overlay.h"
#include "view/theme.h"

namespace meso::report {

/// A line of a chart. Curves differ by colour and, for black and white, by their dashes.
struct Curve {
    std::string name;               ///< as written in the legend
    std::vector<geom::Vec2> points; ///< (x, y) in the axes' units, x rising
};

/// An axis: its words with the unit, and its range. Without a range it spans the data, from zero
/// where all data are positive.
struct Axis {
    std::string title; ///< "Time after injection (h)"
    std::optional<double> low, high;
    std::optional<double> step; ///< between ticks; empty: a round one that suits the size
};

/// Curves over one quantity, for example concentration over time.
struct LineChart {
    std::string title;
    Axis x, y;
    std::vector<Curve> curves; ///< at most six can be told apart
    std::vector<double> marks; ///< x values with a thin vertical line, for example shown times
    std::string note;          ///< small line below: "Model estimate, not a measurement"
    view::Theme theme = view::lightTheme();
    double scale = 1; ///< size of texts and lines; 1 suits a chart 400 pixels high
};

/// Colour of the i-th curve; each has a contrast of 3 : 1 or more on the theme's surface.
view::Colour curveColour(const view::Theme& theme, std::size_t i);

/// The chart as shapes inside a picture of this size; points that are not finite break a curve.
view::Overlay chartShapes(const LineChart& chart, view::PixelSize size);

/// The chart on the theme's surface. Sides of at least 64 pixels.
view::Picture drawChart(const LineChart& chart, view::PixelSize size, const Fonts& fonts);

} // namespace meso::report
