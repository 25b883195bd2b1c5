#include "anatomy/head_fit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

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
        EXPECT_LT(fit(asked).worstError(), 0.002) << nameOf(static_cast<HeadMeasure>(i));
    }
}

/// How people drawn at random are reached on the display surface.
struct Reach {
    int reached = 0;    ///< within 1 % and with the squareness inside its limits
    double worst = 0;   ///< relative error
    int contradict = 0; ///< not reached, and the two arcs disagree about the height of the vault
};

/// Whether one arc says a low vault and the other a high one. Their ratio is 0.90 to 1.06 on eight
/// real heads.
bool arcsDisagree(const HeadMeasurements& asked) {
    const auto& wanted = bareTarget(asked).wanted;
    const auto& nasionInion = wanted[static_cast<int>(HeadMeasure::NasionInionArc)];
    const auto& tragus = wanted[static_cast<int>(HeadMeasure::TragusArc)];
    if (!nasionInion || !tragus)
        return false;
    const double ratio = *nasionInion / *tragus;
    return ratio < 0.92 || ratio > 1.15;
}

template <class Draw>
Reach reachOf(int people, Draw draw) {
    Random random(2026);
    Reach reach;
    for (int i = 0; i < people; ++i) {
        const HeadMeasurements asked = draw(random, i % 2 == 0 ? test::Sex::Man : test::Sex::Woman);
        if (!checkMeasurements(asked).ok())
            continue;
        const FittedWarp fitted = fit(asked);
        const double error = errorOnDisplay(asked, fitted.warp);
        reach.worst = std::max(reach.worst, error);
        const bool isReached = error <= 0.01 && !fitted.isAtLimit();
        reach.reached += isReached ? 1 : 0;
        reach.contradict += !isReached && arcsDisagree(asked) ? 1 : 0;
    }
    std::printf("%d of %d within 1 %% (%.1f %%), %d not reached because their arcs disagree; worst "
                "%.2f %%\n",
                reach.reached, people, 100.0 * reach.reached / people, reach.contradict,
                100 * reach.worst);
    return reach;
}

TEST(HeadFit, ReachesNinetyFiveOfAHundredPeopleWithinOnePercent) {
    EXPECT_GE(reachOf(150, test::randomPerson).reached, 143);
}

TEST(HeadFit, ReachesNinetyFiveOfAHundredPeopleWithBothArcsWithinOnePercent) {
    const Reach reach = reachOf(150, test::randomPersonWithArcs);
    EXPECT_GE(reach.reached, 143);
    // Nobody is missed but those whose tapes contradict each other.
    EXPECT_EQ(reach.reached + reach.contradict, 150);
}

} // namespace
} // namespace meso::anatomy
