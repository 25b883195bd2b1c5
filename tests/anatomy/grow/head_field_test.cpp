#include "anatomy/grow/head_field.h"

#include <gtest/gtest.h>

#include "anatomy/grow/grow_head.h"
#include "base/random.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

Vec3 somewhere(Random& random) {
    return {random.uniform(-110, 110), random.uniform(-120, 125), random.uniform(-150, 150)};
}

TEST(HeadField, IsTheSameOnBothSidesToTheLastBit) {
    Random random(3);
    const HeadField field(0.4);
    for (int i = 0; i < 5000; ++i) {
        const Vec3 p = somewhere(random);
        EXPECT_EQ(field.at(p), field.at(Vec3(-p.x(), p.y(), p.z())));
    }
}

TEST(HeadField, StyleLeavesTheScalpAboveTheBrowAlone) {
    Random random(4);
    const HeadField feminine(-1), neutral(0), masculine(1);
    int close = 0;
    while (close < 500) {
        const Vec3 p = somewhere(random);
        if (p.z() <= 60 || std::fabs(neutral.at(p)) > 6)
            continue;
        ++close;
        const Vec3 skin = neutral.project(p, 20);
        EXPECT_NEAR(feminine.at(skin), neutral.at(skin), 0.005);
        EXPECT_NEAR(masculine.at(skin), neutral.at(skin), 0.005);
    }
}

TEST(HeadField, LandmarksOfTheNeutralHeadAreWhereTheRecipeHasThem) {
    const Landmarks l = fieldLandmarks(0);
    EXPECT_LT((l.nasion - Vec3(0, 96.46, 19)).norm(), 0.1);
    EXPECT_LT((l.inion - Vec3(0, -90.88, 6)).norm(), 0.1);
    EXPECT_LT((l.rightPreauricular - Vec3(70.79, 5, 0)).norm(), 0.1);
    EXPECT_LT((l.leftPreauricular - Vec3(-70.79, 5, 0)).norm(), 0.1);
    EXPECT_NEAR(l.vertex.z(), 130.5, 0.2);
}

// A block of cubes is skipped where |field| > 1.35 x its half diagonal + 3 mm: the field may not
// overstate the distance by more, or pieces of the head would be lost.
TEST(HeadField, NeverOverstatesTheDistanceByMoreThanTheMarchAllows) {
    Random random(5);
    const HeadField field(0);
    for (int i = 0; i < 4000; ++i) {
        const Vec3 inside = field.project(somewhere(random), 60);
        if (std::fabs(field.at(inside)) > 0.05)
            continue;
        const double away = random.uniform(0, 28);
        const Vec3 way = Vec3(random.normal(), random.normal(), random.normal()).normalized();
        EXPECT_LE(std::fabs(field.at(inside + away * way)), 1.35 * away + 3);
    }
}

// A tube answers with the distance to its box outside its margin. Where that margin is narrower
// than a blend, the field jumps and the skin shows dotted creases.
TEST(HeadField, HasNoJumpsNearTheSkin) {
    Random random(6);
    const HeadField field(1);
    int checked = 0;
    while (checked < 4000) {
        const Vec3 p = field.project(somewhere(random), 60);
        if (std::fabs(field.at(p)) > 0.05)
            continue;
        ++checked;
        const Vec3 q = p + 0.02 * Vec3(random.normal(), random.normal(), random.normal());
        EXPECT_LT(std::fabs(field.at(p) - field.at(q)), 0.3) << p.transpose();
    }
}

} // namespace
} // namespace meso::anatomy
