#include "anatomy/danger.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <numbers>

#include "app/plan_checks.h"
#include "support/built_head.h"
#include "support/round_head.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

constexpr double kRadius = 90;

/// A scalp that is part of a sphere about the grid's centre, its frame, and corridors on it.
class Danger : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        head_ = test::roundHead(100, [](const Vec3&) { return kRadius; });
        auto marked = std::make_shared<Head>(*head_);
        const Vec3 c = marked->scalp->centre;
        marked->landmarks.nasion = c + Vec3(0, 88.7, -15.4);
        marked->landmarks.inion = c + Vec3(0, -88.7, -15.4);
        marked->landmarks.rightPreauricular = c + Vec3(88.7, 0, -15.4);
        marked->landmarks.leftPreauricular = c + Vec3(-88.7, 0, -15.4);
        marked->landmarks.vertex = c + Vec3(0, 0, kRadius);
        head_ = marked;
        auto frame = ScalpFrame::make(head_->display, head_->landmarks);
        ASSERT_TRUE(frame.ok()) << frame.error().message;
        frame_ = std::make_unique<ScalpFrame>(*frame);
    }
    static void TearDownTestSuite() {
        frame_.reset();
        head_.reset();
    }

    static CorridorMap mapOf(std::vector<Corridor> corridors) {
        CorridorLibrary library;
        library.corridors = std::move(corridors);
        auto map = CorridorMap::make(library, *head_, *frame_);
        EXPECT_TRUE(map.ok()) << (map.ok() ? "" : map.error().message);
        return std::move(map).value();
    }

    static geom::SurfacePoint at(const Vec3& direction) {
        return *locate(*head_->scalp, head_->scalp->centre + kRadius * direction.normalized());
    }

    inline static HeadPtr head_;
    inline static std::unique_ptr<ScalpFrame> frame_;
};

Corridor corridor(std::string id, double halfWidth, std::vector<ScalpCoordinate> places) {
    Corridor out;
    out.id = std::move(id);
    out.name = "Test artery";
    out.halfWidth = Mm(halfWidth);
    for (const ScalpCoordinate& place : places)
        out.points.push_back({Vec3::Zero(), place});
    return out;
}

double arc(const Vec3& a, const Vec3& b) {
    return kRadius * std::atan2(a.cross(b).norm(), a.dot(b));
}

/// Arc from a direction to the part of a great circle from a to b.
double arcToSegment(const Vec3& p, const Vec3& a, const Vec3& b) {
    const Vec3 pole = a.cross(b).normalized();
    const Vec3 foot = p - p.dot(pole) * pole;
    if (a.cross(foot).dot(pole) >= 0 && foot.cross(b).dot(pole) >= 0)
        return kRadius * std::abs(std::asin(p.dot(pole)));
    return std::min(arc(p, a), arc(p, b));
}

TEST_F(Danger, DistancesOnASphereAreThoseOfGreatCircles) {
    const CorridorMap map =
        mapOf({corridor("line", 6, {{0.3, 0.3}, {0.6, 0.5}}), corridor("spot", 12, {{0.7, 0.1}})});
    const Vec3 c = head_->scalp->centre;
    double near = 0;
    double far = 0;
    for (int i = 0; i < 2000; ++i) {
        const double z = 0.05 + 0.95 * (i + 0.5) / 2000;
        const double phi = i * 2.399963;
        const double r = std::sqrt(1 - z * z);
        const Vec3 p(r * std::cos(phi), r * std::sin(phi), z);
        double line = 1e9;
        double spot = 1e9;
        for (const CorridorLine& l : map.lines()) {
            const Vec3 first = (l.controls.front() - c).normalized();
            if (l.controls.size() == 1)
                spot = std::min(spot, arc(p, first));
            else
                line = std::min(line, arcToSegment(p, first, (l.controls[1] - c).normalized()));
        }
        const auto nearest = map.nearest(at(p));
        ASSERT_TRUE(nearest.has_value());
        const double edge = std::min(line - 6, spot - 12);
        const bool isNear = std::min(line, spot) < 29;
        const double error = std::abs(nearest->toEdge().value() - edge);
        (isNear ? near : far) = std::max(isNear ? near : far, error);
        EXPECT_EQ(nearest->inside(), nearest->toEdge() <= Mm(0));
    }
    std::cout << "largest error: " << near << " mm up to 29 mm off a centre line, " << far
              << " mm farther on\n";
    EXPECT_LT(near, 0.05);
    EXPECT_LT(far, 0.5);
}

TEST_F(Danger, TheNearestEdgeWinsOverTheNearestCentreLine) {
    const CorridorMap map =
        mapOf({corridor("narrow", 2, {{0.5, 0.2}}), corridor("wide", 20, {{0.5, 0.8}})});
    const auto place = frame_->positionAt(ScalpCoordinate{0.5, 0.45});
    ASSERT_TRUE(place.ok());
    EXPECT_EQ(map.nearest(*locate(*head_->scalp, *place))->id, "wide");
}

TEST_F(Danger, LandmarksAreNoDangers) {
    Corridor line = corridor("stl", 0, {{0.3, 0.3}, {0.6, 0.5}});
    line.kind = CorridorKind::Landmark;
    const CorridorMap map = mapOf({line});
    EXPECT_FALSE(map.nearest(at({0, 0, 1})).has_value());
    EXPECT_EQ(map.lines().size(), 2u);
    EXPECT_TRUE(map.straightTo("stl", map.lines()[0].controls[0]).has_value());
    EXPECT_FALSE(map.straightTo("none", Vec3::Zero()).has_value());
}

TEST_F(Danger, SaysWhatLiesOffTheScalp) {
    Corridor face;
    face.id = "face";
    face.name = "Facial branch";
    face.points = {{Vec3(10, 90, -60), {}}, {Vec3(40, 80, -60), {}}};
    const CorridorMap map = mapOf({face});
    EXPECT_TRUE(map.lines()[0].pieces.empty());
    ASSERT_EQ(map.remarks().size(), 1u);
    EXPECT_FALSE(map.nearest(at({0, 0, 1})).has_value());
}

TEST(Sentence, NamesDistanceAndSide) {
    NearestCorridor nearest{"a",  "Occipital artery", CorridorKind::Artery, Side::Left, Mm(10),
                            Mm(8)};
    EXPECT_EQ(sentenceOf(nearest), "2.0 mm from the corridor of the occipital artery, left");
    nearest.toCentreLine = Mm(3);
    EXPECT_EQ(sentenceOf(nearest),
              "Inside the corridor of the occipital artery, left, 3.0 mm from its centre line");
}

} // namespace
} // namespace meso::anatomy
