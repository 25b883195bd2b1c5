#include "geom/mesh.h"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>

#include "support/shapes.h"

namespace meso::geom {
namespace {

const std::vector<Vec3> kSquare{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}};

TEST(TriMesh, RefusesWhatIsNotASurface) {
    EXPECT_FALSE(TriMesh::make(kSquare, {}).ok());
    EXPECT_FALSE(TriMesh::make(kSquare, {{0, 1, 4}}).ok());
    EXPECT_FALSE(TriMesh::make(kSquare, {{0, 1, -1}}).ok());
    EXPECT_FALSE(TriMesh::make(kSquare, {{0, 1, 1}}).ok());
    auto holed = kSquare;
    holed[2].x() = std::numeric_limits<double>::quiet_NaN();
    const auto bad = TriMesh::make(holed, {{0, 1, 2}});
    ASSERT_FALSE(bad.ok());
    EXPECT_NE(bad.error().message.find("Vertex 2"), std::string::npos);
}

TEST(TriMesh, AreaAndNormalsOfASphere) {
    const MeshPtr sphere = test::latLongSphere(90, 128, 256);
    EXPECT_NEAR(sphere->area().value() / (4 * std::numbers::pi * 90 * 90), 1, 5e-4);
    for (std::size_t i = 0; i < sphere->vertices().size(); ++i)
        EXPECT_GT(sphere->normals()[i].dot(sphere->vertices()[i].normalized()), 0.9999);
}

TEST(Topology, TellsClosedFromOpenAndTorn) {
    const Topology closed = topologyOf(*test::latLongSphere(1, 8, 8));
    EXPECT_EQ(closed.boundaryEdges, 0);
    EXPECT_EQ(closed.nonManifoldEdges, 0);
    EXPECT_EQ(closed.components, 1);
    EXPECT_EQ(closed.eulerCharacteristic, 2);
    const Topology open = topologyOf(**TriMesh::make(kSquare, {{0, 1, 2}, {0, 2, 3}}));
    EXPECT_EQ(open.boundaryEdges, 4);
    EXPECT_EQ(open.eulerCharacteristic, 1);
    const Topology flipped = topologyOf(**TriMesh::make(kSquare, {{0, 1, 2}, {0, 3, 2}}));
    EXPECT_EQ(flipped.nonManifoldEdges, 1);
}

TEST(Quality, OfAnEquilateralTriangle) {
    const MeshQuality q = qualityOf(
        **TriMesh::make({{0, 0, 0}, {2, 0, 0}, {1, std::numbers::sqrt3, 0}}, {{0, 1, 2}}));
    EXPECT_NEAR(q.edgeMean, 2, 1e-12);
    EXPECT_NEAR(q.edgeVariation, 0, 1e-6);
    EXPECT_NEAR(q.smallestAngle, 60, 1e-9);
    EXPECT_NEAR(q.largestAngle, 60, 1e-9);
}

} // namespace
} // namespace meso::geom
