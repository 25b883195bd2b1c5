#include "view/chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "view/ticks.h"

namespace meso::view {

namespace {

struct Range {
    double low = 0, high = 1;
    AxisScale scale = AxisScale::Linear;

    /// Place between the ends, 0 to 1 inside.
    [[nodiscard]] double shareOf(double value) const {
        const double share = (value - low) / (high - low);
        return scale == AxisScale::SquareRoot ? std::sqrt(std::max(0.0, share)) : share;
    }
    [[nodiscard]] double valueAt(double share) const {
        return low + (high - low) * (scale == AxisScale::SquareRoot ? share * share : share);
    }
};

/// The part of the picture inside the axes, and how data map onto it.
struct Plot {
    geom::Vec2 low, high; ///< top left and bottom right corner, pixels
    Range x, y;

    [[nodiscard]] double atX(double value) const {
        return low.x() + x.shareOf(value) * (high.x() - low.x());
    }
    [[nodiscard]] double atY(double value) const {
        return high.y() - y.shareOf(value) * (high.y() - low.y());
    }
};

Range rangeOf(const LineChart& chart, int coordinate, const Axis& axis) {
    double low = 1e300;
    double high = -1e300;
    const auto take = [&](double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    };
    for (const Curve& curve : chart.curves) {
        for (const geom::Vec2& p : curve.points)
            if (p.allFinite())
                take(p[coordinate]);
        if (coordinate == 1)
            for (const std::vector<double>* end : {&curve.low, &curve.high})
                for (const double value : *end)
                    if (std::isfinite(value))
                        take(value);
    }
    if (low > high)
        low = high = 0;
    Range range{axis.low.value_or(std::min(low, 0.0)), axis.high.value_or(high), axis.scale};
    if (!axis.high && coordinate == 1)
        range.high += 0.06 * (range.high - range.low);
    if (!(range.high > range.low))
        range.high = range.low + 1;
    return range;
}

Plot plotOf(const LineChart& chart, PixelSize size) {
    const double s = chart.scale;
    const double above = (chart.title.empty() ? 34.0 : 62.0) * s;
    const double below = (chart.note.empty() ? 50.0 : 70.0) * s;
    return {{66 * s, above},
            {std::max(size.width - 24 * s, 67 * s), std::max(size.height - below, above + 1)},
            rangeOf(chart, 0, chart.x),
            rangeOf(chart, 1, chart.y)};
}

/// On a square-root axis even ticks leave the beginning empty: halves of the first one fill it as
/// far as they keep `gap` (share of the axis) to their neighbours. Late ticks that crowd are left
/// out.
void addEarlyTicks(std::vector<Tick>& ticks, const Range& range, double gap) {
    std::vector<Tick> kept;
    for (const Tick& tick : ticks)
        if (kept.empty() || range.shareOf(tick.value) - range.shareOf(kept.back().value) >= gap)
            kept.push_back(tick);
    while (kept.size() > 1) {
        const double half = (kept[0].value + kept[1].value) / 2;
        const double share = range.shareOf(half);
        if (share - range.shareOf(kept[0].value) < gap ||
            range.shareOf(kept[1].value) - share < gap)
            break;
        kept.insert(kept.begin() + 1, {half, text::significant(half)});
    }
    ticks = std::move(kept);
}

/// Ticks of an axis that is `pixels` long, about one every `every` pixels.
std::vector<Tick> ticksOf(const Axis& axis, const Range& range, double pixels, double every) {
    if (axis.step && *axis.step > (range.high - range.low) / 100)
        return ticksEvery(range.low, range.high, *axis.step);
    const int count = std::clamp(static_cast<int>(pixels / every), 2, 9);
    std::vector<Tick> ticks = evenTicks(range.low, range.high, count);
    if (range.scale == AxisScale::SquareRoot)
        addEarlyTicks(ticks, range, 0.8 * every / pixels);
    return ticks;
}

void addXAxis(Overlay& overlay, const LineChart& chart, const Plot& plot) {
    const double s = chart.scale;
    const Theme& theme = chart.theme;
    for (const Tick& tick : ticksOf(chart.x, plot.x, plot.high.x() - plot.low.x(), 80 * s)) {
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
    const Theme& theme = chart.theme;
    for (const Tick& tick : ticksOf(chart.y, plot.y, plot.high.y() - plot.low.y(), 44 * s)) {
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

/// One opaque piece per segment: a whole band is not convex, and see-through pieces would show
/// their seams.
void addBand(Overlay& overlay, const LineChart& chart, const Plot& plot, std::size_t k) {
    const Curve& curve = chart.curves[k];
    const std::size_t count = curve.points.size();
    if (curve.low.size() != count || curve.high.size() != count)
        return;
    const Colour tint = mixed(chart.theme.surface, curveColour(chart.theme, k), 0.2);
    constexpr double kOverlap = 0.5;
    for (std::size_t i = 1; i < count; ++i) {
        const double left = plot.atX(curve.points[i - 1].x()) - kOverlap;
        const double right = plot.atX(curve.points[i].x()) + kOverlap;
        Polyline piece{{{left, plot.atY(curve.low[i - 1])},
                        {right, plot.atY(curve.low[i])},
                        {right, plot.atY(curve.high[i])},
                        {left, plot.atY(curve.high[i - 1])}},
                       {0, 0, 0, 0},
                       0,
                       true,
                       tint};
        if (std::all_of(piece.points.begin(), piece.points.end(),
                        [](const geom::Vec2& p) { return p.allFinite(); }))
            overlay.add(std::move(piece));
    }
}

void addCurves(Overlay& overlay, const LineChart& chart, const Plot& plot) {
    for (std::size_t k = 0; k < chart.curves.size(); ++k)
        addBand(overlay, chart, plot, k);
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
        if (curve.name.empty())
            continue;
        const double width = roomyWidth(curve.name, 12.5 * s) + 44 * s;
        row += width;
        widest = std::max(widest, width);
    }
    const double free = plot.high.x() - 16 * s - roomyWidth(chart.y.title, 12.5 * s) - 20 * s;
    geom::Vec2 at(plot.high.x() - (row <= free ? row : widest),
                  row <= free ? plot.low.y() - 18 * s : plot.low.y() + 16 * s);
    for (std::size_t k = 0; k < chart.curves.size(); ++k) {
        if (chart.curves[k].name.empty())
            continue;
        addName(overlay, chart, k, at);
        if (row <= free)
            at.x() += roomyWidth(chart.curves[k].name, 12.5 * s) + 44 * s;
        else
            at.y() += 22 * s;
    }
}

} // namespace

Colour curveColour(const Theme& theme, std::size_t i) {
    constexpr std::array<std::uint32_t, 6> kLight = {0x0A736E, 0xB45309, 0x5B4BB4,
                                                     0xA61E5A, 0x1D5FAF, 0x5C6670};
    constexpr std::array<std::uint32_t, 6> kDark = {0x2FB8AD, 0xF0B35A, 0xA99CF5,
                                                    0xF58AB5, 0x7DB7F5, 0xA3B0BD};
    return colourOf((theme.dark ? kDark : kLight)[i % kLight.size()]);
}

Overlay chartShapes(const LineChart& chart, PixelSize size) {
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

std::optional<double> chartXAt(const LineChart& chart, PixelSize size, double pixelX) {
    const Plot plot = plotOf(chart, size);
    const double share = (pixelX - plot.low.x()) / (plot.high.x() - plot.low.x());
    if (!(share >= 0 && share <= 1))
        return std::nullopt;
    return plot.x.valueAt(share);
}

std::optional<double> curveAt(const Curve& curve, double x) {
    for (std::size_t i = 1; i < curve.points.size(); ++i) {
        const geom::Vec2& a = curve.points[i - 1];
        const geom::Vec2& b = curve.points[i];
        if (!(x >= a.x() && x <= b.x()))
            continue;
        return b.x() > a.x() ? std::lerp(a.y(), b.y(), (x - a.x()) / (b.x() - a.x())) : b.y();
    }
    return std::nullopt;
}

} // namespace meso::view
