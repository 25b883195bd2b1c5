// The length error of the flat map against its closed form on a sphere: a circle around the pole
// of the azimuthal equidistant map is too long by angle / sin(angle), ways outward are true.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "support/round_head.h"
#include "view/flat_map.h"
#include "view/map_stretch.h"

namespace meso::view {
namespace {

TEST(MapStretch, IsThatOfTheClosedFormOnASphere) {
    const auto grid = test::roundGrid(60, [](const geom::Vec3&) { return 90.0; });
    const FlatLayout layout({600, 600}, 1, Mm(90));
    for (const double degrees : {20.0, 45.0, 70.0, 90.0}) {
        const double angle = degrees * std::numbers::pi / 180;
        const auto stretch = stretchAt(*grid, layout, Degrees(degrees));
        ASSERT_TRUE(stretch) << degrees;
        EXPECT_NEAR(stretch->around, angle / std::sin(angle) - 1, 0.005) << degrees;
        EXPECT_NEAR(stretch->outward, 0, 0.005) << degrees;
    }
    EXPECT_FALSE(stretchAt(*grid, layout, Degrees(140))) << "past the scalp";
}

TEST(MapStretch, TheSentenceNamesBothFigures) {
    const auto grid = test::roundGrid(60, [](const geom::Vec3&) { return 90.0; });
    const std::string words = stretchSentence(*grid, FlatLayout({600, 600}, 1, Mm(90)));
    EXPECT_NE(words.find("11 % longer half-way out"), std::string::npos) << words;
    EXPECT_NE(words.find("49 % longer near the rim"), std::string::npos) << words;
}

} // namespace
} // namespace meso::view
