#include "report/chart.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace meso::report {
namespace {

constexpr view::PixelSize kSize{600, 300};

TEST(DrawChart, PaintsItsCurveOnTheThemesSurface) {
    const Fonts fonts(std::filesystem::path(MESO_BINARY_DIR) / "share" / "mesomap" / "fonts");
    view::LineChart chart;
    EXPECT_EQ(drawChart(chart, kSize, fonts).size, kSize) << "nothing to show is still a chart";
    chart.curves = {{"flat", {{0, 1}, {1, 1}}}};
    const view::Picture picture = drawChart(chart, kSize, fonts);
    EXPECT_EQ(view::pixelAt(picture, 2, 2), chart.theme.surface);
    int painted = 0;
    for (int y = 0; y < kSize.height; ++y)
        painted += view::pixelAt(picture, 300, y) == view::curveColour(chart.theme, 0) ? 1 : 0;
    EXPECT_GT(painted, 0);
}

} // namespace
} // namespace meso::report
