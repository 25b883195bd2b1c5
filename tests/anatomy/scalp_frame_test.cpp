#include "anatomy/scalp_frame.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <numbers>

#include "anatomy/skin_outline.h"
#include "anatomy/tape.h"
#include "anatomy/ten_ten.h"
#include "base/random.h"
#include "support/built_head.h"
#include "support/model_heads.h"
#include "support/real_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

/// A frame with the mesh that it was made of.
struct Framed {
    std::string name;
    std::shared_ptr<const geom::SurfaceIndex> skin;
    ScalpFrame frame;
};

Framed framed(const std::string& name, const geom::MeshPtr& mesh, const Landmarks& marks) {
    auto skin = std::make_shared<const geom::SurfaceIndex>(mesh);
    auto frame = ScalpFrame::make(skin, marks);
    EXPECT_TRUE(frame.ok()) << name;
    return {name, skin, *frame};
}

Framed modelFramed(const test::ModelHead& head, int frequency = 40) {
    return framed("model", head.mesh(frequency), head.landmarks());
}

std::vector<Framed> everyHead() {
    test::ModelHead lopsided;
    lopsided.skew = 0.08;
    std::vector<Framed> heads{modelFramed({}), modelFramed(lopsided)};
    heads.back().name = "lopsided model";
    for (const test::RealHead& real : test::realHeads())
        heads.push_back(framed(real.name, real.mesh, real.landmarks));
    for (const test::BuiltPerson& person : test::builtPeople({"man P5", "man P50", "woman P50"}))
        heads.push_back(framed(person.name, person.head->display, person.head->landmarks));
    return heads;
}

/// Where a place of a taut tape touches the skin.
Vec3 onSkin(const Framed& head, const Vec3& p) {
    const Vec3 centre = head.frame.centre();
    const auto hit = head.skin->lastHit(centre, p - centre);
    return geom::positionOf(head.skin->mesh(), hit->point);
}

TEST(ScalpFrame, GoesToTheSkinAndBack) {
    for (const Framed& head : everyHead()) {
        double worst_mm = 0;
        for (double s = 0.12; s <= 0.8801; s += 0.019)
            for (double t = -1; t <= 1.0001; t += 0.04) {
                const ScalpCoordinate place{std::min(s, 0.88), std::min(t, 1.0)};
                const auto point = head.frame.positionAt(place);
                ASSERT_TRUE(point.ok()) << head.name << " " << s << " " << t;
                const auto back = head.frame.coordinateOf(*point);
                ASSERT_TRUE(back.ok())
                    << head.name << " " << s << " " << t << ": " << back.error().message;
                worst_mm = std::max(worst_mm, (*head.frame.positionAt(*back) - *point).norm());
                EXPECT_NEAR(back->s, place.s, 1e-6) << head.name;
                EXPECT_NEAR(back->t, place.t, 1e-6) << head.name;
            }
        std::printf("%s: there and back again within %.6f mm\n", head.name.c_str(), worst_mm);
        EXPECT_LT(worst_mm, 0.1) << head.name;
    }
}

TEST(ScalpFrame, EveryLabelLiesAtItsRoundCoordinate) {
    for (const Framed& head : everyHead()) {
        double worst_mm = 0;
        for (const TenTenLabel& label : head.frame.tenTen().labels) {
            const auto point = head.frame.positionAt(label.coordinate);
            ASSERT_TRUE(point.ok());
            const double off_mm = (*point - onSkin(head, label.position)).norm();
            worst_mm = std::max(worst_mm, off_mm);
            EXPECT_LT(off_mm, 1.0) << head.name << " " << label.name;
            const NearestLabel nearest = head.frame.nearestLabel(label.position);
            EXPECT_EQ(nearest.name, label.name);
            EXPECT_EQ(nearest.distance, Mm(0));
        }
        std::printf("%s: labels within %.3f mm of their coordinates\n", head.name.c_str(),
                    worst_mm);
    }
}

TEST(ScalpFrame, TIsLinearInTapeLengthFromTheContourToTheBaseRing) {
    const Framed head = modelFramed({});
    const TenTen& system = head.frame.tenTen();
    // On the row of the ears the tape is known: 10 % of it lies below each end of the contour.
    for (const double part : {0.0, 0.025, 0.05, 0.1, 0.2, 0.4, 0.5}) {
        const double t = -1 + 2 * part;
        const auto left = head.frame.positionAt(ScalpCoordinate{0.5, t});
        const auto right = head.frame.positionAt(ScalpCoordinate{0.5, -t});
        ASSERT_TRUE(left.ok() && right.ok());
        EXPECT_LT((*left - system.coronal.at(part)).norm(), 0.5) << part;
        EXPECT_LT((*right - system.coronal.at(1 - part)).norm(), 0.5) << part;
    }
}

TEST(ScalpFrame, MirrorsOnASymmetricHead) {
    const Framed head = modelFramed({});
    for (double s = 0.12; s < 0.89; s += 0.05)
        for (double t = 0.1; t <= 1; t += 0.1) {
            Vec3 left = *head.frame.positionAt(ScalpCoordinate{s, -t});
            EXPECT_LT(left.x(), 0) << "negative t is the patient's left";
            left.x() *= -1;
            const Vec3 right = *head.frame.positionAt(ScalpCoordinate{s, t});
            EXPECT_LT((left - right).norm(), 0.3) << s << " " << t;
        }
}

TEST(ScalpFrame, SGrowsAlongTheMidlineAsTheTapeDoes) {
    for (const Framed& head : everyHead()) {
        const TapeLine& midline = head.frame.tenTen().midline;
        double last = 0;
        for (double s = 0.12; s <= 0.88; s += 0.01) {
            const auto place = head.frame.coordinateOf(midline.at(s));
            ASSERT_TRUE(place.ok()) << head.name;
            EXPECT_GT(place->s, last);
            EXPECT_NEAR(place->s, s, 0.003) << head.name;
            EXPECT_NEAR(place->t, 0, 0.01) << head.name;
            last = place->s;
        }
    }
}

TEST(ScalpFrame, CarriesASiteToTheSameLabelOfAnotherHead) {
    const std::vector<Framed> heads = everyHead();
    for (const TenTenLabel& label : heads.front().frame.tenTen().labels) {
        if (!ScalpFrame::isPrecise(label.coordinate))
            continue;
        const Vec3 here = onSkin(heads.front(), label.position);
        const auto place = heads.front().frame.coordinateOf(here);
        ASSERT_TRUE(place.ok()) << label.name;
        for (const Framed& other : heads) {
            const Vec3 there = *other.frame.positionAt(*place);
            const auto expected = other.frame.tenTen().find(label.name);
            EXPECT_LT((there - onSkin(other, expected->position)).norm(), 1.0)
                << other.name << " " << label.name;
        }
    }
}

TEST(ScalpFrame, AnswersHonestlyWhereCoordinatesEnd) {
    for (const Framed& head : everyHead()) {
        for (const double s : {0.10, 0.90})
            for (double t = -1; t <= 1; t += 0.1) {
                const auto point = head.frame.positionAt(ScalpCoordinate{s, t});
                ASSERT_TRUE(point.ok());
                ASSERT_TRUE(point->allFinite());
                EXPECT_FALSE(ScalpFrame::isPrecise({s, t}));
                const auto back = head.frame.coordinateOf(*point);
                if (back.ok()) {
                    const Vec3 again = *head.frame.positionAt(*back);
                    EXPECT_LT((again - *point).norm(), 0.1) << head.name << " " << s << " " << t;
                }
            }
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (const ScalpCoordinate wrong :
             {ScalpCoordinate{0.05, 0}, ScalpCoordinate{0.95, 0}, ScalpCoordinate{0.5, 1.2},
              ScalpCoordinate{nan, 0}, ScalpCoordinate{0.5, nan}})
            EXPECT_FALSE(head.frame.positionAt(wrong).ok());
        EXPECT_FALSE(head.frame.coordinateOf({nan, 0, 0}).ok());
        EXPECT_FALSE(head.frame.addressOf({0, nan, 0}).ok());
        EXPECT_FALSE(head.frame.coordinateOf(head.frame.centre()).ok());
    }
}

TEST(ScalpFrame, RefusesTheFaceAndTheNeck) {
    const Framed head = modelFramed({});
    for (const Vec3& off : {Vec3(0, 90, 0), Vec3(30, 85, 5), Vec3(0, 0, -60), Vec3(0, -80, -30),
                            Vec3(75, 0, -25), Vec3(-70, 20, -30)}) {
        const auto place = head.frame.coordinateOf(off);
        ASSERT_FALSE(place.ok()) << off.transpose() << " " << place->s << " " << place->t;
        EXPECT_NE(place.error().message.find("place"), std::string::npos);
    }
}

TEST(ScalpFrame, RefusesLandmarksOfNoHead) {
    const test::ModelHead head;
    Landmarks marks = head.landmarks();
    std::swap(marks.leftPreauricular, marks.rightPreauricular);
    EXPECT_FALSE(ScalpFrame::make(head.mesh(10), marks).ok());
}

TEST(TapeAddress, IsReadAsASentence) {
    EXPECT_EQ(sentenceOf({Mm(141.7), Mm(23.2), Side::Right}),
              "142 mm behind the nasion along the midline, 23 mm to the patient's right");
    EXPECT_EQ(sentenceOf({Mm(60), Mm(5), Side::Left}),
              "60 mm behind the nasion along the midline, 5 mm to the patient's left");
    EXPECT_EQ(sentenceOf({Mm(90.2), Mm(0.1), Side::Midline}),
              "90 mm behind the nasion along the midline");
}

TEST(TapeAddress, LeadsBackToItsSite) {
    Random random(7);
    for (const Framed& head : everyHead()) {
        double worst_mm = 0;
        for (int i = 0; i < 300; ++i) {
            const ScalpCoordinate place{random.uniform(0.12, 0.88), random.uniform(-0.8, 0.8)};
            const Vec3 site = *head.frame.positionAt(place);
            const auto address = head.frame.addressOf(site);
            ASSERT_TRUE(address.ok()) << head.name << " " << place.s << " " << place.t;
            const auto back = head.frame.positionAt(*address);
            ASSERT_TRUE(back.ok()) << head.name;
            // A place on the midline gives its last half millimetre away.
            const double off_mm = (*back - site).norm();
            worst_mm = std::max(worst_mm, off_mm);
            EXPECT_LT(off_mm, 1.0) << head.name << " " << place.s << " " << place.t;
            if (address->side != Side::Midline) {
                EXPECT_EQ(address->side, place.t < 0 ? Side::Left : Side::Right) << head.name;
            }
        }
        std::printf("%s: addresses lead back within %.3f mm\n", head.name.c_str(), worst_mm);
    }
}

TEST(TapeAddress, NeverMisleadsBelowTheContour) {
    for (const Framed& head : everyHead()) {
        int asked = 0;
        int answered = 0;
        for (double s = 0.12; s <= 0.8801; s += 0.02)
            for (const double t : {-1.0, -0.95, -0.9, -0.85, 0.85, 0.9, 0.95, 1.0}) {
                const Vec3 site = *head.frame.positionAt(ScalpCoordinate{std::min(s, 0.88), t});
                const auto address = head.frame.addressOf(site);
                ++asked;
                if (!address)
                    continue;
                ++answered;
                const auto back = head.frame.positionAt(*address);
                ASSERT_TRUE(back.ok()) << head.name << " " << s << " " << t;
                EXPECT_LT((*back - site).norm(), 1.0) << head.name << " " << s << " " << t;
            }
        std::printf("%s: %d of %d places below the contour have an address\n", head.name.c_str(),
                    answered, asked);
        EXPECT_GT(answered, 0) << head.name;
    }
}

TEST(TapeAddress, IsExactOnASphere) {
    const double radius = 90;
    const Vec3 middle(0, 0, 40);
    const auto at = [&](double elevation, double lateral) -> Vec3 {
        return middle + radius * Vec3(std::sin(lateral), std::cos(lateral) * std::cos(elevation),
                                      std::cos(lateral) * std::sin(elevation));
    };
    const double low = -0.2;
    const Landmarks marks{.nasion = at(low, 0),
                          .inion = at(std::numbers::pi - low, 0),
                          .leftPreauricular = at(std::numbers::pi / 2, -1.7),
                          .rightPreauricular = at(std::numbers::pi / 2, 1.7),
                          .vertex = at(std::numbers::pi / 2, 0)};
    const Framed head = framed("sphere", test::icosphere(50, radius, middle), marks);
    for (double elevation = 0.3; elevation < 2.9; elevation += 0.2)
        for (double lateral = -1.2; lateral <= 1.2; lateral += 0.2) {
            const auto address = head.frame.addressOf(at(elevation, lateral));
            ASSERT_TRUE(address.ok());
            EXPECT_NEAR(address->lateral.value(), radius * std::abs(lateral), 0.1);
            EXPECT_NEAR(address->behindNasion.value(), radius * (elevation - low),
                        0.1 / std::cos(lateral));
        }
}

} // namespace
} // namespace meso::anatomy
