#pragma once
#include "report/fonts.h"
#include "view/chart.h"

namespace meso::report {

/// The chart on the theme's surface. Sides of at least 64 pixels.
view::Picture drawChart(const view::LineChart& chart, view::PixelSize size, const Fonts& fonts);

} // namespace meso::report
