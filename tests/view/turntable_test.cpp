#include "view/turntable.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

#include "base/random.h"
#include "support/round_head.h"
#include "view/scene.h"

namespace meso::view {
namespace {

using geom::Vec2;
using geom::Vec3;

constexpr PixelSize kTurntableSize{900, 700};
constexpr Preset kPresets[] = {Preset::Front, Preset::Back, Preset::Left,
                               Preset::Right, Preset::Top,  Preset::ThreeQuarter,
                               Preset::Face,  Preset::Ear,  Preset::Below};

/// A head with its index and ball.
struct Stage {
    anatomy::HeadPtr head = test::roundHead();
    geom::SurfaceIndex skin{head->display};
    BoundingSphere ball = headSphere(*head);

    [[nodiscard]] double clearance(const Camera& camera) const {
        const geom::ClosestPoint nearest = skin.closest(eyeOf(camera));
        const Vec3 normal = normalAt(*head->display, nearest.point);
        const double side = normal.dot(eyeOf(camera) - nearest.position);
        return side < 0 ? -nearest.distance : nearest.distance;
    }
    [[nodiscard]] Camera camera(Preset preset) const { return cameraFor(preset, ball); }
};

TEST(Turntable, OrbitKeepsTheHeadUprightAndStopsStraightAboveAndBelow) {
    Random random(1);
    Camera camera = Stage().camera(Preset::Front);
    for (int i = 0; i < 2000; ++i) {
        camera = orbited(camera, {random.uniform(-200, 200), random.uniform(-200, 200)}, 1);
        EXPECT_LE(std::abs(camera.elevation.value()), 90);
        EXPECT_NEAR(axesOf(camera).right.z(), 0, 1e-12) << "the picture is rolled";
        EXPECT_GE(axesOf(camera).up.z(), -1e-12) << "the head stands on its crown";
    }
    EXPECT_EQ(orbited(camera, {0, 1e5}, 1).elevation, Degrees(90));
    EXPECT_EQ(orbited(camera, {0, -1e5}, 1).elevation, Degrees(-90));
}

TEST(Turntable, TheNearSideFollowsTheHand) {
    const Stage stage;
    const Camera before = stage.camera(Preset::Front);
    const Vec3 nose = stage.ball.centre + Vec3(0, 90, 0);
    const Vec2 start = project(before, kTurntableSize, nose).pixel;
    const Vec2 right = project(orbited(before, {40, 0}, 1), kTurntableSize, nose).pixel;
    EXPECT_GT(right.x(), start.x() + 5);
    const Vec2 down = project(orbited(before, {0, 40}, 1), kTurntableSize, nose).pixel;
    EXPECT_GT(down.y(), start.y() + 5);
}

TEST(Turntable, ThreeHundredPixelsTurnByARightAngleAtAnyScale) {
    const Camera camera;
    EXPECT_NEAR(orbited(camera, {300, 0}, 1).azimuth.value(), 90, 1e-9);
    EXPECT_NEAR(orbited(camera, {600, 0}, 2).azimuth.value(), 90, 1e-9);
}

TEST(Turntable, PanKeepsThePointUnderTheHand) {
    const Stage stage;
    for (const Preset preset : kPresets) {
        const Camera before = stage.camera(preset);
        const ViewAxes axes = axesOf(before);
        const Vec3 held = before.target + 35 * axes.right - 20 * axes.up;
        const Vec2 drag(83, -41);
        const Vec2 moved =
            project(panned(before, kTurntableSize, drag), kTurntableSize, held).pixel -
            project(before, kTurntableSize, held).pixel;
        EXPECT_NEAR((moved - drag).norm(), 0, 1e-9) << nameOf(preset);
    }
}

TEST(Turntable, ZoomKeepsWhatLiesUnderTheCursorAtAnyDepth) {
    const Stage stage;
    Random random(2);
    for (int i = 0; i < 500; ++i) {
        const Camera before = orbited(stage.camera(Preset::Front),
                                      {random.uniform(-600, 600), random.uniform(-90, 300)}, 1);
        const Vec2 cursor(random.uniform(0, kTurntableSize.width),
                          random.uniform(0, kTurntableSize.height));
        const Ray sight = rayThrough(before, kTurntableSize, cursor);
        const Vec3 seen = sight.origin + random.uniform(300, 900) * sight.direction;
        const Camera after = zoomed(before, kTurntableSize, cursor, random.uniform(-2, 2));
        EXPECT_NEAR((project(after, kTurntableSize, seen).pixel - cursor).norm(), 0, 1e-6);
    }
}

TEST(Turntable, OneNotchIsAFactorAndBackAgainIsTheSamePicture) {
    const Camera before = Stage().camera(Preset::ThreeQuarter);
    const Camera nearer = zoomed(before, kTurntableSize, {120, 500}, 1);
    EXPECT_NEAR(before.distance / nearer.distance, 1.15, 1e-12);
    const Camera back = zoomed(nearer, kTurntableSize, {120, 500}, -1);
    EXPECT_NEAR((back.target - before.target).norm(), 0, 1e-9);
    EXPECT_NEAR(back.distance.value(), before.distance.value(), 1e-9);
}

TEST(Turntable, ZoomStopsBeforeTheSkinWithThePointStillUnderTheCursor) {
    const Stage stage;
    for (const Preset preset : kPresets) {
        Camera camera = stage.camera(preset);
        const Vec2 cursor(kTurntableSize.width / 2.0 + 40, kTurntableSize.height / 2.0 - 25);
        const Ray sight = rayThrough(camera, kTurntableSize, cursor);
        const auto hit = stage.skin.firstHit(sight.origin, sight.direction);
        ASSERT_TRUE(hit) << nameOf(preset);
        const Vec3 seen = positionOf(*stage.head->display, hit->point);
        for (int i = 0; i < 60; ++i) {
            camera = zoomedOutside(camera, kTurntableSize, {cursor, 1}, stage.skin, stage.ball);
            ASSERT_LT((project(camera, kTurntableSize, seen).pixel - cursor).norm(), 1)
                << nameOf(preset);
            ASSERT_GE(stage.clearance(camera), 20 - 1e-9) << nameOf(preset);
        }
        EXPECT_LT(stage.clearance(camera), 21) << nameOf(preset) << ": stops too early";
    }
}

TEST(Turntable, TheEyeNeverEntersTheHead) {
    const Stage stage;
    Random random(3);
    for (int walk = 0; walk < 4; ++walk) {
        Camera camera = stage.camera(kPresets[walk]);
        for (int i = 0; i < 2500; ++i) {
            const Vec2 drag(random.uniform(-300, 300), random.uniform(-300, 300));
            const Vec2 cursor(random.uniform(0, kTurntableSize.width),
                              random.uniform(0, kTurntableSize.height));
            const double which = random.uniform(0, 3);
            if (which < 1)
                camera = orbited(camera, drag, 1);
            else if (which < 2)
                camera = panned(camera, kTurntableSize, drag);
            else
                camera = zoomedOutside(camera, kTurntableSize, {cursor, random.uniform(-3, 4)},
                                       stage.skin, stage.ball);
            camera = kept(camera, stage.skin, stage.ball);
            ASSERT_GE(stage.clearance(camera), 20 - 1e-9) << "move " << i;
            ASSERT_LE((eyeOf(camera) - stage.ball.centre).norm(), 2000 + 1e-6) << "move " << i;
            ASSERT_LE((camera.target - stage.ball.centre).norm(), 150 + 1e-9) << "move " << i;
        }
    }
}

TEST(Turntable, KeptLeavesAGoodCameraAlone) {
    const Stage stage;
    for (const Preset preset : kPresets) {
        const Camera camera = stage.camera(preset);
        EXPECT_EQ(kept(camera, stage.skin, stage.ball), camera) << nameOf(preset);
    }
}

TEST(Turntable, AFlightStartsAndEndsExactly) {
    const Stage stage;
    CameraFlight flight{stage.camera(Preset::Left), stage.camera(Preset::Top)};
    EXPECT_EQ(cameraOf(flight), flight.from);
    flight.elapsed_s = flight.duration_s;
    EXPECT_EQ(cameraOf(flight), flight.to);
    EXPECT_TRUE(isOver(flight));
    flight.elapsed_s = 1e9;
    EXPECT_EQ(cameraOf(flight), flight.to);
}

TEST(Turntable, AFlightTakesTheShorterWayAroundTheHead) {
    Random random(4);
    for (int i = 0; i < 500; ++i) {
        CameraFlight flight;
        flight.from.azimuth = Degrees(random.uniform(-720, 720));
        flight.to.azimuth = Degrees(random.uniform(-720, 720));
        const double turn =
            std::abs(std::remainder(flight.to.azimuth.value() - flight.from.azimuth.value(), 360));
        double walked = 0;
        Vec3 last = axesOf(flight.from).forward;
        for (int k = 1; k <= 20; ++k) {
            flight.elapsed_s = flight.duration_s * k / 20;
            const Vec3 now = axesOf(cameraOf(flight)).forward;
            walked += std::acos(std::clamp(last.dot(now), -1.0, 1.0)) * 180 / std::numbers::pi;
            last = now;
        }
        EXPECT_NEAR(walked, turn, 0.01);
        EXPECT_LE(walked, 180.01);
    }
}

TEST(Turntable, FromTheFrontThePatientsLeftIsOnTheRightOfThePicture) {
    const auto words = axisLetters(Stage().camera(Preset::Front));
    for (const AxisLetter& word : words) {
        if (std::string(word.word) == "L") {
            EXPECT_GT(word.direction.x(), 0.9);
        }
        if (std::string(word.word) == "A") {
            EXPECT_GT(word.towards, 0.9);
        }
        if (std::string(word.word) == "S") {
            EXPECT_LT(word.direction.y(), -0.9) << "up is y down";
        }
    }
}

TEST(Turntable, WordsPointWhereThingsOfThatSideLieOnThePicture) {
    const Stage stage;
    const std::map<std::string, Vec3> sides = {{"R", {100, 0, 0}}, {"L", {-100, 0, 0}},
                                               {"A", {0, 100, 0}}, {"P", {0, -100, 0}},
                                               {"S", {0, 0, 100}}, {"I", {0, 0, -100}}};
    for (const Preset preset : kPresets) {
        const Camera camera = stage.camera(preset);
        const Projected middle = project(camera, kTurntableSize, camera.target);
        for (const AxisLetter& word : axisLetters(camera)) {
            const Vec3 offset = sides.at(word.word);
            const Projected there = project(camera, kTurntableSize, camera.target + offset);
            const Vec2 away = there.pixel - middle.pixel;
            if (away.norm() > 5) {
                EXPECT_GT(away.normalized().dot(word.direction.normalized()), 0.999)
                    << nameOf(preset) << " " << word.word;
            }
            EXPECT_NEAR((middle.depth - there.depth).value(), 100 * word.towards, 1e-9)
                << nameOf(preset) << " " << word.word;
            EXPECT_NEAR(std::hypot(word.direction.norm(), word.towards), 1, 1e-12);
        }
    }
}

} // namespace
} // namespace meso::view
