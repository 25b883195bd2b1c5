#include "geom/region.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "support/shapes.h"

namespace meso::geom {
namespace {

constexpr double kRadius = 90;

/// A circle on the sphere at polar angle `opening` about a tilted axis.
Outline capOutline(double opening, double tilt, int points = 360) {
    Outline out{"cap", {}};
    const Vec3 axis(std::sin(tilt), 0, std::cos(tilt));
    const Vec3 u(std::cos(tilt), 0, -std::sin(tilt));
    const Vec3 w = axis.cross(u);
    for (int i = 0; i < points; ++i) {
        const double phi = 2 * std::numbers::pi * i / points;
        out.points.push_back(kRadius *
                             (std::cos(opening) * axis +
                              std::sin(opening) * (std::cos(phi) * u + std::sin(phi) * w)));
    }
    return out;
}

/// The same cap as a disc along the surface.
Disc capDisc(double opening, double tilt) {
    const Vec3 axis(std::sin(tilt), 0, std::cos(tilt));
    return {"disc", kRadius * axis, axis, kRadius * opening};
}

double capArea(double opening) {
    return 2 * std::numbers::pi * kRadius * kRadius * (1 - std::cos(opening));
}

const MeshPtr& sphere() {
    static const MeshPtr kSphere = test::latLongSphere(kRadius, 280, 480);
    return kSphere;
}

TEST(Region, AreaOfACapMatchesTheClosedForm) {
    for (const double opening : {0.1, 0.35, 0.9})
        for (const double tilt : {0.0, 0.6}) {
            const auto region =
                Region::make(sphere(), Vec3::Zero(), {capOutline(opening, tilt)}, {});
            ASSERT_TRUE(region.ok());
            EXPECT_NEAR(region->area().value() / capArea(opening), 1, 0.005) << opening;
        }
}

TEST(Region, ExclusionsAreTakenOff) {
    const auto region =
        Region::make(sphere(), Vec3::Zero(), {capOutline(0.5, 0.3)}, {capDisc(0.12, 0.3)});
    ASSERT_TRUE(region.ok());
    EXPECT_NEAR(region->area().value() / (capArea(0.5) - capArea(0.12)), 1, 0.005);
    EXPECT_EQ(region->pieceCount(), 1);
}

TEST(Region, DiscDistanceIsTheArcOnASphere) {
    const Disc disc = capDisc(0.3, 0.7);
    const auto region = Region::make(sphere(), Vec3::Zero(), {capOutline(1.2, 0)}, {disc});
    ASSERT_TRUE(region.ok());
    for (std::size_t v = 0; v < sphere()->vertices().size(); v += 61) {
        const double angle =
            std::acos(std::clamp(sphere()->vertices()[v].normalized().dot(disc.normal), -1.0, 1.0));
        const double expected =
            std::clamp(kRadius * (angle - 0.3), -Region::kReachMm, Region::kReachMm);
        EXPECT_NEAR(region->exclusionDistance()[v], expected, 0.05);
    }
}

TEST(Region, LuneBetweenTwoMeridiansMatchesTheClosedForm) {
    // Zone of a lune: |longitude| <= a, polar angle 0.4 to 1.2; area = 2a R2 (cos 0.4 - cos 1.2).
    Outline lune{"lune", {}};
    const double a = 0.5;
    const auto at = [](double theta, double phi) -> Vec3 {
        return kRadius * Vec3(std::sin(theta) * std::cos(phi), std::sin(theta) * std::sin(phi),
                              std::cos(theta));
    };
    for (int i = 0; i < 60; ++i)
        lune.points.push_back(at(0.4 + 0.8 * i / 60, -a));
    for (int i = 0; i < 60; ++i)
        lune.points.push_back(at(1.2, -a + 2 * a * i / 60));
    for (int i = 0; i < 60; ++i)
        lune.points.push_back(at(1.2 - 0.8 * i / 60, a));
    for (int i = 0; i < 60; ++i)
        lune.points.push_back(at(0.4, a - 2 * a * i / 60));
    const auto region = Region::make(sphere(), Vec3::Zero(), {lune}, {});
    ASSERT_TRUE(region.ok());
    const double exact = 2 * a * kRadius * kRadius * (std::cos(0.4) - std::cos(1.2));
    EXPECT_NEAR(region->area().value() / exact, 1, 0.005);
}

TEST(Region, TriangleOfGreatCirclesMatchesTheClosedForm) {
    const std::array<Vec3, 3> corners = {Vec3(0.3, 0.1, 1).normalized(),
                                         Vec3(-0.7, 0.5, 0.6).normalized(),
                                         Vec3(0.1, -0.8, 0.5).normalized()};
    Outline triangle{"triangle", {}};
    for (int k = 0; k < 3; ++k)
        for (int i = 0; i < 100; ++i) {
            const double share = i / 100.0;
            triangle.points.push_back(
                kRadius * ((1 - share) * corners[k] + share * corners[(k + 1) % 3]).normalized());
        }
    const auto region = Region::make(sphere(), Vec3::Zero(), {triangle}, {});
    ASSERT_TRUE(region.ok());
    // Solid angle after van Oosterom & Strackee (1983).
    const auto& [a, b, c] = corners;
    const double solid =
        2 * std::atan2(std::abs(a.dot(b.cross(c))), 1 + a.dot(b) + b.dot(c) + c.dot(a));
    EXPECT_NEAR(region->area().value() / (solid * kRadius * kRadius), 1, 0.005);
}

TEST(Region, DistanceIsTheDistanceToTheBorder) {
    const double opening = 0.4;
    const auto region = Region::make(sphere(), Vec3::Zero(), {capOutline(opening, 0)}, {});
    ASSERT_TRUE(region.ok());
    for (std::size_t v = 0; v < sphere()->vertices().size(); v += 97) {
        const Vec3 p = sphere()->vertices()[v];
        const double theta = std::acos(p.z() / kRadius);
        const double chord = 2 * kRadius * std::sin((theta - opening) / 2);
        const double expected = std::clamp(chord, -Region::kReachMm, Region::kReachMm);
        EXPECT_NEAR(region->signedDistance()[v], expected, 0.03);
    }
}

TEST(Region, PiecesAreCounted) {
    const auto region =
        Region::make(sphere(), Vec3::Zero(), {capOutline(0.2, -0.6), capOutline(0.2, 0.6)}, {});
    ASSERT_TRUE(region.ok());
    EXPECT_EQ(region->pieceCount(), 2);
    EXPECT_NEAR(region->area().value() / (2 * capArea(0.2)), 1, 0.005);
}

TEST(Region, OverlappingOutlinesCountOnce) {
    const auto region =
        Region::make(sphere(), Vec3::Zero(), {capOutline(0.3, 0.2), capOutline(0.3, 0.2)}, {});
    ASSERT_TRUE(region.ok());
    EXPECT_NEAR(region->area().value() / capArea(0.3), 1, 0.005);
}

TEST(Region, RefusesWhatIsNoArea) {
    Outline eight{"figure of eight", {}};
    for (int i = 0; i < 100; ++i) {
        const double phi = 2 * std::numbers::pi * i / 100 + 0.01;
        eight.points.push_back(kRadius *
                               Vec3(0.3 * std::sin(phi), 0.3 * std::sin(2 * phi), 1).normalized());
    }
    const auto crossed = Region::make(sphere(), Vec3::Zero(), {eight}, {});
    ASSERT_FALSE(crossed.ok());
    EXPECT_NE(crossed.error().message.find("crosses itself"), std::string::npos);
    EXPECT_NE(crossed.error().message.find("figure of eight"), std::string::npos);
    EXPECT_FALSE(Region::make(sphere(), Vec3::Zero(), {}, {}).ok());
    EXPECT_FALSE(
        Region::make(sphere(), Vec3::Zero(), {Outline{"line", {{0, 0, 90}, {1, 0, 90}}}}, {}).ok());
    EXPECT_FALSE(
        Region::make(sphere(), Vec3::Zero(), {capOutline(0.2, 0)}, {capDisc(0.4, 0)}).ok());
}

} // namespace
} // namespace meso::geom
