#include "anatomy/head_fit.h"

#include <gtest/gtest.h>

#include "anatomy/head_measure.h"
#include "support/built_head.h"

namespace meso::anatomy {
namespace {

FittedWarp fit(const HeadMeasurements& asked) {
    const HeadBase& base = test::builtBase();
    return fitWarp(base.coarse.blended(asked.style), base.coarse.triangles,
                   base.blendedLandmarks(asked.style), bareTarget(asked));
}

/// Largest relative error as measured on the display surface.
double errorOnDisplay(const HeadMeasurements& asked, const HeadWarp& warp) {
    const HeadBase& base = test::builtBase();
    std::vector<geom::Vec3> skin = base.display.blended(asked.style);
    for (geom::Vec3& p : skin)
        p = applyWarp(warp, p);
    Landmarks marks = applyWarp(warp, base.blendedLandmarks(asked.style));
    const SkinView view(skin, base.display.triangles);
    marks.vertex = vertexOf(view);
    const auto error = errorsOf(HeadTape(view, marks).all(), bareTarget(asked));
    return std::abs(*std::max_element(
        error.begin(), error.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
}

TEST(HeadFit, LeavesTheHeadAloneWhenNothingIsAsked) {
    const FittedWarp fitted = fit({});
    EXPECT_EQ(fitted.warp, HeadWarp{});
    EXPECT_EQ(fitted.worstError(), 0);
}

TEST(HeadFit, FindsNoReasonToChangeTheNeutralHead) {
    const HeadBase& base = test::builtBase();
    const auto skin = base.coarse.blended(0);
    const HeadTape tape(SkinView(skin, base.coarse.triangles), base.blendedLandmarks(0));
    HeadMeasurements own;
    own.length = tape.length();
    own.breadth = tape.breadth();
    own.circumference = tape.circumference();
    own.nasionInionArc = tape.nasionInionArc();
    own.tragusArc = tape.tragusArc(TragusArc::ThroughCz);
    const FittedWarp fitted = fit(own);
    EXPECT_NEAR(fitted.warp.scaleX, 1, 1e-4);
    EXPECT_NEAR(fitted.warp.squareC, 0, 1e-4);
    EXPECT_LT(fitted.worstError(), 1e-4);
}

TEST(HeadFit, ReachesEachMeasureAlone) {
    for (int i = 0; i < kMeasures; ++i) {
        HeadMeasurements asked;
        std::array<std::optional<Mm>*, kMeasures> field = {&asked.length, &asked.breadth,
                                                           &asked.circumference,
                                                           &asked.nasionInionArc, &asked.tragusArc};
        const std::array<double, kMeasures> value_mm = {210, 140, 600, 340, 370};
        *field[i] = Mm(value_mm[i]);
        EXPECT_LT(fit(asked).worstError(), 0.002) << nameOf(static_cast<Measure>(i));
    }
}

TEST(HeadFit, ReachesNinetyFiveOfAHundredPeopleWithinOnePercent) {
    Random random(2026);
    int reached = 0;
    double worst = 0;
    for (int i = 0; i < 150; ++i) {
        const auto asked =
            test::randomPerson(random, i % 2 == 0 ? test::Sex::Man : test::Sex::Woman);
        if (!checkMeasurements(asked).ok())
            continue;
        const FittedWarp fitted = fit(asked);
        const double error = errorOnDisplay(asked, fitted.warp);
        worst = std::max(worst, error);
        reached += error <= 0.01 && !fitted.isAtLimit() ? 1 : 0;
    }
    RecordProperty("reached", reached);
    RecordProperty("worstPercent", std::to_string(100 * worst));
    std::printf("%d of 150 within 1 %%, worst %.2f %%\n", reached, 100 * worst);
    EXPECT_GE(reached, 143);
}

} // namespace
} // namespace meso::anatomy
