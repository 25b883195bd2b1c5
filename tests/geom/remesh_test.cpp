#include "geom/remesh.h"

#include <gtest/gtest.h>

#include "geom/march.h"

namespace meso::geom {
namespace {

constexpr double kSphereRadius = 40;

double ball(const Vec3& p) {
    return p.norm() - kSphereRadius;
}

MarchBox boxAroundBall() {
    return {.step = 4, .halfWidth = 60, .low = Vec3(0, -61, -59), .size = Vec3(0, 120, 120)};
}

HalfedgeMesh marchedBall() {
    RawSurface raw = march(ball, boxAroundBall());
    auto mesh = HalfedgeMesh::make(std::move(raw.positions), std::move(raw.triangles));
    EXPECT_TRUE(mesh.ok());
    return std::move(mesh).value();
}

MeshPtr finished(const HalfedgeMesh& mesh) {
    return TriMesh::make(mesh.positions(), mesh.triangles()).value();
}

void expectSphere(const TriMesh& mesh) {
    const Topology topology = topologyOf(mesh);
    EXPECT_EQ(topology.boundaryEdges, 0);
    EXPECT_EQ(topology.nonManifoldEdges, 0);
    EXPECT_EQ(topology.eulerCharacteristic, 2);
}

TEST(March, FindsAClosedBallThatFacesOutward) {
    const HalfedgeMesh mesh = marchedBall();
    const MeshPtr skin = finished(mesh);
    expectSphere(*skin);
    for (std::size_t t = 0; t < skin->triangles().size(); ++t) {
        const int i = static_cast<int>(t);
        EXPECT_GE(skin->doubleAreaNormal(i).dot(skin->corner(i, 0)), 0);
    }
    for (const Vec3& p : skin->vertices())
        EXPECT_NEAR(p.norm(), kSphereRadius, 0.6);
}

TEST(Remesh, ReachesTheTargetEdgeWithEvenTriangles) {
    HalfedgeMesh mesh = marchedBall();
    remesh(mesh, {.edgeLength = [](const Vec3&) { return 3.0; },
                  .project = [](const Vec3& p) { return Vec3(p.normalized() * kSphereRadius); }});
    const MeshPtr skin = finished(mesh);
    expectSphere(*skin);
    const MeshQuality quality = qualityOf(*skin);
    EXPECT_NEAR(quality.edgeMean, 3.0, 0.3);
    EXPECT_LT(quality.edgeVariation, 0.16);
    EXPECT_GT(quality.smallestAngle, 25);
}

TEST(Remesh, DoesNotRunAwayAcrossAJumpOfTheSize) {
    HalfedgeMesh mesh = marchedBall();
    remesh(mesh, {.edgeLength = [](const Vec3& p) { return p.z() > 0 ? 1.0 : 8.0; },
                  .project = [](const Vec3& p) { return Vec3(p.normalized() * kSphereRadius); }});
    const MeshPtr skin = finished(mesh);
    expectSphere(*skin);
    // Half a sphere of edge 1 is about 23 thousand triangles; a run-away gives many times that.
    EXPECT_LT(skin->triangles().size(), 40'000U);
    EXPECT_GT(skin->triangles().size(), 15'000U);
}

TEST(HalfedgeMesh, RefusesAnOpenSurface) {
    EXPECT_FALSE(
        HalfedgeMesh::make({Vec3(0, 0, 0), Vec3(1, 0, 0), Vec3(0, 1, 0)}, {{0, 1, 2}}).ok());
}

TEST(HalfedgeMesh, RefusesToCutATetrahedronShort) {
    auto mesh = HalfedgeMesh::make({Vec3(0, 0, 0), Vec3(1, 0, 0), Vec3(0, 1, 0), Vec3(0, 0, 1)},
                                   {{0, 2, 1}, {0, 1, 3}, {1, 2, 3}, {2, 0, 3}});
    ASSERT_TRUE(mesh.ok());
    HalfedgeMesh solid = std::move(mesh).value();
    EXPECT_FALSE(solid.collapse(0, Vec3(0.5, 0, 0), 10));
    EXPECT_FALSE(solid.flip(0));
    solid.split(0, solid.middle(0));
    solid.compact();
    EXPECT_EQ(solid.triangleCount(), 6);
}

} // namespace
} // namespace meso::geom
