#include "plan/layout/gaps.h"

#include <algorithm>

#include "geom/geodesic.h"
#include "plan/layout/relaxation.h"
#include "support/layout_sphere.h"

namespace meso::plan {
namespace {

using geom::Region;
using geom::SurfacePoint;

class Gaps : public test::LayoutOnASphere {
protected:
    static double arc(const SurfacePoint& a, const SurfacePoint& b) {
        return geom::arcBetween(positionOf(**mesh_, a), normalAt(**mesh_, a),
                                positionOf(**mesh_, b), normalAt(**mesh_, b))
            .value();
    }
};

TEST_F(Gaps, TheWorstOneIsWhereASiteWasTakenAway) {
    const Region place = region({cap(0, 25)});
    auto sites = layOut(place, *index_, forty())->sites;
    std::size_t middle = 0;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (place.signedDistanceAt(sites[i]) < place.signedDistanceAt(sites[middle]))
            middle = i;
    const SurfacePoint taken = sites[middle];
    sites.erase(sites.begin() + static_cast<std::ptrdiff_t>(middle));
    const auto gaps = worstGaps(place, sites, 3);
    ASSERT_EQ(gaps.size(), 3u);
    const double spacing = spacingFor(place.area(), 40).value();
    EXPECT_LE(arc(gaps[0].place, taken), 0.25 * spacing);
    EXPECT_NEAR(gaps[0].radius.value(), spacing, 0.2 * spacing);
    EXPECT_LT(gaps[1].radius.value(), 0.8 * spacing);
}

TEST_F(Gaps, RadiiAreThoseOfASearchByHandAndNeverGrow) {
    const Region place = region({cap(0, 25)}, {{"naevus", at(5, 0), at(5, 0).normalized(), 9.4}});
    auto sites = layOut(place, *index_, forty())->sites;
    sites.resize(20);
    const auto gaps = worstGaps(place, sites, 8);
    ASSERT_EQ(gaps.size(), 8u);
    const Mm inside = borderDistance(place.area(), 28);
    for (std::size_t g = 0; g < gaps.size(); ++g) {
        double nearest = 1e300;
        for (const SurfacePoint& site : sites)
            nearest = std::min(nearest, arc(site, gaps[g].place));
        EXPECT_NEAR(nearest, gaps[g].radius.value(), 1e-9);
        EXPECT_LE(place.signedDistanceAt(gaps[g].place), -inside.value());
        if (g > 0) {
            EXPECT_LE(gaps[g].radius, gaps[g - 1].radius);
        }
        sites.push_back(gaps[g].place);
    }
}

TEST_F(Gaps, StopsWhereTheyGetTooNarrow) {
    const Region place = region({cap(0, 25)});
    const auto sites = layOut(place, *index_, forty())->sites;
    const auto wide = worstGaps(place, sites, 200, Mm(6));
    EXPECT_LT(wide.size(), 200u);
    for (const Gap& gap : wide)
        EXPECT_GE(gap.radius, Mm(6));
    EXPECT_TRUE(worstGaps(place, sites, 5, Mm(50)).empty());
    EXPECT_TRUE(worstGaps(place, sites, 0).empty());
}

TEST_F(Gaps, AnEmptyAreaIsFilledFromItsMiddle) {
    const Region place = region({cap(0, 20)});
    const auto gaps = worstGaps(place, {}, 1);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_LE((gaps[0].position - at(0, 0)).norm(), 4);
    EXPECT_NEAR(gaps[0].radius.value(), Region::kReachMm, 2) << "the border's distance, clamped";
}

} // namespace
} // namespace meso::plan
