#include "view/scalp_chart.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "support/round_head.h"

namespace meso::view {
namespace {

using geom::Vec3;

Vec3 randomDirection(Random& random, double lowestZ) {
    while (true) {
        const Vec3 d = Vec3(random.normal(), random.normal(), random.normal()).normalized();
        if (d.z() > lowestZ)
            return d;
    }
}

TEST(ScalpChart, DirectionAndPlaceAreInverse) {
    Random random(4);
    for (int i = 0; i < 1000; ++i) {
        const Vec3 d = randomDirection(random, -0.5);
        const geom::Vec2 place = chartFromDirection(7.5 * d);
        EXPECT_LE((place - geom::Vec2(0.5, 0.5)).norm(), 0.5 + 1e-12);
        EXPECT_NEAR((directionFromChart(place) - d).norm(), 0, 1e-12);
    }
    EXPECT_EQ(chartFromDirection(Vec3(0, 0, 1)), geom::Vec2(0.5, 0.5));
    EXPECT_GT(chartFromDirection(Vec3(1, 0, 1)).x(), 0.5) << "u runs to the patient's right";
    EXPECT_GT(chartFromDirection(Vec3(0, 1, 1)).y(), 0.5) << "v runs to the front";
}

TEST(ScalpChart, DistancesFromTheTopAreTrue) {
    const double quarter = (chartFromDirection(Vec3(1, 0, 0)) - geom::Vec2(0.5, 0.5)).norm();
    EXPECT_NEAR(quarter, 0.5 * 90 / kChartReach.value(), 1e-12);
}

/// Weights of the grid's directions by brute force over all triangles.
double directValue(const anatomy::ScalpGrid& grid, const std::vector<float>& field, const Vec3& d) {
    for (const geom::Triangle& t : grid.mesh->triangles()) {
        Eigen::Matrix3d corners;
        for (int k = 0; k < 3; ++k)
            corners.col(k) = grid.directions[t[k]];
        const Vec3 w = corners.fullPivLu().solve(d);
        if (w.minCoeff() >= 0)
            return (w[0] * field[t[0]] + w[1] * field[t[1]] + w[2] * field[t[2]]) / w.sum();
    }
    ADD_FAILURE() << "direction past the grid";
    return 0;
}

TEST(ScalpChart, TexelsHoldTheBarycentricValue) {
    const auto grid = test::roundGrid(9, test::eggRadius);
    std::vector<float> field;
    Random random(5);
    for (std::size_t i = 0; i < grid->directions.size(); ++i)
        field.push_back(static_cast<float>(random.uniform(-1, 1)));
    const ScalpChart chart(*grid, 128);
    const ChartRaster raster = chart.raster(field, -99);
    int compared = 0;
    for (int j = 0; j < 128; j += 3)
        for (int i = 0; i < 128; i += 3) {
            const Vec3 d = directionFromChart({(i + 0.5) / 128, (j + 0.5) / 128});
            if (d.z() < -0.1)
                continue;
            EXPECT_NEAR(raster.values[j * 128 + i], directValue(*grid, field, d), 1e-5);
            ++compared;
        }
    EXPECT_GT(compared, 500);
}

TEST(ScalpChart, SmoothFieldsAreMetBetweenTexels) {
    const auto grid = test::roundGrid(60, test::eggRadius);
    const auto smooth = [](const Vec3& d) { return std::sin(3 * d.x()) + d.y() * d.z(); };
    std::vector<float> field;
    for (const Vec3& d : grid->directions)
        field.push_back(static_cast<float>(smooth(d)));
    const ChartRaster raster = ScalpChart(*grid, 512).raster(field, 0);
    Random random(6);
    for (int i = 0; i < 2000; ++i) {
        const Vec3 d = randomDirection(random, -0.2);
        EXPECT_NEAR(sampleAt(raster, chartFromDirection(d)), smooth(d), 1e-3);
    }
}

TEST(ScalpChart, OutsideOfTheGridIsTold) {
    const auto grid = test::roundGrid(12, test::eggRadius);
    const ChartRaster raster =
        ScalpChart(*grid, 64).raster(std::vector<float>(grid->directions.size(), 5), -1);
    EXPECT_EQ(raster.values[0], -1);
    EXPECT_EQ(sampleAt(raster, {0.5, 0.5}), 5);
    const int right = 63;
    EXPECT_EQ(raster.values[32 * 64 + right], -1);
}

} // namespace
} // namespace meso::view
