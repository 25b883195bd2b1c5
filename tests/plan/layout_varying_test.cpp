#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "geom/geodesic.h"
#include "plan/layout/relaxation.h"
#include "support/layout_sphere.h"

namespace meso::plan {
namespace {

using geom::Region;
using geom::SurfacePoint;
using geom::Vec3;
using test::LayoutOnASphere;

class VaryingLayout : public LayoutOnASphere {
protected:
    /// Two equal patches that share a border; the second is outline number two.
    static Region twoPatches() {
        return region({polygon({{25, -40}, {25, 0}, {-15, 0}, {-15, -40}}),
                       polygon({{25, 0}, {25, 40}, {-15, 40}, {-15, 0}})});
    }
    static double nearestTo(const SurfacePoint& site, const std::vector<SurfacePoint>& others) {
        double nearest = 1e300;
        for (const SurfacePoint& other : others)
            if (!(other == site))
                nearest = std::min(
                    nearest, geom::arcBetween(positionOf(**mesh_, site), normalAt(**mesh_, site),
                                              positionOf(**mesh_, other), normalAt(**mesh_, other))
                                 .value());
        return nearest;
    }
    static double meanNearest(const std::vector<SurfacePoint>& sites,
                              const std::vector<SurfacePoint>& others) {
        double sum = 0;
        for (const SurfacePoint& site : sites)
            sum += nearestTo(site, others);
        return sum / static_cast<double>(sites.size());
    }
    static std::vector<SurfacePoint> inside(const geom::Outline& outline,
                                            const std::vector<SurfacePoint>& sites) {
        std::vector<SurfacePoint> out;
        for (const SurfacePoint& site : sites)
            if (geom::encloses(outline, Vec3::Zero(), positionOf(**mesh_, site)))
                out.push_back(site);
        return out;
    }
};

TEST_F(VaryingLayout, TwiceTheDensityGetsTwiceTheSitesAtTheSameTotal) {
    const Region place = twoPatches();
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        LayoutRequest request = forty(seed);
        request.count = 60;
        request.density = densityField(place, {1, 2});
        const auto layout = layOut(place, *index_, request);
        ASSERT_TRUE(layout.ok()) << layout.error().message;
        ASSERT_EQ(layout->sites.size(), 60u);
        const auto sparse = inside(place.areas()[0], layout->sites);
        const auto dense = inside(place.areas()[1], layout->sites);
        EXPECT_NEAR(static_cast<double>(dense.size()) / static_cast<double>(sparse.size()), 2, 0.35)
            << "seed " << seed;
        EXPECT_NEAR(meanNearest(sparse, layout->sites) / meanNearest(dense, layout->sites),
                    std::sqrt(2), 0.14)
            << "seed " << seed;
        EXPECT_LE(layout->quality.nearestVariation, 0.12) << "seed " << seed;
    }
}

TEST_F(VaryingLayout, TheLaterOfTwoOverlappingOutlinesCounts) {
    const Region place = region({cap(0, 30), cap(0, 12)});
    const auto field = densityField(place, {1, 3});
    const auto at = [&](const Vec3& p) {
        return interpolate(**mesh_, index_->closest(p).point, field);
    };
    EXPECT_EQ(at(Vec3(0, 0, kRadius)), 3);
    EXPECT_EQ(at(LayoutOnASphere::at(20, 0)), 1);
    EXPECT_TRUE(densityField(place, {2, 2}).empty()) << "the same everywhere";
}

TEST_F(VaryingLayout, KeptSitesCountAndNewOnesSettleAmongThem) {
    const Region place = region({cap(0, 25)});
    LayoutRequest request = forty();
    for (const double longitude : {-10.0, 0.0, 3.0})
        request.kept.push_back(index_->closest(LayoutOnASphere::at(2, longitude)).point);
    const auto layout = layOut(place, *index_, request);
    ASSERT_TRUE(layout.ok());
    EXPECT_EQ(layout->sites.size(), 37u);
    EXPECT_EQ(layout->quality.count, 40);
    for (const SurfacePoint& site : layout->sites)
        EXPECT_GE(nearestTo(site, request.kept), 0.75 * layout->quality.spacing.value());
    request.count = 2;
    const auto refused = layOut(place, *index_, request);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("3 sites are locked"), std::string::npos);
}

TEST_F(VaryingLayout, ANewSessionFillsTheGapsOfTheEarlierOne) {
    const std::vector<std::pair<const char*, Region>> places = {
        {"cap", region({cap(20, 19)})},
        {"hole", region({cap(0, 25)}, {{"naevus", at(5, 0), at(5, 0).normalized(), 9.4}})},
        {"band", region({polygon({{50, -60}, {50, 60}, {15, 55}, {15, -55}})})}};
    for (const auto& [name, place] : places) {
        const auto first = layOut(place, *index_, forty(1));
        ASSERT_TRUE(first.ok());
        LayoutRequest again = forty(2);
        const auto blind = layOut(place, *index_, again);
        again.earlier = first->sites;
        const auto next = layOut(place, *index_, again);
        ASSERT_TRUE(next.ok());
        const double spacing = first->quality.spacing.value();
        const double apart = meanNearest(next->sites, first->sites) / spacing;
        RecordProperty(name, std::to_string(apart));
        EXPECT_GE(apart, 0.45) << name;
        EXPECT_LT(meanNearest(blind->sites, first->sites) / spacing, apart - 0.08) << name;
        EXPECT_GE(next->quality.nearestMin.value() / spacing, 0.6) << name;
    }
}

TEST_F(VaryingLayout, EveningOutMovesFewSitesFar) {
    const Region place = region({cap(0, 25)});
    std::vector<SurfacePoint> sites = layOut(place, *index_, forty())->sites;
    const double spacing = spacingFor(place.area(), 40).value();
    Random random(3);
    std::vector<std::size_t> shaken;
    for (int i = 0; i < 8; ++i) {
        shaken.push_back(random.below(sites.size()));
        const Vec3 aside(random.uniform(-1, 1), random.uniform(-1, 1), 0);
        sites[shaken.back()] =
            index_->closest(positionOf(**mesh_, sites[shaken.back()]) + 0.7 * spacing * aside)
                .point;
    }
    const LayoutQuality before = qualityOf(place, sites);
    const auto evened = evenedOut(place, *index_, sites, {}, {});
    const LayoutQuality after = qualityOf(place, evened);
    EXPECT_LT(after.nearestVariation, 0.5 * before.nearestVariation);
    EXPECT_GE(after.nearestMin.value(), 0.75 * spacing);
    int far = 0;
    for (std::size_t i = 0; i < sites.size(); ++i)
        far +=
            (positionOf(**mesh_, sites[i]) - positionOf(**mesh_, evened[i])).norm() > 0.5 * spacing;
    EXPECT_LE(far, 8);
    const auto still = evenedOut(place, *index_, evened, {}, {});
    double most = 0;
    for (std::size_t i = 0; i < sites.size(); ++i)
        most =
            std::max(most, (positionOf(**mesh_, still[i]) - positionOf(**mesh_, evened[i])).norm());
    EXPECT_LE(most, 0.3 * spacing) << "an even pattern stays";
}

TEST_F(VaryingLayout, ASiteOutsideIsBroughtIn) {
    const Region place = region({cap(0, 20)});
    std::vector<SurfacePoint> sites = layOut(place, *index_, forty())->sites;
    sites[4] = index_->closest(LayoutOnASphere::at(40, 0)).point;
    for (const SurfacePoint& site : evenedOut(place, *index_, sites, {}, {}))
        EXPECT_TRUE(place.contains(site));
}

} // namespace
} // namespace meso::plan
