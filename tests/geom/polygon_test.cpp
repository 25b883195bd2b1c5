#include "geom/polygon.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/random.h"

namespace meso::geom {
namespace {

double areaOf(const Loops& loops) {
    double area = 0;
    for (const Polygon& loop : loops)
        area += signedArea(loop);
    return area;
}

Polygon square(double x, double y, double half) {
    return {{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}};
}

/// A star-shaped outline of its own for every draw of the dice.
Polygon star(Random& dice) {
    Polygon out;
    const int corners = 3 + static_cast<int>(dice.below(40));
    const Vec2 middle(dice.uniform() * 0.4, dice.uniform() * 0.4);
    for (int i = 0; i < corners; ++i) {
        const double phi = 2 * std::numbers::pi * i / corners;
        const double radius = 0.1 + 0.3 * dice.uniform();
        out.push_back(middle + radius * Vec2(std::cos(phi), std::sin(phi)));
    }
    return out;
}

void expectClean(const Loops& loops) {
    for (const Polygon& loop : loops) {
        EXPECT_GE(loop.size(), 3u);
        EXPECT_EQ(crossingEdge(loop), -1);
    }
}

TEST(Polygon, CrossedSquaresHaveTheAreasOfTheBook) {
    const Loops a = {square(0, 0, 0.5)};
    const Loops b = {square(0.5, 0.5, 0.5)};
    EXPECT_NEAR(areaOf(combine(a, b, SetOperation::Union)), 1.75, 1e-9);
    EXPECT_NEAR(areaOf(combine(a, b, SetOperation::Subtract)), 0.75, 1e-9);
    const Loops both = combine(a, b, SetOperation::Intersect);
    EXPECT_NEAR(areaOf(both), 0.25, 1e-9);
    ASSERT_EQ(both.size(), 1u);
    EXPECT_EQ(both[0].size(), 4u);
}

TEST(Polygon, SharedEdgesMeltAndStraightRunsLoseTheirPoints) {
    const Loops a = {square(0, 0, 0.5)};
    const Loops joined = combine(a, {square(1, 0, 0.5)}, SetOperation::Union);
    ASSERT_EQ(joined.size(), 1u);
    EXPECT_EQ(joined[0].size(), 4u);
    EXPECT_NEAR(areaOf(joined), 2, 1e-9);
    EXPECT_TRUE(combine(a, {square(1, 0, 0.5)}, SetOperation::Intersect).empty());
    EXPECT_TRUE(combine(a, a, SetOperation::Subtract).empty());
    EXPECT_NEAR(areaOf(combine(a, a, SetOperation::Union)), 1, 1e-9);
    EXPECT_NEAR(areaOf(combine(a, {square(0.3, 0, 0.2)}, SetOperation::Subtract)), 0.84, 1e-9);
}

TEST(Polygon, PiecesThatTouchInAPointStayApart) {
    const Loops out = combine({square(0, 0, 0.5)}, {square(1, 1, 0.5)}, SetOperation::Union);
    EXPECT_EQ(out.size(), 2u);
    expectClean(out);
}

TEST(Polygon, AHoleIsALoopOfItsOwnAndIsCutOpenOnDemand) {
    const Loops ring = combine({square(0, 0, 0.5)}, {square(0, 0.1, 0.2)}, SetOperation::Subtract);
    ASSERT_EQ(ring.size(), 2u);
    EXPECT_LT(signedArea(ring[0]) * signedArea(ring[1]), 0);
    EXPECT_FALSE(contains(ring, {0, 0.1}));
    EXPECT_TRUE(contains(ring, {0.3, 0.1}));
    const auto pieces = withoutHoles(ring);
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_NEAR(areaOf(pieces), 0.84, 1e-9);
    for (const Polygon& piece : pieces)
        EXPECT_GT(signedArea(piece), 0);
    expectClean(pieces);
}

TEST(Polygon, AreasAddUpForAnyTwoOutlines) {
    Random dice(7);
    for (int round = 0; round < 300; ++round) {
        const Loops a = {star(dice)};
        const Loops b = {star(dice)};
        const Loops all = combine(a, b, SetOperation::Union);
        const Loops both = combine(a, b, SetOperation::Intersect);
        const Loops rest = combine(a, b, SetOperation::Subtract);
        expectClean(all);
        expectClean(both);
        expectClean(rest);
        EXPECT_NEAR(areaOf(all) + areaOf(both), areaOf(a) + areaOf(b), 2e-5) << round;
        EXPECT_NEAR(areaOf(rest) + areaOf(both), areaOf(a), 2e-5) << round;
        // Edges that run along each other once more.
        EXPECT_NEAR(areaOf(combine(rest, both, SetOperation::Union)), areaOf(a), 2e-5) << round;
        for (int probe = 0; probe < 20; ++probe) {
            const Vec2 p(dice.uniform() - 0.3, dice.uniform() - 0.3);
            EXPECT_EQ(contains(all, p), contains(a, p) || contains(b, p)) << round;
            EXPECT_EQ(contains(rest, p), contains(a, p) && !contains(b, p)) << round;
        }
    }
}

TEST(Polygon, ACrossingIsFound) {
    EXPECT_EQ(crossingEdge(square(0, 0, 1)), -1);
    EXPECT_GE(crossingEdge({{0, 0}, {1, 1}, {1, 0}, {0, 1}}), 0);
}

} // namespace
} // namespace meso::geom
