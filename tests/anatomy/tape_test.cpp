#include "anatomy/tape.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.h"
#include "support/model_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;
constexpr double kPi = std::numbers::pi;

TEST(TautTape, FollowsAGreatCircleOfASphere) {
    const auto sphere = test::icosphere(60, 90);
    const Vec3 a(0, 90, 0);
    const Vec3 b(0, -90, 0);
    const TapeLine over = tautTape(*sphere, a, b, {0, 0, 90});
    EXPECT_NEAR(over.length.value(), kPi * 90, 0.1);
    EXPECT_LT((over.at(0.5) - Vec3(0, 0, 90)).norm(), 0.1);
    EXPECT_LT((over.at(0.25) - 90 * Vec3(0, std::sqrt(0.5), std::sqrt(0.5))).norm(), 0.1);
    const TapeLine under = tautTapeAwayFrom(*sphere, a, b, {0, 0, 90});
    EXPECT_LT((under.at(0.5) - Vec3(0, 0, -90)).norm(), 0.1);
}

TEST(TautTape, BeginsAndEndsAtItsMarks) {
    const auto sphere = test::icosphere(20, 90);
    const Vec3 a(10, 89, 5);
    const Vec3 b(-20, -86, 15);
    const TapeLine tape = tautTape(*sphere, a, b, {0, 0, 90});
    EXPECT_LT((tape.at(0) - a).norm(), 1e-12);
    EXPECT_LT((tape.at(1) - b).norm(), 1e-9);
    EXPECT_LT((tape.at(-3) - a).norm(), 1e-12) << "fractions are clamped";
    EXPECT_LT((tape.at(7) - b).norm(), 1e-9);
}

TEST(TautTape, BridgesADent) {
    const auto sphere = test::icosphere(60, 90);
    std::vector<Vec3> dented = sphere->vertices();
    for (Vec3& v : dented)
        if (v.z() > 85)
            v.z() = 170 - v.z(); // the cap turned inward
    const auto mesh = *geom::TriMesh::make(dented, sphere->triangles());
    const double rim = std::acos(85.0 / 90);
    const TapeLine tape = tautTape(*mesh, {0, 90, 0}, {0, -90, 0}, {0, 0, 90});
    EXPECT_NEAR(tape.length.value(), (kPi - 2 * rim) * 90 + 2 * 90 * std::sin(rim), 0.5);
    EXPECT_NEAR(tape.at(0.5).z(), 85, 0.5);
}

TEST(TautTape, NeedsNoConnectivity) {
    const auto sphere = test::icosphere(30, 90);
    std::vector<geom::Triangle> soup = sphere->triangles();
    Random random(3);
    for (std::size_t i = soup.size() - 1; i > 0; --i)
        std::swap(soup[i], soup[random.below(i + 1)]);
    for (geom::Triangle& t : soup)
        if (random.uniform() < 0.5)
            std::swap(t[0], t[1]);
    const auto shuffled = *geom::TriMesh::make(sphere->vertices(), soup);
    const Vec3 a(0, 90, 0);
    const Vec3 b(30, -80, 10);
    EXPECT_NEAR(tautTape(*sphere, a, b, {5, 0, 90}).length.value(),
                tautTape(*shuffled, a, b, {5, 0, 90}).length.value(), 1e-9);
}

TEST(TautTape, IsAStraightLineWhereThereIsNoSkin) {
    const auto sphere = test::icosphere(10, 10);
    const TapeLine tape = tautTape(*sphere, {0, 90, 0}, {0, -90, 0}, {0, -100, 1});
    EXPECT_GE(tape.length.value(), 180 - 1e-9);
    const TapeLine lone = tautTape(*sphere, {0, 90, 50}, {0, -90, 50}, {0, 0, 80});
    EXPECT_EQ(lone.points.size(), 2u);
    EXPECT_NEAR(lone.length.value(), 180, 1e-9);
}

TEST(TautTape, HalfARowIsNotPulledOverAnEarBelowItsEnd) {
    const auto vault = test::icosphere(40, 90);
    const auto ear = test::icosphere(10, 18, {-95, 0, 8});
    std::vector<Vec3> vertices = vault->vertices();
    std::vector<geom::Triangle> triangles = vault->triangles();
    const int first = static_cast<int>(vertices.size());
    vertices.insert(vertices.end(), ear->vertices().begin(), ear->vertices().end());
    for (const geom::Triangle& t : ear->triangles())
        triangles.push_back({first + t[0], first + t[1], first + t[2]});
    const auto head = *geom::TriMesh::make(std::move(vertices), std::move(triangles));
    const double out = std::sqrt(90.0 * 90 - 30 * 30);
    const Vec3 left(-out, 0, 30);
    const Vec3 right(out, 0, 30);
    const Vec3 top(0, 0, 90);
    const double expected_mm = 90 * std::acos(30.0 / 90);
    EXPECT_NEAR(tautTapeAwayFrom(*head, left, top, right).length.value(), expected_mm, 0.1);
    EXPECT_NEAR(tautTapeAwayFrom(*head, top, right, left).length.value(), expected_mm, 0.1);
}

/// The tape must bend one way only and leave every vertex of its plane on the inner side.
TEST(TautTape, LiesOverAllSkinOfItsPlane) {
    const test::ModelHead head;
    const auto mesh = head.mesh(40);
    const Landmarks marks = head.landmarks();
    const TapeLine tape = tautTape(*mesh, marks.nasion, marks.inion, {0, 0, 200});
    for (std::size_t i = 2; i < tape.points.size(); ++i) {
        const Vec3 before = tape.points[i - 1] - tape.points[i - 2];
        const Vec3 after = tape.points[i] - tape.points[i - 1];
        EXPECT_GE(before.cross(after).x(), -1e-9) << "the tape bends inward";
    }
    for (const Vec3& v : mesh->vertices()) {
        if (std::abs(v.x()) > 1e-9)
            continue;
        double deepest = 1e9;
        for (std::size_t i = 1; i < tape.points.size(); ++i) {
            const Vec3 leg = tape.points[i] - tape.points[i - 1];
            deepest = std::min(deepest, leg.cross(v - tape.points[i - 1]).x() / leg.norm());
        }
        const Vec3 chord = marks.inion - marks.nasion;
        const bool isAbove = chord.cross(v - marks.nasion).x() > 0;
        EXPECT_TRUE(!isAbove || deepest > -1e-6);
    }
}

} // namespace
} // namespace meso::anatomy
