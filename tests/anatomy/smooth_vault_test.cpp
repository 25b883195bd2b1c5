#include "anatomy/smooth_vault.h"

#include <gtest/gtest.h>

#include "anatomy/scalp_frame.h"
#include "base/random.h"
#include "support/model_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

Vec3 anyDirection(Random& random) {
    return {random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-0.6, 1)};
}

TEST(SmoothVault, ReproducesASphere) {
    const Vec3 centre(1, -2, 40);
    const SmoothVault vault(geom::SurfaceIndex(test::icosphere(60, 90, centre)), centre);
    Random random(1);
    for (int i = 0; i < 500; ++i) {
        const Vec3 d = anyDirection(random).normalized();
        const auto point = vault.along(3 * d);
        if (d.z() < -0.7) // 45 degrees below the horizon it ends
            continue;
        ASSERT_TRUE(point) << d.transpose();
        EXPECT_LT((point->position - centre - 90 * d).norm(), 0.06);
        EXPECT_GT(point->normal.dot(d), 0.9999);
    }
}

TEST(SmoothVault, StaysCloseToAHeadAndItsNormals) {
    const test::ModelHead head;
    const auto mesh = head.mesh(60);
    const geom::SurfaceIndex skin(mesh);
    const Vec3 centre(0, -4, 40);
    const SmoothVault vault(skin, centre);
    Random random(2);
    double worst_mm = 0;
    for (int i = 0; i < 1000; ++i) {
        const Vec3 d = anyDirection(random);
        const auto hit = skin.lastHit(centre, d);
        const auto point = vault.along(d);
        if (!hit || !point)
            continue;
        const Vec3 truth = geom::positionOf(*mesh, hit->point);
        worst_mm = std::max(worst_mm, (point->position - truth).norm());
        EXPECT_GT(point->normal.dot(geom::normalAt(*mesh, hit->point)), 0.998);
    }
    EXPECT_LT(worst_mm, 0.3);
}

TEST(SmoothVault, ClosesHoles) {
    const auto sphere = test::icosphere(40, 90);
    std::vector<geom::Triangle> open;
    for (const geom::Triangle& t : sphere->triangles())
        if (sphere->vertices()[t[0]].normalized().dot(Vec3(0, 0.6, 0.8)) < 0.98)
            open.push_back(t);
    const auto mesh = *geom::TriMesh::make(sphere->vertices(), open);
    const SmoothVault vault(geom::SurfaceIndex(mesh), Vec3::Zero());
    const auto point = vault.along({0, 0.6, 0.8});
    ASSERT_TRUE(point);
    EXPECT_NEAR(point->position.norm(), 90, 0.1);
}

TEST(SmoothVault, EndsBelowTheVault) {
    const SmoothVault vault(geom::SurfaceIndex(test::icosphere(20, 90)), Vec3::Zero());
    EXPECT_TRUE(vault.along({1, 0, -0.9}));
    EXPECT_FALSE(vault.along({0, 1, -1.2}));
    EXPECT_FALSE(vault.along({0, 0, -1}));
}

} // namespace
} // namespace meso::anatomy
