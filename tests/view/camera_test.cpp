#include "view/camera.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace meso::view {
namespace {

using geom::Vec3;

constexpr PixelSize kSize{640, 480};
const BoundingSphere kBall{Vec3(0, 0, 20), Mm(150)};

enum class Side { ImageLeft, ImageRight, ImageTop, ImageBottom };

/// Where a step along `axis` from the middle of the head goes on the picture.
Side sideOf(Preset preset, const Vec3& axis) {
    const Camera camera = cameraFor(preset, kBall);
    const geom::Vec2 p = project(camera, kSize, kBall.centre + 50 * axis).pixel;
    const geom::Vec2 away = p - geom::Vec2(kSize.width / 2.0, kSize.height / 2.0);
    if (std::abs(away.x()) > std::abs(away.y()))
        return away.x() < 0 ? Side::ImageLeft : Side::ImageRight;
    return away.y() < 0 ? Side::ImageTop : Side::ImageBottom;
}

const Vec3 kPatientsRight(1, 0, 0);
const Vec3 kFront(0, 1, 0);
const Vec3 kUp(0, 0, 1);

TEST(Camera, FrontViewMirrorsTheOnlooker) {
    EXPECT_EQ(sideOf(Preset::Front, kPatientsRight), Side::ImageLeft);
    EXPECT_EQ(sideOf(Preset::Front, kUp), Side::ImageTop);
}
TEST(Camera, BackViewHasThePatientsRightOnTheRight) {
    EXPECT_EQ(sideOf(Preset::Back, kPatientsRight), Side::ImageRight);
    EXPECT_EQ(sideOf(Preset::Back, kUp), Side::ImageTop);
}
TEST(Camera, LeftViewLooksAtThePatientsLeftSideWithTheNoseOnTheLeft) {
    EXPECT_EQ(sideOf(Preset::Left, kFront), Side::ImageLeft);
    EXPECT_EQ(sideOf(Preset::Left, kUp), Side::ImageTop);
    EXPECT_LT(eyeOf(cameraFor(Preset::Left, kBall)).x(), 0);
}
TEST(Camera, RightViewLooksAtThePatientsRightSideWithTheNoseOnTheRight) {
    EXPECT_EQ(sideOf(Preset::Right, kFront), Side::ImageRight);
    EXPECT_GT(eyeOf(cameraFor(Preset::Right, kBall)).x(), 0);
}
TEST(Camera, TopViewHasTheNoseUpAndThePatientsRightOnTheRight) {
    EXPECT_EQ(sideOf(Preset::Top, kFront), Side::ImageTop);
    EXPECT_EQ(sideOf(Preset::Top, kPatientsRight), Side::ImageRight);
}
TEST(Camera, ThreeQuarterViewShowsTheFaceFromThePatientsLeft) {
    EXPECT_EQ(sideOf(Preset::ThreeQuarter, kPatientsRight), Side::ImageLeft);
    EXPECT_GT(eyeOf(cameraFor(Preset::ThreeQuarter, kBall)).y(), 0);
    EXPECT_LT(eyeOf(cameraFor(Preset::ThreeQuarter, kBall)).x(), 0);
}

TEST(Camera, EarAndFaceAndBelowAreSeenFromThePatientsLeft) {
    for (const Preset preset : {Preset::Ear, Preset::Face, Preset::Below})
        EXPECT_LT(eyeOf(cameraFor(preset, kBall)).x(), 0) << nameOf(preset);
    EXPECT_EQ(sideOf(Preset::Ear, kFront), Side::ImageLeft);
    EXPECT_LT(eyeOf(cameraFor(Preset::Below, kBall)).z(), 0);
}

TEST(Camera, PresetWordsAndNamesAreTold) {
    for (const char* word :
         {"front", "back", "left", "right", "top", "three-quarter", "face", "ear", "below"}) {
        ASSERT_TRUE(presetNamed(word).has_value()) << word;
        EXPECT_FALSE(nameOf(*presetNamed(word)).empty());
    }
    EXPECT_FALSE(presetNamed("Front").has_value());
    EXPECT_FALSE(presetNamed("").has_value());
}

Camera randomCamera(Random& random) {
    Camera camera;
    camera.azimuth = Degrees(random.uniform(-400, 400));
    camera.elevation = Degrees(random.uniform(-90, 90));
    camera.distance = Mm(random.uniform(200, 900));
    camera.target = Vec3(random.uniform(-50, 50), random.uniform(-50, 50), random.uniform(-50, 50));
    camera.fieldOfView = Degrees(random.uniform(5, 90));
    return camera;
}

TEST(Camera, AxesAreOrthogonalUnitAndRightHanded) {
    Random random(1);
    for (int i = 0; i < 200; ++i) {
        const ViewAxes axes = axesOf(randomCamera(random));
        EXPECT_NEAR((axes.right.cross(axes.up) + axes.forward).norm(), 0, 1e-12);
        EXPECT_NEAR(axes.right.norm(), 1, 1e-12);
        EXPECT_NEAR(axes.right.dot(axes.up), 0, 1e-12);
        EXPECT_GE(axes.up.z(), -1e-12) << "the head stays upright";
    }
}

TEST(Camera, ProjectionAgreesWithTheMatrices) {
    Random random(2);
    for (int i = 0; i < 200; ++i) {
        const Camera camera = randomCamera(random);
        const Vec3 p = camera.target +
                       40 * Vec3(random.normal(), random.normal(), random.normal()).normalized();
        const Eigen::Matrix4d clip =
            projectionMatrix(camera, kSize, Mm(1), Mm(5000)) * viewMatrix(camera);
        const Eigen::Vector4d q = clip * p.homogeneous();
        const Projected seen = project(camera, kSize, p);
        EXPECT_NEAR((q.x() / q.w() + 1) / 2 * kSize.width, seen.pixel.x(), 1e-8);
        EXPECT_NEAR((1 - q.y() / q.w()) / 2 * kSize.height, seen.pixel.y(), 1e-8);
        EXPECT_NEAR(q.w(), seen.depth.value(), 1e-8);
    }
}

TEST(Camera, RayThroughAPixelIsTheInverseOfProject) {
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        const Camera camera = randomCamera(random);
        const geom::Vec2 pixel(random.uniform(0, kSize.width), random.uniform(0, kSize.height));
        const Ray ray = rayThrough(camera, kSize, pixel);
        const Projected back = project(camera, kSize, ray.origin + 321 * ray.direction);
        EXPECT_NEAR((back.pixel - pixel).norm(), 0, 1e-8);
    }
}

TEST(Camera, FramedPointsTouchTheMarginsAndStayInside) {
    Random random(8);
    for (int i = 0; i < 50; ++i) {
        std::vector<Vec3> points;
        for (int k = 0; k < 60; ++k)
            points.emplace_back(random.uniform(-90, 90), random.uniform(-110, 90),
                                random.uniform(-150, 130));
        const double margin = 0.1;
        const Camera camera = framed(randomCamera(random), points, kSize, margin);
        double widest = 0;
        double highest = 0;
        for (const Vec3& p : points) {
            const Projected seen = project(camera, kSize, p);
            ASSERT_GT(seen.depth.value(), 0);
            widest = std::max(widest, std::abs(seen.pixel.x() / kSize.width - 0.5) * 2);
            highest = std::max(highest, std::abs(seen.pixel.y() / kSize.height - 0.5) * 2);
        }
        EXPECT_NEAR(std::max(widest, highest), 1 - margin, 1e-9);
    }
}

TEST(Camera, FacingADirectionLooksAgainstIt) {
    Random random(7);
    for (int i = 0; i < 100; ++i) {
        const Vec3 outward = Vec3(random.normal(), random.normal(), random.normal()).normalized();
        EXPECT_NEAR((axesOf(cameraFacing(4 * outward, kBall)).forward + outward).norm(), 0, 1e-12);
    }
    EXPECT_NEAR((axesOf(cameraFacing(kUp, kBall)).up - kFront).norm(), 0, 1e-12);
}

TEST(Camera, FittedBallTouchesTheMarginOfTheShorterSide) {
    for (const PixelSize size : {PixelSize{640, 480}, PixelSize{300, 900}}) {
        const Camera camera = cameraFor(Preset::Left, kBall, 0.1);
        const double shorter = std::min(size.width, size.height);
        double farthest = 0;
        const ViewAxes axes = axesOf(camera);
        for (int k = 0; k < 3600; ++k) {
            const double a = k * 0.1 * 3.14159265358979 / 180;
            const Vec3 p = kBall.centre + kBall.radius.value() *
                                              (axes.up * std::sin(a) - axes.forward * std::cos(a));
            farthest = std::max(farthest,
                                std::abs(project(camera, size, p).pixel.y() - size.height / 2.0));
        }
        EXPECT_NEAR(farthest, 0.9 * shorter / 2, 0.5);
    }
}

} // namespace
} // namespace meso::view
