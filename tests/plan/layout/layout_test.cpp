#include "plan/layout/layout.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "plan/layout/relaxation.h"
#include "plan/layout/triangle.h"
#include "support/layout_sphere.h"

namespace meso::plan {
namespace {

using geom::Outline;
using geom::Region;
using geom::Vec3;

using test::LayoutOnASphere;

TEST(Triangle, AnyTwoGiveTheThird) {
    EXPECT_NEAR(toCm2(areaFor(40, Mm(10))), 34.64, 0.01);
    EXPECT_NEAR(spacingFor(fromCm2(34.641), 40).value(), 10, 1e-3);
    EXPECT_EQ(countFor(fromCm2(34.641), Mm(10)), 40);
    // 40 sites over 112 cm2 stand 18 mm apart.
    EXPECT_NEAR(spacingFor(fromCm2(112), 40).value(), 18, 0.02);
}

TEST_F(LayoutOnASphere, FortySitesAreEvenForTwentySeeds) {
    const std::vector<std::pair<const char*, Region>> places = {
        {"cap", region({cap(20, 19)})},
        {"two triangles", region({polygon({{30, 10}, {20, 50}, {0, 40}}),
                                  polygon({{30, -10}, {20, -50}, {0, -40}})})},
        {"cap with a hole",
         region({cap(0, 25)}, {{"naevus", at(5, 0), at(5, 0).normalized(), 9.4}})},
        {"wide band", region({polygon({{50, -60}, {50, 60}, {15, 55}, {15, -55}})})}};
    for (const auto& [name, place] : places)
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto layout = layOut(place, *index_, forty(seed));
            ASSERT_TRUE(layout.ok());
            const LayoutQuality& q = layout->quality;
            ASSERT_EQ(layout->sites.size(), 40u);
            EXPECT_GE(q.nearestMin / q.spacing, 0.80) << name << " seed " << seed;
            EXPECT_LE(q.nearestVariation, 0.10) << name << " seed " << seed;
            for (const Vec3& p : layout->positions) {
                bool inside = false;
                for (const Outline& o : place.areas())
                    inside = inside || geom::encloses(o, Vec3::Zero(), p);
                for (const geom::Disc& d : place.exclusions())
                    EXPECT_GT(kRadius * std::acos(p.normalized().dot(d.normal)), d.radius_mm)
                        << name;
                EXPECT_TRUE(inside) << name;
            }
        }
}

TEST_F(LayoutOnASphere, SameSeedSameSitesOtherSeedOtherSites) {
    const Region place = region({cap(20, 19)});
    const auto a = layOut(place, *index_, forty(5));
    const auto b = layOut(place, *index_, forty(5));
    const auto c = layOut(place, *index_, forty(6));
    EXPECT_EQ(a->sites, b->sites);
    EXPECT_NE(a->sites, c->sites);
}

TEST_F(LayoutOnASphere, EveryCountIsMetExactly) {
    const Region place = region({cap(0, 30)});
    for (const int count : {1, 2, 3, 7, 41, 120, 200}) {
        LayoutRequest request;
        request.count = count;
        const auto layout = layOut(place, *index_, request);
        ASSERT_TRUE(layout.ok()) << layout.error().message;
        EXPECT_EQ(static_cast<int>(layout->sites.size()), count);
    }
}

TEST_F(LayoutOnASphere, SpacingAsksForItsCount) {
    const Region place = region({cap(0, 25)});
    LayoutRequest request;
    request.spacing = Mm(10);
    const auto layout = layOut(place, *index_, request);
    ASSERT_TRUE(layout.ok());
    EXPECT_EQ(layout->quality.count, countFor(place.area(), Mm(10)));
    EXPECT_NEAR(layout->quality.spacing.value(), 10, 0.2);
}

TEST_F(LayoutOnASphere, RefusesWithTheReason) {
    const Region place = region({cap(0, 4)});
    const auto refusal = [&](LayoutRequest request) {
        const auto layout = layOut(place, *index_, request);
        return layout.ok() ? std::string("(accepted)") : layout.error().message;
    };
    LayoutRequest crowded;
    crowded.count = 150;
    EXPECT_NE(refusal(crowded).find("too small for 150 sites"), std::string::npos);
    LayoutRequest wide;
    wide.spacing = Mm(80);
    EXPECT_NE(refusal(wide).find("not one site fits"), std::string::npos);
    LayoutRequest none;
    EXPECT_NE(refusal(none).find("either"), std::string::npos);
    for (const int count : {0, -3, 201}) {
        LayoutRequest outside;
        outside.count = count;
        EXPECT_NE(refusal(outside).find("between 1 and 200"), std::string::npos) << count;
    }
    for (const double spacing : {0.0, -1.0, std::nan("")}) {
        LayoutRequest absurd;
        absurd.spacing = Mm(spacing);
        EXPECT_NE(refusal(absurd), "(accepted)") << spacing;
    }
    LayoutRequest fine;
    fine.spacing = Mm(0.01);
    EXPECT_NE(refusal(fine).find("at most 200"), std::string::npos);
}

} // namespace
} // namespace meso::plan
