#include "anatomy/head_warp.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

HeadWarp randomWarp(Random& random) {
    const auto squareness = [&] { return random.uniform(kMinSquareness, kMaxSquareness); };
    return {random.uniform(0.85, 1.15),
            random.uniform(0.85, 1.15),
            random.uniform(0.85, 1.15),
            squareness(),
            squareness(),
            squareness()};
}

Vec3 randomPlace(Random& random) {
    return {random.uniform(-90, 90), random.uniform(-120, 120), random.uniform(-150, 135)};
}

Eigen::Matrix3d slopeAt(const HeadWarp& warp, const Vec3& place, double step_mm) {
    Eigen::Matrix3d slope;
    for (int k = 0; k < 3; ++k) {
        const Vec3 along = step_mm * Vec3::Unit(k);
        slope.col(k) =
            (applyWarp(warp, place + along) - applyWarp(warp, place - along)) / (2 * step_mm);
    }
    return slope;
}

TEST(HeadWarp, IsTheIdentityByDefault) {
    Random random(1);
    for (int i = 0; i < 200; ++i) {
        const Vec3 place = randomPlace(random);
        EXPECT_LT((applyWarp({}, place) - place).norm(), 1e-12);
    }
}

TEST(HeadWarp, MirrorsLeftAndRightExactly) {
    Random random(2);
    for (int i = 0; i < 200; ++i) {
        const HeadWarp warp = randomWarp(random);
        const Vec3 place = randomPlace(random);
        const Vec3 one = applyWarp(warp, place);
        const Vec3 other = applyWarp(warp, Vec3(-place.x(), place.y(), place.z()));
        EXPECT_EQ(other, Vec3(-one.x(), one.y(), one.z()));
    }
}

TEST(HeadWarp, KeepsTheHeightOfTheEars) {
    Random random(3);
    for (int i = 0; i < 50; ++i)
        EXPECT_NEAR(applyWarp(randomWarp(random), Vec3(71, 5, 0)).z(), 0, 1e-12);
}

TEST(HeadWarp, TurnsNothingInsideOutAndHasNoCreases) {
    Random random(4);
    for (int i = 0; i < 1000; ++i) {
        const HeadWarp warp = randomWarp(random);
        Vec3 place = randomPlace(random);
        if ((place - Vec3(0, -1, 40)).norm() < 40)
            continue; // deep inside the head, where no skin is
        EXPECT_GT(slopeAt(warp, place, 1e-4).determinant(), 0.3) << place.transpose();
        // Heights where the formula changes: the slope must be the same from above and below.
        for (const double z_mm : {-25.0, -15.0, 25.0, 40.0}) {
            place.z() = z_mm;
            const Eigen::Matrix3d above = slopeAt(warp, place + Vec3(0, 0, 1e-3), 5e-4);
            const Eigen::Matrix3d below = slopeAt(warp, place - Vec3(0, 0, 1e-3), 5e-4);
            EXPECT_LT((above - below).norm(), 1e-3) << place.transpose();
        }
    }
}

TEST(HeadWarp, CarriesEveryLandmark) {
    HeadWarp warp;
    warp.scaleX = 1.1;
    warp.scaleY = 0.9;
    const Landmarks marks{{0, 96, 19}, {0, -91, 6}, {-71, 5, 0}, {71, 5, 0}, {0, -9, 130}};
    const Landmarks moved = applyWarp(warp, marks);
    EXPECT_EQ(moved.nasion, applyWarp(warp, marks.nasion));
    EXPECT_EQ(moved.inion, applyWarp(warp, marks.inion));
    EXPECT_EQ(moved.leftPreauricular, applyWarp(warp, marks.leftPreauricular));
    EXPECT_EQ(moved.rightPreauricular, applyWarp(warp, marks.rightPreauricular));
    EXPECT_EQ(moved.vertex, applyWarp(warp, marks.vertex));
    EXPECT_NEAR(moved.rightPreauricular.x(), 78.1, 1e-9);
}

} // namespace
} // namespace meso::anatomy
