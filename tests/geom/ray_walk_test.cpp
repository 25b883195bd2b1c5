#include "geom/ray_walk.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "support/shapes.h"

namespace meso::geom {
namespace {

constexpr double kRadius_mm = 90;

Vec3 nudged(Random& random, const Vec3& from, double by) {
    return from + Vec3(random.uniform(-by, by), random.uniform(-by, by), random.uniform(-by, by));
}

/// Walks from place to place and holds every hit against the search, bit for bit.
void expectSameAsSearch(const SurfaceIndex& index, const RayWalk& walk, double step_mm) {
    Random random(5);
    const auto start = index.firstHit(Vec3::Zero(), Vec3(0.1, 0.05, 1));
    ASSERT_TRUE(start.has_value());
    SurfacePoint at = start->point;
    for (int i = 0; i < 3000; ++i) {
        const Vec3 target = nudged(random, positionOf(index.mesh(), at), step_mm);
        const auto walked = walk.hit(target, at.triangle);
        const auto searched = index.firstHit(Vec3::Zero(), target);
        ASSERT_EQ(walked.has_value(), searched.has_value()) << i;
        if (!walked)
            continue;
        ASSERT_EQ(walked->point, searched->point) << i;
        ASSERT_EQ(walked->distance, searched->distance) << i;
        at = walked->point;
    }
}

TEST(RayWalk, FindsWhatTheSearchFinds) {
    const SurfaceIndex index(test::latLongSphere(kRadius_mm, 120, 240));
    const RayWalk walk(index, Vec3::Zero(), std::vector<char>(index.mesh().vertices().size(), 1));
    for (const double step_mm : {0.1, 1.0, 5.0, 60.0})
        expectSameAsSearch(index, walk, step_mm);
}

TEST(RayWalk, SearchesWhereItDoesNotWalk) {
    const SurfaceIndex index(test::latLongSphere(kRadius_mm, 120, 240));
    std::vector<char> half;
    for (const Vec3& v : index.mesh().vertices())
        half.push_back(v.x() > 0);
    expectSameAsSearch(index, RayWalk(index, Vec3::Zero(), half), 4);
    const std::vector<char> nowhere(half.size(), 0);
    expectSameAsSearch(index, RayWalk(index, Vec3::Zero(), nowhere), 4);
}

TEST(RayWalk, CornersAndEdgesAreDecidedByTheSearch) {
    const SurfaceIndex index(test::latLongSphere(kRadius_mm, 20, 40));
    const RayWalk walk(index, Vec3::Zero(), std::vector<char>(index.mesh().vertices().size(), 1));
    for (const Vec3& corner : index.mesh().vertices()) {
        const auto walked = walk.hit(corner, 0);
        const auto searched = index.firstHit(Vec3::Zero(), corner);
        ASSERT_TRUE(walked.has_value() && searched.has_value());
        EXPECT_EQ(walked->point, searched->point);
    }
}

} // namespace
} // namespace meso::geom
