#include "report/chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "report/canvas.h"
#include "view/ticks.h"

namespace meso::report {

namespace {

using view::Anchor;
using view::FontWeight;
using view::Overlay;
using view::Polyline;
using view::Text;

struct Range {
    double low = 0, high = 1;
};

/// The part of the picture inside the axes, and how data map onto it.
struct Plot {
    geom::Vec2 low, high; ///< top left and bottom right corner, pixels
    Range x, y;

    [[nodiscard]] double atX(double value) const {
        return low.x() + (value - x.low) / (x.high - x.low) * (high.x() - low.x());
    }
    [[nodiscard]] double atY(double value) const {
        return high.y() - (value - y.low) / (y.high - y.low) * (high.y() - low.y());
    }
};

Range rangeOf(const LineChart& chart, int coordinate, const Axis& axis) {
    double low = 1e300;
    double high = -1e300;
    for (const Curve& curve : chart.curves)
        for (const geom::Vec2& p : curve.points)
            if (p.allFinite()) {
                low = std::min(low, p[coordinate]);
                high = std::max(high, p[coordinate]);
            }
    if (low > high)
        low = high = 0;
    Range range{axis.low.value_or(std::min(low, 0.0)), axis.high.value_or(high)};
    if (!axis.high && coordinate == 1)
        range.high += 0.06 * (range.high - range.low);
    if (!(range.high > range.low))
        range.high = range.low + 1;
    return range;
}

Plot plotOf(const LineChart& chart, view::PixelSize size) {
    const double s = chart.scale;
    const double above = (chart.title.empty() ? 34.0 : 62.0) * s;
    const double below = (chart.note.empty() ? 50.0 : 70.0) * s;
    return {{66 * s, above},
            {std::max(size.width - 24 * s, 67 * s), std::max(size.height - below, above + 1)},
            rangeOf(chart, 0, chart.x),
            rangeOf(chart, 1, chart.y)};
}

/// Ticks of an axis that is `pixels` long, about one every `every` pixels.
std::vector<view::Tick> ticksOf(const Axis& axis, const Range& range, double pixels, double every) {
    if (axis.step && *axis.step > (range.high - range.low) / 100)
        return view::ticksEvery(range.low, range.high, *axis.step);
    const int count = std::clamp(static_cast<int>(pixels / every), 2, 9);
    return view::evenTicks(range.low, range.high, count);
}

void addXAxis(Overlay& overlay, const LineChart& chart, const Plot& plot) {
    const double s = chart.scale;
    const view::Theme& theme = chart.theme;
    for (const view::Tick& tick : ticksOf(chart.x, plot.x, plot.high.x() - plot.low.x(), 80 * s)) {
        const double x = plot.atX(tick.value);
        overlay.add(Polyline{{{x, plot.high.y()}, {x, plot.high.y() + 5 * s}}, theme.muted, s});
        overlay.add(Text{{x, plot.high.y() + 16 * s},
                         tick.text,
                         12 * s,
                         FontWeight::Regular,
                         Anchor::Centre,
                         theme.muted});
    }
    overlay.add(Polyline{{{plot.low.x(), plot.high.y()}, plot.high}, theme.muted, 1.2 * s});
    overlay.add(Text{{(plot.low.x() + plot.high.x()) / 2, plot.high.y() + 36 * s},
                     chart.x.title,
                     12.5 * s,
                     FontWeight::Medium,
                     Anchor::Centre,
                     theme.text});
}

void addYAxis(Overlay& overlay, const LineChart& chart, const Plot& plot) {
    const double s = chart.scale;
    const view::Theme& theme = chart.theme;
    for (const view::Tick& tick : ticksOf(chart.y, plot.y, plot.high.y() - plot.low.y(), 44 * s)) {
        const double y = plot.atY(tick.value);
        overlay.add(Polyline{{{plot.low.x(), y}, {plot.high.x(), y}}, theme.border, s});
        overlay.add(Text{{plot.low.x() - 10 * s, y},
                         tick.text,
                         12 * s,
                         FontWeight::Regular,
                         Anchor::RightMiddle,
                         theme.muted});
    }
    overlay.add(Text{{16 * s, plot.low.y() - 18 * s},
                     chart.y.title,
                     12.5 * s,
                     FontWeight::Medium,
                     Anchor::LeftMiddle,
                     theme.text});
}

double dashOf(std::size_t i, double scale) {
    constexpr std::array<double, 3> kDashes = {0, 7, 3};
    return kDashes[i % kDashes.size()] * scale;
}

void addCurves(Overlay& overlay, const LineChart& chart, const Plot& plot) {
    for (const double mark : chart.marks)
        overlay.add(Polyline{{{plot.atX(mark), plot.low.y()}, {plot.atX(mark), plot.high.y()}},
                             chart.theme.faint,
                             chart.scale,
                             false,
                             {0, 0, 0, 0},
                             3 * chart.scale});
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        Polyline line{{}, curveColour(chart.theme, i), 2.2 * chart.scale};
        line.dash = dashOf(i, chart.scale);
        for (const geom::Vec2& p : chart.curves[i].points) {
            if (p.allFinite())
                line.points.emplace_back(plot.atX(p.x()), plot.atY(p.y()));
            else if (!line.points.empty()) {
                overlay.add(line);
                line.points.clear();
            }
        }
        if (!line.points.empty())
            overlay.add(std::move(line));
    }
}

/// One entry of the legend: a sample of the line and the curve's name to the right of it.
void addName(Overlay& overlay, const LineChart& chart, std::size_t k, const geom::Vec2& at) {
    const double s = chart.scale;
    Polyline sample{{at, {at.x() + 24 * s, at.y()}}, curveColour(chart.theme, k), 2.6 * s};
    sample.dash = dashOf(k, s);
    overlay.add(std::move(sample));
    overlay.add(Text{{at.x() + 31 * s, at.y()},
                     chart.curves[k].name,
                     12.5 * s,
                     FontWeight::Medium,
                     Anchor::LeftMiddle,
                     chart.theme.text});
}

/// Names of the curves: in one row above the plot, or stacked in its top right corner where the row
/// would run into the title of the axis.
void addNames(Overlay& overlay, const LineChart& chart, const Plot& plot) {
    const double s = chart.scale;
    double row = 0;
    double widest = 0;
    for (const Curve& curve : chart.curves) {
        const double width = view::roomyWidth(curve.name, 12.5 * s) + 44 * s;
        row += width;
        widest = std::max(widest, width);
    }
    const double free = plot.high.x() - 16 * s - view::roomyWidth(chart.y.title, 12.5 * s) - 20 * s;
    geom::Vec2 at(plot.high.x() - (row <= free ? row : widest),
                  row <= free ? plot.low.y() - 18 * s : plot.low.y() + 16 * s);
    for (std::size_t k = 0; k < chart.curves.size(); ++k) {
        addName(overlay, chart, k, at);
        if (row <= free)
            at.x() += view::roomyWidth(chart.curves[k].name, 12.5 * s) + 44 * s;
        else
            at.y() += 22 * s;
    }
}

} // namespace

view::Colour curveColour(const view::Theme& theme, std::size_t i) {
    constexpr std::array<std::uint32_t, 6> kLight = {0x0A736E, 0xB45309, 0x5B4BB4,
                                                     0xA61E5A, 0x1D5FAF, 0x5C6670};
    constexpr std::array<std::uint32_t, 6> kDark = {0x2FB8AD, 0xF0B35A, 0xA99CF5,
                                                    0xF58AB5, 0x7DB7F5, 0xA3B0BD};
    return view::colourOf((theme.dark ? kDark : kLight)[i % kLight.size()]);
}

Overlay chartShapes(const LineChart& chart, view::PixelSize size) {
    Overlay overlay;
    const Plot plot = plotOf(chart, size);
    const double s = chart.scale;
    addYAxis(overlay, chart, plot);
    addXAxis(overlay, chart, plot);
    addCurves(overlay, chart, plot);
    addNames(overlay, chart, plot);
    if (!chart.title.empty())
        overlay.add(Text{{16 * s, 20 * s},
                         chart.title,
                         15 * s,
                         FontWeight::SemiBold,
                         Anchor::LeftMiddle,
                         chart.theme.text});
    if (!chart.note.empty())
        overlay.add(Text{{16 * s, size.height - 14 * s},
                         chart.note,
                         11.5 * s,
                         FontWeight::Regular,
                         Anchor::LeftMiddle,
                         chart.theme.muted});
    return overlay;
}

view::Picture drawChart(const LineChart& chart, view::PixelSize size, const Fonts& fonts) {
    MESO_CHECK(size.width >= 64 && size.height >= 64, "a chart needs sides of 64 pixels or more");
    view::Picture picture = view::filledPicture(size, chart.theme.surface);
    paint(picture, chartShapes(chart, size), fonts);
    return picture;
}

} // namespace meso::report
