#include "anatomy/direction_table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace meso::anatomy {
namespace {

using geom::Vec2;
using geom::Vec3;

/// Longitude and latitude on a sphere, with a corner at longitude 0 where it begins to go twice as
/// fast.
Vec3 known(double a, double b) {
    const double longitude = a < 0 ? a : 2 * a;
    return {std::sin(longitude) * std::cos(b), std::cos(longitude) * std::cos(b), std::sin(b)};
}

DirectionTable knownTable(int steps) {
    TableAxis first({{-0.5, 0, steps}, {0, 0.5, steps}});
    TableAxis second({{-0.6, 0.6, 2 * steps}});
    std::vector<Vec3> directions;
    for (const double a : first.nodes())
        for (const double b : second.nodes())
            directions.push_back(known(a, b));
    return {first, second, directions};
}

TEST(TableAxis, ReproducesQuadraticsUpToTheEnds) {
    const TableAxis axis({{1, 2, 4}, {2, 5, 3}});
    EXPECT_EQ(axis.nodes().size(), 8u);
    const auto f = [](double x) { return x < 2 ? 3 + x * x : 9 - x; };
    const auto slope = [](double x) { return x < 2 ? 2 * x : -1; };
    for (double x = 1; x <= 5; x += 0.07) {
        const TableAxis::Stencil s = axis.stencil(x);
        double value = 0;
        double change = 0;
        for (int k = 0; k < 4; ++k) {
            if (s.weight[k] == 0 && s.slope[k] == 0)
                continue;
            value += s.weight[k] * f(axis.nodes()[s.first + k]);
            change += s.slope[k] * f(axis.nodes()[s.first + k]);
        }
        // At x = 2 both pieces meet: 3 + 4 = 9 - 2.
        EXPECT_NEAR(value, f(x), 1e-12) << x;
        EXPECT_NEAR(change, slope(x), 1e-10) << x;
    }
}

TEST(DirectionTable, InterpolatesWithThirdOrder) {
    double worst[2] = {0, 0};
    for (int k = 0; k < 2; ++k) {
        const DirectionTable table = knownTable(k == 0 ? 8 : 16);
        for (double a = -0.5; a <= 0.5; a += 0.013)
            for (double b = -0.6; b <= 0.6; b += 0.017) {
                const Vec3 error = table.at(a, b).direction.normalized() - known(a, b);
                worst[k] = std::max(worst[k], error.norm());
            }
    }
    EXPECT_LT(worst[1], 1e-4);
    EXPECT_GT(worst[0] / worst[1], 6) << "half the step, an eighth of the error";
}

TEST(DirectionTable, SlopesMatchDifferences) {
    const DirectionTable table = knownTable(10);
    constexpr double kSmall = 1e-6;
    Random random(2);
    for (int i = 0; i < 200; ++i) {
        const double a = random.uniform(-0.48, 0.48);
        const double b = random.uniform(-0.58, 0.58);
        const DirectionSample f = table.at(a, b);
        const Vec3 byA =
            (table.at(a + kSmall, b).direction - table.at(a - kSmall, b).direction) / (2 * kSmall);
        const Vec3 byB =
            (table.at(a, b + kSmall).direction - table.at(a, b - kSmall).direction) / (2 * kSmall);
        EXPECT_LT((f.byFirst - byA).norm(), 1e-4);
        EXPECT_LT((f.bySecond - byB).norm(), 1e-4);
    }
}

TEST(DirectionTable, InverseMeetsTheTableEverywhere) {
    const DirectionTable table = knownTable(10);
    for (double a = -0.5; a <= 0.5; a += 0.011)
        for (double b = -0.6; b <= 0.6; b += 0.013) {
            const auto found = table.parametersOf(37 * table.at(a, b).direction);
            ASSERT_TRUE(found) << a << " " << b;
            EXPECT_NEAR(found->x(), a, 1e-8);
            EXPECT_NEAR(found->y(), b, 1e-8);
        }
}

TEST(DirectionTable, FindsNothingFarOutside) {
    const DirectionTable table = knownTable(10);
    EXPECT_FALSE(table.parametersOf({0, -1, 0})) << "the opposite direction is no hit";
    EXPECT_FALSE(table.parametersOf({0, 0, 1}));
    EXPECT_FALSE(table.parametersOf({-1, -0.2, 0}));
    const auto beside = table.parametersOf(known(-0.52, 0.1));
    ASSERT_TRUE(beside) << "half a step outside is told";
    EXPECT_LT(beside->x(), -0.5);
}

TEST(DirectionTable, NamesTheNearestNodeOfEveryCloseRow) {
    const DirectionTable table = knownTable(10);
    const Vec3 target = known(-0.23, 0.31);
    int peaks = 0;
    for (const DirectionTable::Start& start : table.startsNear(target, 0.2)) {
        EXPECT_LT(std::acos(known(start.at.x(), start.at.y()).dot(target)), 0.2);
        for (const double b : table.second().nodes())
            EXPECT_LE(known(start.at.x(), b).dot(target),
                      known(start.at.x(), start.at.y()).dot(target) + 1e-12);
        peaks += start.isPeak ? 1 : 0;
    }
    EXPECT_EQ(peaks, 1);
}

} // namespace
} // namespace meso::anatomy
