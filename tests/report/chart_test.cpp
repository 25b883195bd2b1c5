#include "report/chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "view/theme.h"

namespace meso::report {
namespace {

const std::filesystem::path kFontFolder =
    std::filesystem::path(MESO_BINARY_DIR) / "share" / "mesomap" / "fonts";
constexpr view::PixelSize kSize{600, 300};

LineChart rising() {
    LineChart chart;
    chart.title = "Minoxidil";
    chart.x.title = "Time after injection (h)";
    chart.y.title = "Mean concentration (mg/mL)";
    chart.curves = {{"Terminal bulbs", {{0, 0}, {12, 2}, {24, 4}}}};
    return chart;
}

std::vector<view::Polyline> linesOf(const LineChart& chart, view::Colour colour) {
    std::vector<view::Polyline> lines;
    for (const view::Shape& shape : chartShapes(chart, kSize).shapes)
        if (const auto* line = std::get_if<view::Polyline>(&shape))
            if (line->colour == colour)
                lines.push_back(*line);
    return lines;
}

bool says(const LineChart& chart, const std::string& words) {
    for (const view::Shape& shape : chartShapes(chart, kSize).shapes)
        if (const auto* text = std::get_if<view::Text>(&shape))
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
        EXPECT_LT(q.x(), kSize.width);
        EXPECT_GT(q.y(), 0);
        EXPECT_LT(q.y(), kSize.height);
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
    const view::Picture picture = drawChart(chart, kSize, Fonts(kFontFolder));
    EXPECT_EQ(picture.size, kSize);
    chart.curves = {{"flat", {{1, 0}, {1, 0}}}};
    for (const view::Polyline& line : linesOf(chart, curveColour(chart.theme, 0)))
        for (const geom::Vec2& q : line.points)
            EXPECT_TRUE(q.allFinite());
}

TEST(LineChart, CurvesDifferInColourAndCanBeSeen) {
    for (const view::Theme& theme : {view::lightTheme(), view::darkTheme()})
        for (std::size_t i = 0; i < 6; ++i) {
            EXPECT_GE(view::contrast(curveColour(theme, i), theme.surface), 3);
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_NE(curveColour(theme, i), curveColour(theme, k));
        }
}

} // namespace
} // namespace meso::report
