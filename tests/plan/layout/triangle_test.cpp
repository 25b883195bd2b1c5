#include "plan/layout/triangle.h"

#include <gtest/gtest.h>

#include <cmath>

namespace meso::plan {
namespace {

TEST(TriangleCorners, LockingTwoGivesTheThird) {
    const Triangle start{fromCm2(112), 40, Mm(10)};
    const auto area = solved(start, TriangleCorner::Area);
    ASSERT_TRUE(area.ok());
    EXPECT_NEAR(toCm2(area->area), 34.64, 0.01);
    const auto spacing = solved(start, TriangleCorner::Spacing);
    ASSERT_TRUE(spacing.ok());
    EXPECT_NEAR(spacing->spacing.value(), 18, 0.02);
    const auto count = solved(start, TriangleCorner::Count);
    ASSERT_TRUE(count.ok());
    EXPECT_EQ(count->count, 129);
    // There and back again.
    EXPECT_EQ(solved(*spacing, TriangleCorner::Count)->count, 40);
    EXPECT_NEAR(toCm2(solved(*spacing, TriangleCorner::Area)->area), 112, 1e-9);
}

TEST(TriangleCorners, SaysInPlainWordsWhatItMeans) {
    EXPECT_EQ(triangleSentence(40, Mm(10), fromCm2(112), TriangleCorner::Spacing).value(),
              "40 sites, 10.0 mm → 34.6 cm². Your area is 112.0 cm²: spacing becomes 18.0 mm.");
    EXPECT_EQ(triangleSentence(40, Mm(10), fromCm2(112), TriangleCorner::Count).value(),
              "40 sites, 10.0 mm → 34.6 cm². Your area is 112.0 cm²: it takes 129 sites.");
    EXPECT_EQ(triangleSentence(1, Mm(10), fromCm2(112), TriangleCorner::Area).value(),
              "1 site, 10.0 mm → 0.9 cm².");
}

TEST(TriangleCorners, RefusesWhatIsNoNumberOfAPattern) {
    EXPECT_FALSE(solved({fromCm2(112), 0, Mm(10)}, TriangleCorner::Spacing).ok());
    EXPECT_FALSE(solved({fromCm2(112), 40, Mm(-1)}, TriangleCorner::Area).ok());
    EXPECT_FALSE(solved({fromCm2(112), 40, Mm(std::nan(""))}, TriangleCorner::Count).ok());
    EXPECT_FALSE(solved({Mm2(0), 40, Mm(10)}, TriangleCorner::Count).ok());
    const auto tiny = solved({fromCm2(0.1), 40, Mm(20)}, TriangleCorner::Count);
    ASSERT_FALSE(tiny.ok());
    EXPECT_NE(tiny.error().message.find("not one site fits"), std::string::npos);
    EXPECT_TRUE(solved({Mm2(std::nan("")), 40, Mm(10)}, TriangleCorner::Area).ok())
        << "the open corner is not read";
}

} // namespace
} // namespace meso::plan
