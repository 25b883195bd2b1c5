#include "geom/surface.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "support/shapes.h"

namespace meso::geom {
namespace {

Vec3 randomDirection(Random& random) {
    return Vec3(random.normal(), random.normal(), random.normal()).normalized();
}

TEST(SurfaceIndex, RayMeetsTheSphereAtItsRadius) {
    const MeshPtr sphere = test::latLongSphere(90, 64, 128);
    const SurfaceIndex index(sphere);
    Random random(1);
    for (int i = 0; i < 500; ++i) {
        const Vec3 d = randomDirection(random);
        const auto hit = index.lastHit(Vec3::Zero(), d);
        ASSERT_TRUE(hit);
        EXPECT_NEAR(hit->distance, 90, 0.15);
        EXPECT_NEAR((positionOf(*sphere, hit->point) - d * hit->distance).norm(), 0, 1e-9);
    }
}

TEST(SurfaceIndex, AgreesWithBruteForce) {
    const MeshPtr sphere = test::latLongSphere(10, 12, 18);
    const SurfaceIndex index(sphere);
    Random random(2);
    for (int i = 0; i < 200; ++i) {
        const Vec3 p = randomDirection(random) * random.uniform(0, 25);
        const Vec3 d = randomDirection(random);
        double nearest = 1e9;
        double first = 1e9;
        double last = -1;
        for (int t = 0; t < static_cast<int>(sphere->triangles().size()); ++t) {
            const MeshPtr one = *TriMesh::make(
                {sphere->corner(t, 0), sphere->corner(t, 1), sphere->corner(t, 2)}, {{0, 1, 2}});
            const SurfaceIndex single(one);
            nearest = std::min(nearest, single.closest(p).distance);
            if (const auto hit = single.firstHit(p, d)) {
                first = std::min(first, hit->distance);
                last = std::max(last, hit->distance);
            }
        }
        EXPECT_NEAR(index.closest(p).distance, nearest, 1e-12);
        EXPECT_EQ(index.firstHit(p, d).has_value(), last >= 0);
        if (last >= 0) {
            EXPECT_NEAR(index.firstHit(p, d)->distance, first, 1e-9);
            EXPECT_NEAR(index.lastHit(p, d)->distance, last, 1e-9);
        }
    }
}

TEST(SurfaceIndex, AxisParallelRaysThroughVerticesAndEdgesHit) {
    const MeshPtr sphere = test::latLongSphere(10, 8, 8);
    const SurfaceIndex index(sphere);
    for (const Vec3& d :
         {Vec3(1, 0, 0), Vec3(-1, 0, 0), Vec3(0, 1, 0), Vec3(0, 0, 1), Vec3(0, 0, -1)})
        EXPECT_NEAR(index.lastHit(Vec3::Zero(), d)->distance, 10, 1e-9);
}

TEST(SurfacePoint, WeightsOfTheClosestPointAreBarycentric) {
    const SurfaceIndex index(test::latLongSphere(10, 12, 18));
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        const ClosestPoint c = index.closest(randomDirection(random) * random.uniform(1, 30));
        double sum = 0;
        for (const double w : c.point.weights) {
            EXPECT_GE(w, 0);
            sum += w;
        }
        EXPECT_NEAR(sum, 1, 1e-12);
        EXPECT_NEAR((positionOf(index.mesh(), c.point) - c.position).norm(), 0, 1e-12);
        EXPECT_GT(normalAt(index.mesh(), c.point).dot(c.position.normalized()), 0.9);
    }
}

} // namespace
} // namespace meso::geom
