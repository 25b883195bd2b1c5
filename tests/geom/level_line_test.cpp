#include "geom/level_line.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "support/shapes.h"

namespace meso::geom {
namespace {

TEST(LevelLine, ParallelsOfASphereAreClosedCircles) {
    const MeshPtr sphere = test::latLongSphere(90, 120, 240);
    std::vector<double> height;
    for (const Vec3& v : sphere->vertices())
        height.push_back(-v.z());
    const auto lines = levelLines(*sphere, height, -60.3);
    ASSERT_TRUE(lines.ok());
    ASSERT_EQ(lines->size(), 1u);
    double length = 0;
    double turned = 0;
    const auto& line = lines->front();
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Vec3& next = line[(i + 1) % line.size()];
        EXPECT_NEAR(line[i].z(), 60.3, 1e-9);
        length += (next - line[i]).norm();
        turned += std::atan2(line[i].cross(next).z(), line[i].head<2>().dot(next.head<2>()));
    }
    EXPECT_NEAR(length, 2 * std::numbers::pi * std::sqrt(90.0 * 90 - 60.3 * 60.3), 0.1);
    EXPECT_NEAR(turned, 2 * std::numbers::pi, 1e-6) << "the cap above lies left of the line";
}

TEST(LevelLine, TwoHillsHaveTwoLinesAndNothingHasNone) {
    const MeshPtr sphere = test::latLongSphere(90, 60, 120);
    std::vector<double> values;
    for (const Vec3& v : sphere->vertices())
        values.push_back(-std::abs(v.x()));
    EXPECT_EQ(levelLines(*sphere, values, -70.1)->size(), 2u);
    EXPECT_TRUE(levelLines(*sphere, values, -100)->empty());
}

TEST(LevelLine, ALineOffAnOpenEdgeIsRefused) {
    const auto square =
        TriMesh::make({{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}}, {{0, 1, 2}, {0, 2, 3}});
    const auto lines = levelLines(**square, {0, 0, 1, 1}, 0.5);
    ASSERT_FALSE(lines.ok());
    EXPECT_NE(lines.error().message.find("off the edge"), std::string::npos);
}

} // namespace
} // namespace meso::geom
