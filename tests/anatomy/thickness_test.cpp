#include "anatomy/thickness.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "anatomy/scalp_coordinate.h"
#include "anatomy/scalp_frame.h"
#include "support/model_heads.h"

namespace meso::anatomy {
namespace {

ScalpFrame modelFrame() {
    const test::ModelHead head;
    return ScalpFrame::make(head.mesh(40), head.landmarks()).value();
}

ThicknessRegions frontAndBack() {
    return {{{"front", "Front", 0, 0.45, 0, 1, 0.85, "test"},
             {"back", "Back", 0.45, 1, 0, 1, 1.1, "test"}},
            Mm(15)};
}

TEST(Thickness, IsThatOfTheRegionInsideItAndEqualOnBothSides) {
    const ScalpFrame frame = modelFrame();
    const ThicknessMap map(frame, frontAndBack());
    EXPECT_NEAR(map.at(*frame.positionAt(ScalpCoordinate{0.2, 0})), 0.85, 0.002);
    EXPECT_NEAR(map.at(*frame.positionAt(ScalpCoordinate{0.75, 0})), 1.1, 0.002);
    for (const double t : {0.2, 0.5, 0.8}) {
        const double left = map.at(*frame.positionAt(ScalpCoordinate{0.4, -t}));
        const double right = map.at(*frame.positionAt(ScalpCoordinate{0.4, t}));
        EXPECT_NEAR(left, right, 0.002) << t;
    }
}

// Walking back over the border the factor rises steadily, by no more than a Gaussian border allows.
TEST(Thickness, PassesSmoothlyFromRegionToRegion) {
    const ScalpFrame frame = modelFrame();
    const ThicknessMap map(frame, frontAndBack());
    geom::Vec3 before = *frame.positionAt(ScalpCoordinate{0.2, 0.1});
    double last = map.at(before);
    for (double s = 0.205; s < 0.8; s += 0.005) {
        const geom::Vec3 here = *frame.positionAt(ScalpCoordinate{s, 0.1});
        const double factor = map.at(here);
        EXPECT_GE(factor, last - 1e-3) << s;
        const double steepest_per_mm = 0.25 / (15 * std::sqrt(2 * 3.14159265));
        EXPECT_LE(factor - last, 1.6 * steepest_per_mm * (here - before).norm() + 1e-6) << s;
        before = here, last = factor;
    }
}

TEST(Thickness, ExistsEverywhereAndStaysBetweenItsRegions) {
    const test::ModelHead head;
    const auto mesh = head.mesh(40);
    const ScalpFrame frame = modelFrame();
    const auto factors = ThicknessMap(frame, frontAndBack())
                             .factorsAt({mesh->vertices().data(), mesh->vertices().size()});
    ASSERT_EQ(factors.size(), mesh->vertices().size());
    EXPECT_GE(*std::min_element(factors.begin(), factors.end()), 0.85F - 1e-5F);
    EXPECT_LE(*std::max_element(factors.begin(), factors.end()), 1.1F + 1e-5F);
    EXPECT_EQ(ThicknessMap(frame, {}).at(geom::Vec3(0, 0, 150)), 1);
}

} // namespace
} // namespace meso::anatomy
