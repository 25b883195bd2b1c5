#include "sim/kernel/site_nodes.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/sphere_mesh.h"

namespace meso::sim {
namespace {

/// A flat sheet lifted to z = height(x, y).
geom::MeshPtr lifted(double (*height)(double x, double y)) {
    verify::PlainSurface sheet = test::sheet(1.5, 20, 0.2, 4);
    for (geom::Vec3& p : sheet.vertices)
        p.z() = height(p.x(), p.y());
    return sheet.mesh();
}

double curvatureOf(const geom::MeshPtr& mesh, const geom::Vec3& place) {
    return curvatureAt(*mesh, geom::PointBins(mesh->vertices(), Mm(4)), place);
}

TEST(SiteNodes, CurvatureOfABallIsOneOverItsRadius) {
    for (const double radius : {45.0, 85.0, 120.0})
        for (const double edge : {1.0, 3.0}) {
            const geom::MeshPtr mesh = test::cap(radius, edge, 25).mesh();
            for (const geom::Vec3& direction :
                 {geom::Vec3(0, 0, 1), geom::Vec3(0.1, 0.05, 1), geom::Vec3(-0.04, 0.11, 1)})
                EXPECT_NEAR(curvatureOf(mesh, radius * direction.normalized()) * radius, 1,
                            radius < 60 ? 0.015 : 0.01)
                    << radius << " mm, edges of " << edge;
        }
}

TEST(SiteNodes, CurvatureOfOtherShapesIsTheMeanOfBothWays) {
    EXPECT_NEAR(curvatureOf(lifted([](double, double) { return 3.0; }), {0, 0, 3}), 0, 1e-9);
    const auto saddle = lifted([](double x, double y) { return (x * x - y * y) / 170; });
    EXPECT_NEAR(curvatureOf(saddle, {0, 0, 0}), 0, 1e-5);
    const auto gutter = lifted([](double x, double) { return -x * x / 170; });
    EXPECT_NEAR(curvatureOf(gutter, {0, 0, 0}) * 2 * 85, 1, 0.02);
    const auto hollow = lifted([](double x, double y) { return (x * x + y * y) / 170; });
    EXPECT_NEAR(curvatureOf(hollow, {0, 0, 0}) * 85, -1, 0.02);
}

TEST(SiteNodes, CurvatureIsNoneWhereFewVerticesAreNear) {
    const geom::MeshPtr coarse = test::cap(90, 9, 40).mesh();
    EXPECT_EQ(curvatureOf(coarse, {0, 0, 90}), 0);
    EXPECT_EQ(curvatureOf(test::cap(90, 2, 20).mesh(), {0, 0, 200}), 0);
}

/// Where a mixture lies on the scale of nodes; its weights add up to 1.
double placeOf(const std::vector<NodeShare>& nodes) {
    double sum = 0, place = 0;
    for (const NodeShare& node : nodes) {
        EXPECT_NE(node.weight, 0);
        sum += node.weight;
        place += node.weight * node.node;
    }
    EXPECT_NEAR(sum, 1, 1e-15);
    EXPECT_LE(nodes.size(), 2U);
    EXPECT_NEAR(place * 16, std::round(place * 16), 1e-9) << "neighbours share tables";
    return place;
}

TEST(SiteNodes, AThicknessLiesBetweenItsNodes) {
    for (const int node : {-20, -1, 0, 3, 25}) {
        const auto nodes = thicknessNodes(std::pow(kThicknessNode, node));
        ASSERT_EQ(nodes.size(), 1U) << "on a node";
        EXPECT_EQ(nodes[0].node, node);
    }
    for (double factor = 0.3; factor < 3; factor *= 1.0037) {
        const auto nodes = thicknessNodes(factor);
        const double place = placeOf(nodes);
        EXPECT_NEAR(place, std::log(factor) / std::log(kThicknessNode), 1.0 / 32 + 1e-9) << factor;
        for (const NodeShare& node : nodes)
            EXPECT_GT(node.weight, 0) << "nothing below zero can come of it";
    }
}

TEST(SiteNodes, ACurvatureLiesBetweenItsNodesAndWithinItsBounds) {
    const double most = 1.0 / 45;
    for (double curvature = 0; curvature < most; curvature += 0.00037)
        EXPECT_NEAR(placeOf(curvatureNodes(curvature, most)), curvature / kCurvatureNode_per_mm,
                    1.0 / 32 + 1e-9);
    EXPECT_EQ(placeOf(curvatureNodes(-0.02, most)), 0) << "hollows are flat";
    EXPECT_EQ(placeOf(curvatureNodes(0.5, most)), std::round(most / kCurvatureNode_per_mm));
    // No node is more bent than allowed, wherever the bound lies.
    for (const double bound : {0.0222, 0.0167, 0.01, 0.004})
        for (const NodeShare& node : curvatureNodes(0.5, bound))
            EXPECT_LE(node.node * kCurvatureNode_per_mm, bound);
}

} // namespace
} // namespace meso::sim
