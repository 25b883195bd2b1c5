#include "view/chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "view/theme.h"

namespace meso::view {
namespace {

constexpr PixelSize kChartSize{600, 300};

LineChart rising() {
    LineChart chart;
    chart.title = "Minoxidil";
    chart.x.title = "Time after injection (h)";
    chart.y.title = "Mean concentration (mg/mL)";
    chart.curves = {{"Terminal bulbs", {{0, 0}, {12, 2}, {24, 4}}}};
    return chart;
}

std::vector<Polyline> linesOf(const LineChart& chart, Colour colour) {
    std::vector<Polyline> lines;
    for (const Shape& shape : chartShapes(chart, kChartSize).shapes)
        if (const auto* line = std::get_if<Polyline>(&shape))
            if (line->colour == colour)
                lines.push_back(*line);
    return lines;
}

bool says(const LineChart& chart, const std::string& words) {
    for (const Shape& shape : chartShapes(chart, kChartSize).shapes)
        if (const auto* text = std::get_if<Text>(&shape))
            if (text->words == words)
                return true;
    return false;
}

TEST(LineChart, PutsPointsOnStraightAxes) {
    const LineChart chart = rising();
    const auto lines = linesOf(chart, curveColour(chart.theme, 0));
    ASSERT_EQ(lines.size(), 2U) << "the curve and its sample beside the name";
    const auto& p = lines[0].points;
    ASSERT_EQ(p.size(), 3U);
    EXPECT_NEAR((p[1] - (p[0] + p[2]) / 2).norm(), 0, 1e-9);
    EXPECT_LT(p[0].x(), p[2].x());
    EXPECT_GT(p[0].y(), p[2].y()) << "larger values stand higher";
    for (const geom::Vec2& q : p) {
        EXPECT_GT(q.x(), 0);
        EXPECT_LT(q.x(), kChartSize.width);
        EXPECT_GT(q.y(), 0);
        EXPECT_LT(q.y(), kChartSize.height);
    }
}

TEST(LineChart, WritesTitlesUnitsNamesAndTicks) {
    LineChart chart = rising();
    chart.x.step = 6;
    for (const char* words : {"Minoxidil", "Time after injection (h)", "Mean concentration (mg/mL)",
                              "Terminal bulbs", "6", "18", "24"})
        EXPECT_TRUE(says(chart, words)) << words;
}

TEST(LineChart, ACurveBreaksWhereThereIsNoNumber) {
    LineChart chart = rising();
    chart.curves[0].points.insert(chart.curves[0].points.begin() + 1,
                                  {6, std::numeric_limits<double>::quiet_NaN()});
    EXPECT_EQ(linesOf(chart, curveColour(chart.theme, 0)).size(), 3U);
}

TEST(LineChart, NothingToShowIsStillAChart) {
    LineChart chart;
    EXPECT_FALSE(chartShapes(chart, kChartSize).shapes.empty());
    chart.curves = {{"flat", {{1, 0}, {1, 0}}}};
    for (const Polyline& line : linesOf(chart, curveColour(chart.theme, 0)))
        for (const geom::Vec2& q : line.points)
            EXPECT_TRUE(q.allFinite());
}

TEST(LineChart, CurvesDifferInColourAndCanBeSeen) {
    for (const Theme& theme : {lightTheme(), darkTheme()})
        for (std::size_t i = 0; i < 6; ++i) {
            EXPECT_GE(contrast(curveColour(theme, i), theme.surface), 3);
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_NE(curveColour(theme, i), curveColour(theme, k));
        }
}

TEST(LineChart, ASquareRootAxisGivesTheBeginningRoom) {
    LineChart chart = rising();
    chart.x.scale = AxisScale::SquareRoot;
    chart.x.low = 0;
    chart.x.high = 24;
    const auto p = linesOf(chart, curveColour(chart.theme, 0))[0].points;
    const double share = (p[1].x() - p[0].x()) / (p[2].x() - p[0].x());
    EXPECT_NEAR(share, std::sqrt(0.5), 1e-9);
    EXPECT_TRUE(says(chart, "1.25") || says(chart, "2.5")) << "early ticks are written";
}

TEST(LineChart, TheValueUnderAPixelIsTheOneDrawnThere) {
    for (const AxisScale scale : {AxisScale::Linear, AxisScale::SquareRoot}) {
        LineChart chart = rising();
        chart.x.scale = scale;
        const auto p = linesOf(chart, curveColour(chart.theme, 0))[0].points;
        const auto x = chartXAt(chart, kChartSize, p[1].x());
        ASSERT_TRUE(x);
        EXPECT_NEAR(*x, 12, 1e-9);
        EXPECT_NEAR(*curveAt(chart.curves[0], *x), 2, 1e-9);
        EXPECT_FALSE(chartXAt(chart, kChartSize, p[0].x() - 5));
    }
    EXPECT_FALSE(curveAt(rising().curves[0], 25));
    EXPECT_NEAR(*curveAt(rising().curves[0], 18), 3, 1e-12);
}

TEST(LineChart, ABandReachesFromItsLowToItsHighEnd) {
    LineChart chart = rising();
    chart.curves[0].low = {0, 1, 3};
    chart.curves[0].high = {0, 5, 8};
    const Colour tint = mixed(chart.theme.surface, curveColour(chart.theme, 0), 0.2);
    const auto line = linesOf(chart, curveColour(chart.theme, 0))[0].points;
    int pieces = 0;
    for (const Shape& shape : chartShapes(chart, kChartSize).shapes)
        if (const auto* piece = std::get_if<Polyline>(&shape); piece && piece->fill == tint) {
            ++pieces;
            const geom::Vec2& below = piece->points[1];
            const geom::Vec2& above = piece->points[2];
            const geom::Vec2& middle = line[static_cast<std::size_t>(pieces)];
            EXPECT_GT(below.y(), middle.y());
            EXPECT_LT(above.y(), middle.y());
            EXPECT_GT(above.y(), 0) << "the axis makes room for the band";
        }
    EXPECT_EQ(pieces, 2);
}

} // namespace
} // namespace meso::view
