#include "anatomy/outline_edits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "anatomy/outline_growth.h"
#include "base/random.h"
#include "geom/geodesic.h"
#include "support/built_head.h"

namespace meso::anatomy {
namespace {

class OutlineEdits : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        head_ = test::builtPeople({"man P50"}).front().head;
        frame_ = std::make_unique<ScalpFrame>(
            ScalpFrame::make(head_->display, head_->landmarks).value());
    }
    static void TearDownTestSuite() {
        frame_.reset();
        head_.reset();
    }

    static double cm2(const ScalpOutlines& outlines) {
        std::vector<geom::Outline> areas;
        for (const ScalpOutline& outline : outlines)
            areas.push_back(onSkin(outline, *frame_).value());
        const auto region = geom::Region::make(head_->scalp->mesh, head_->scalp->centre, areas, {});
        EXPECT_TRUE(region.ok()) << (region.ok() ? "" : region.error().message);
        return region.ok() ? toCm2(region->area()) : 0;
    }
    static ScalpOutline disc(const char* name, ScalpCoordinate centre, double radius_mm) {
        const auto skin = discOnSkin(name, centre, Mm(radius_mm), *head_, *frame_);
        return inScalpCoordinates(*skin, *frame_).value();
    }
    static ScalpOutlines grownBy(const ScalpOutline& outline, double mm) {
        auto out = grown(outline, Mm(mm), *head_, *frame_);
        EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().message);
        return out.ok() ? *out : ScalpOutlines{};
    }

    inline static HeadPtr head_;
    inline static std::unique_ptr<ScalpFrame> frame_;
    const ScalpOutline square_ = {"left square",
                                  {{0.4, -0.3}, {0.4, 0.1}, {0.6, 0.1}, {0.6, -0.3}}};
};

template <class T>
std::string refusal(const Result<T>& result) {
    return result.ok() ? "(accepted)" : result.error().message;
}

/// A blob of its own for every draw of the dice, as one draws it with the mouse.
ScalpOutline blob(Random& dice) {
    ScalpOutline out{"blob", {}};
    const int corners = 5 + static_cast<int>(dice.below(25));
    const ScalpCoordinate middle{dice.uniform(0.4, 0.6), dice.uniform(-0.3, 0.3)};
    for (int i = 0; i < corners; ++i) {
        const double phi = 2 * std::numbers::pi * i / corners;
        const double radius = dice.uniform(0.08, 0.2);
        out.points.push_back(
            {middle.s + radius * std::cos(phi), middle.t + 2 * radius * std::sin(phi)});
    }
    return out;
}

TEST_F(OutlineEdits, TwiceMirroredIsTheSameToTheBit) {
    Random dice(3);
    for (int round = 0; round < 50; ++round) {
        const ScalpOutline outline = blob(dice);
        EXPECT_EQ(mirrored(mirrored(outline)), outline);
    }
    EXPECT_EQ(mirrored(square_).name, "right square");
    EXPECT_NEAR(cm2({mirrored(square_)}) / cm2({square_}), 1, 0.002);
}

TEST_F(OutlineEdits, AreasAddUpOnTheSkin) {
    Random dice(11);
    double worst = 0;
    int cases = 0;
    for (int round = 0; round < 15; ++round) {
        const ScalpOutlines a = {blob(dice)};
        const ScalpOutlines b = {blob(dice)};
        const auto both = intersected(a, b);
        const auto rest = subtracted(a, b);
        const auto all = united(a, b);
        ASSERT_TRUE(all.ok()) << refusal(all);
        if (!both || !rest)
            continue;
        ++cases;
        const double sum = cm2(a) + cm2(b);
        worst = std::max(worst, std::abs((cm2(*all) + cm2(*both)) / sum - 1));
        worst = std::max(worst, std::abs((cm2(*rest) + cm2(*both)) / cm2(a) - 1));
        for (const ScalpOutlines* result : {&*all, &*both, &*rest})
            for (const ScalpOutline& outline : *result)
                EXPECT_TRUE(checkOutline(outline).ok()) << refusal(checkOutline(outline));
    }
    std::printf("areas of %d pairs add up within %.4f %%\n", cases, 100 * worst);
    EXPECT_GE(cases, 12);
    EXPECT_LT(worst, 0.005);
}

TEST_F(OutlineEdits, AreasThatTouchMeltIntoOneAndKeepTheFirstName) {
    ScalpOutline front{"front", {{0.3, -0.4}, {0.3, 0.4}, {0.4, 0.4}, {0.4, -0.4}}, 2};
    ScalpOutline back{"back", {{0.4, -0.4}, {0.4, 0.4}, {0.5, 0.4}, {0.5, -0.4}}};
    const auto one = united({front}, {back});
    ASSERT_TRUE(one.ok());
    ASSERT_EQ(one->size(), 1u);
    EXPECT_EQ(one->front().name, "front");
    EXPECT_EQ(one->front().density, 2);
    EXPECT_EQ(one->front().points.size(), 4u);
    ScalpOutline far{"far", {{0.6, -0.4}, {0.6, 0.4}, {0.7, 0.4}, {0.7, -0.4}}};
    EXPECT_EQ(united({front}, {far})->at(1).name, "far");
    EXPECT_EQ(*subtracted({front, far}, {back}), (ScalpOutlines{front, far})) << "not touched";
}

TEST_F(OutlineEdits, AHoleIsKeptByTwoPieces) {
    const ScalpOutline spot = disc("spot", {0.5, -0.1}, 10);
    const auto left = subtracted({square_}, {spot});
    ASSERT_TRUE(left.ok()) << refusal(left);
    EXPECT_EQ(left->size(), 2u);
    EXPECT_NEAR(cm2(*left) / (cm2({square_}) - cm2({spot})), 1, 0.005);
    EXPECT_NE(refusal(subtracted({spot}, {square_})).find("Nothing would be left"),
              std::string::npos);
    EXPECT_NE(refusal(intersected({spot}, {disc("other", {0.7, 0.2}, 10)})).find("in common"),
              std::string::npos);
}

TEST_F(OutlineEdits, MadeSymmetricIsSymmetric) {
    const auto both = madeSymmetric({square_});
    ASSERT_TRUE(both.ok());
    ASSERT_EQ(both->size(), 1u) << "it reached over the midline";
    double left = 0;
    double right = 0;
    for (const ScalpCoordinate& p : both->front().points)
        (p.t < 0 ? left : right) += std::abs(p.t);
    EXPECT_NEAR(left, right, 1e-9);
    const ScalpOutline aside = disc("left spot", {0.5, -0.4}, 10);
    EXPECT_EQ(madeSymmetric({aside})->size(), 2u);
}

TEST_F(OutlineEdits, AGrownDiscIsTheLargerDisc) {
    for (const double by : {-10.0, -5.0, 5.0, 15.0, 25.0}) {
        const ScalpOutlines out = grownBy(disc("disc", {0.6, 0.1}, 20), by);
        ASSERT_EQ(out.size(), 1u);
        const double wanted = cm2({disc("disc", {0.6, 0.1}, 20 + by)});
        std::printf("disc of 20 mm grown by %+.0f mm: %.3f cm2 for %.3f, %zu corners\n", by,
                    cm2(out), wanted, out.front().points.size());
        EXPECT_NEAR(cm2(out) / wanted, 1, 0.005) << by;
        const geom::SurfaceIndex& skin = *head_->scalp->index;
        const auto middle = skin.closest(*frame_->positionAt(ScalpCoordinate{0.6, 0.1}));
        for (const ScalpCoordinate& place : out.front().points) {
            const auto at = skin.closest(*frame_->positionAt(place));
            const Mm arc = geom::arcBetween(middle.position, normalAt(skin.mesh(), middle.point),
                                            at.position, normalAt(skin.mesh(), at.point));
            EXPECT_NEAR(arc.value(), 20 + by, 0.25) << by;
        }
    }
}

TEST_F(OutlineEdits, GrownAndShrunkByAsMuchKeepsTheAreaOfSmoothOutlines) {
    for (const double by : {3.0, 8.0, 15.0}) {
        ScalpOutline egg{"egg", {}};
        for (int i = 0; i < 60; ++i) {
            const double phi = 2 * std::numbers::pi * i / 60;
            egg.points.push_back({0.5 + 0.12 * std::cos(phi), 0.35 * std::sin(phi)});
        }
        const ScalpOutlines larger = grownBy(egg, by);
        ASSERT_EQ(larger.size(), 1u);
        EXPECT_GT(cm2(larger), cm2({egg}));
        const ScalpOutlines back = grownBy(larger.front(), -by);
        ASSERT_EQ(back.size(), 1u);
        std::printf("grown and shrunk by %.0f mm: %+.3f %%\n", by,
                    100 * (cm2(back) / cm2({egg}) - 1));
        EXPECT_NEAR(cm2(back) / cm2({egg}), 1, 0.02) << by;
    }
}

TEST_F(OutlineEdits, GrowingSaysWhatItCannotDo) {
    const ScalpOutline spot = disc("spot", {0.5, 0}, 8);
    EXPECT_NE(refusal(grown(spot, Mm(-9), *head_, *frame_)).find("nothing would be left"),
              std::string::npos);
    EXPECT_NE(refusal(grown(spot, Mm(26), *head_, *frame_)).find("at most"), std::string::npos);
    EXPECT_NE(refusal(grown(spot, Mm(NAN), *head_, *frame_)).find("at most"), std::string::npos);
    const ScalpOutline low{"low", {{0.4, 0.6}, {0.4, 0.95}, {0.6, 0.95}, {0.6, 0.6}}};
    const ScalpOutlines stopped = grownBy(low, 25);
    EXPECT_GT(cm2(stopped), cm2({low}) + 10) << "it stops at the edge of the scalp";
    for (const ScalpOutline& outline : stopped)
        EXPECT_TRUE(checkOutline(outline).ok()) << refusal(checkOutline(outline));
    const ScalpOutline recess{"recess", {{0.22, 0.1}, {0.29, 0.66}, {0.34, 0.48}}};
    EXPECT_GT(cm2(grownBy(recess, 20)), cm2({recess}) + 20);
    // A dumb-bell falls apart at its waist.
    const auto bell = united({disc("ends", {0.4, 0}, 20), disc("ends", {0.65, 0}, 20)},
                             {{"bar", {{0.4, -0.03}, {0.4, 0.03}, {0.65, 0.03}, {0.65, -0.03}}}});
    ASSERT_TRUE(bell.ok());
    ASSERT_EQ(bell->size(), 1u);
    const ScalpOutlines apart = grownBy(bell->front(), -8);
    ASSERT_EQ(apart.size(), 2u);
    EXPECT_EQ(apart[1].name, "ends 2");
}

TEST_F(OutlineEdits, HandlesMoveComeAndGo) {
    const auto moved = withCornerMoved(square_, 2, {0.65, 0.2});
    ASSERT_TRUE(moved.ok());
    EXPECT_EQ(moved->points[2], (ScalpCoordinate{0.65, 0.2}));
    EXPECT_EQ(*withCornerMoved(*moved, 2, square_.points[2]), square_);
    EXPECT_NE(refusal(withCornerMoved(square_, 0, {0.5, 0.3})).find("cross itself"),
              std::string::npos);
    EXPECT_NE(refusal(withCornerMoved(square_, 0, {0.05, 0})).find("leaves the scalp"),
              std::string::npos);
    EXPECT_NE(refusal(withCornerMoved(square_, 0, {0.5, NAN})).find("leaves the scalp"),
              std::string::npos);
    EXPECT_NE(refusal(withCornerMoved(square_, 4, {0.5, 0})).find("no corner 5"),
              std::string::npos);
    const auto added = withCornerAdded(square_, {0.5, 0.15});
    ASSERT_TRUE(added.ok());
    EXPECT_EQ(added->points[2], (ScalpCoordinate{0.5, 0.15})) << "in the right edge";
    EXPECT_EQ(*withoutCorner(*added, 2), square_);
    const auto triangle = withoutCorner(square_, 3);
    ASSERT_TRUE(triangle.ok());
    EXPECT_NE(refusal(withoutCorner(*triangle, 0)).find("at least three"), std::string::npos);
}

TEST_F(OutlineEdits, FewHandlesKeepTheArea) {
    const ScalpOutline whole = disc("crown disc", {0.68, 0}, 30);
    const auto few = withHandles(whole, 24, Mm(0.3), *frame_);
    ASSERT_TRUE(few.ok());
    EXPECT_LE(few->points.size(), 24u);
    EXPECT_GE(few->points.size(), 12u);
    EXPECT_NEAR(cm2({*few}) / cm2({whole}), 1, 0.03);
    EXPECT_EQ(withHandles(square_, 24, Mm(0.3), *frame_)->points, square_.points);
    EXPECT_EQ(withHandles(whole, 3, Mm(0.3), *frame_)->points.size(), 3u);
}

TEST_F(OutlineEdits, TheHairBearingScalpKeepsAGrownAreaOffTheForehead) {
    const Hairline hairline{0.21, 0.62, 0.29, 0.8, 0.33, 0.46, ""};
    const ScalpOutline scalp = hairBearingScalp(hairline);
    ASSERT_TRUE(checkOutline(scalp).ok()) << refusal(checkOutline(scalp));
    const ScalpOutlines wide = grownBy(disc("front", {0.3, 0}, 20), 20);
    const auto kept = intersected(wide, {scalp});
    ASSERT_TRUE(kept.ok());
    for (const ScalpOutline& outline : *kept)
        for (const ScalpCoordinate& p : outline.points)
            EXPECT_GE(p.s, hairline.at(p.t) - 1e-3);
    EXPECT_LT(cm2(*kept), cm2(wide) - 1);
}

} // namespace
} // namespace meso::anatomy
