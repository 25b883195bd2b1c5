#include "app/spread/area_history.h"

#include <gtest/gtest.h>

#include "app/spread/simulation_study.h"
#include "support/shapes.h"

namespace meso::app {
namespace {

/// Three places of 1, 2 and 1 mm2 that hold 0, 4, 8, then 2, 2, 2 mg/mL. Below a needle beside
/// them there are 9 at first.
AreaHistory history() {
    AreaHistory out;
    out.times = {Seconds(0), Seconds(60)};
    out.vertices = {0, 1, 2};
    out.weights_mm2 = {1, 2, 1};
    out.mgPerMl = {{0, 4, 8}, {2, 2, 2}};
    out.highest = {MgPerMl(9), MgPerMl(2)};
    return out;
}

TEST(AreaHistory, CountsWhatIsAtOrAboveTheThresholdByArea) {
    const auto curve = coverageOf(history(), MgPerMl(4));
    ASSERT_EQ(curve.size(), 2U);
    EXPECT_DOUBLE_EQ(curve[0].now, 0.75);
    EXPECT_DOUBLE_EQ(curve[1].now, 0);
    EXPECT_DOUBLE_EQ(curve[1].ever, 0.75);
    EXPECT_DOUBLE_EQ(coverageOf(history(), MgPerMl(2))[1].ever, 1);
}

TEST(AreaHistory, WeighsItsMeanByArea) {
    const DepthCurve curve = curveOf(history());
    EXPECT_DOUBLE_EQ(curve.mean[0].value(), 4);
    EXPECT_DOUBLE_EQ(curve.highest[0].value(), 9) << "below a needle, not at a vertex";
    EXPECT_DOUBLE_EQ(curve.mean[1].value(), 2);
}

TEST(AreaHistory, OfNoAreaIsNotCovered) {
    AreaHistory none;
    none.times = {Seconds(0)};
    none.mgPerMl = {{}};
    none.highest = {MgPerMl(0)};
    EXPECT_DOUBLE_EQ(coverageOf(none, MgPerMl(1))[0].now, 0);
    EXPECT_DOUBLE_EQ(curveOf(none).mean[0].value(), 0);
}

TEST(AreaHistory, FindsTheWorstSpotsApartFromEachOther) {
    const geom::MeshPtr sphere = test::latLongSphere(100, 12, 24);
    const auto first = worstSpots(history(), *sphere, 5, Mm(1), Seconds(0));
    ASSERT_EQ(first.size(), 3U);
    EXPECT_EQ(first[0].vertex, 0);
    EXPECT_DOUBLE_EQ(first[0].highest.value(), 0);
    EXPECT_DOUBLE_EQ(first[2].highest.value(), 8);
    EXPECT_DOUBLE_EQ(worstSpots(history(), *sphere, 1, Mm(1), Seconds(60))[0].highest.value(), 2);
    EXPECT_EQ(worstSpots(history(), *sphere, 5, Mm(1000), Seconds(60)).size(), 1U);
}

} // namespace
} // namespace meso::app
