#include "app/edits/layout_edits.h"

#include <algorithm>
#include <cmath>

#include "anatomy/ten_ten.h"
#include "app/case/draft_file.h"
#include "app/spread/optimise.h"
#include "base/random.h"
#include "geom/geodesic.h"
#include "plan/layout/site_patterns.h"
#include "plan/session_steps.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

using geom::SurfacePoint;
using plan::InjectionSite;
using plan::LayoutPattern;
using plan::Plan;

class LayoutEdits : public test::OnAHead {
protected:
    static geom::Region areaOf(const Plan& plan) { return regionOf(plan, *headContext_).value(); }
    static Plan laidOut(const std::string& preset, LayoutPattern pattern, int count = 40) {
        const Plan plan = newPlan(preset, *headContext_, *library_).value();
        plan::LayoutRequest request;
        request.count = count;
        request.pattern = pattern;
        auto out = layOutPlan(plan, *headContext_, areaOf(plan), *library_, request);
        EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.error().message);
        return out.ok() ? *out : plan;
    }
    static std::vector<SurfacePoint> pointsOf(const Plan& plan) {
        std::vector<SurfacePoint> out;
        for (const InjectionSite& site : plan.sites)
            out.push_back(site.onScalp);
        return out;
    }
    static double nearestArc(const InjectionSite& site, const std::vector<InjectionSite>& others) {
        const geom::TriMesh& mesh = *headContext_->head->scalp->mesh;
        double nearest = 1e300;
        for (const InjectionSite& other : others)
            nearest = std::min(nearest, geom::arcBetween(positionOf(mesh, site.onScalp),
                                                         normalAt(mesh, site.onScalp),
                                                         positionOf(mesh, other.onScalp),
                                                         normalAt(mesh, other.onScalp))
                                            .value());
        return nearest;
    }
    static std::vector<InjectionSite> locked(const Plan& plan) {
        std::vector<InjectionSite> out;
        for (const InjectionSite& site : plan.sites)
            if (site.locked)
                out.push_back(site);
        std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        return out;
    }
};

// Each step of a record names a site: a layout would leave it pointing elsewhere.
TEST_F(LayoutEdits, APlanWithARecordKeepsItsSites) {
    const Plan plan = laidOut("crown_patch", LayoutPattern::Even, 12);
    const geom::Region region = areaOf(plan);
    const Plan begun = *plan::beginSession(plan, "2026-11-23 14:05");
    const Plan over = *plan::finishSession(begun, "2026-11-23 14:20");
    for (const auto& [recorded, why] :
         {std::pair{begun, "A session is under way"}, {over, "The session of this plan is over"}}) {
        plan::LayoutRequest request;
        request.count = 30;
        const Result<Plan> refused[] = {
            layOutPlan(recorded, *headContext_, region, *library_, request),
            evenOut(recorded, *headContext_, region),
            fillGaps(recorded, *headContext_, region, *library_, 1, Mm(1)),
            mirrorSites(recorded, anatomy::Side::Left, *headContext_, region, *library_),
            offsetByHalfSpacing(recorded, plan.sites, *headContext_, region, *library_),
            reordered(recorded, plan::InjectionOrder::PartingRows, *headContext_, region)};
        for (const Result<Plan>& edit : refused) {
            ASSERT_FALSE(edit.ok());
            EXPECT_NE(edit.error().message.find(why), std::string::npos) << edit.error().message;
        }
        const auto optimised = optimise({recorded, *headContext_, region, *library_}, {});
        ASSERT_FALSE(optimised.ok());
        EXPECT_NE(optimised.error().message.find(why), std::string::npos);
    }
}

TEST_F(LayoutEdits, EveryPatternGivesExactlyTheCountInsideTheBorder) {
    for (const char* preset : {"norwood_3_vertex", "crown_patch", "whole_top"})
        for (const LayoutPattern pattern :
             {LayoutPattern::HexagonalRows, LayoutPattern::PartingRows,
              LayoutPattern::AlongHairline})
            for (const int count : {12, 40, 73}) {
                const Plan plan = laidOut(preset, pattern, count);
                const std::string name = std::string(preset) + " pattern " +
                                         std::to_string(static_cast<int>(pattern)) + " count " +
                                         std::to_string(count);
                ASSERT_EQ(static_cast<int>(plan.sites.size()), count) << name;
                EXPECT_EQ(plan.pattern, pattern);
                const geom::Region region = areaOf(plan);
                const plan::LayoutQuality q = plan::qualityOf(region, pointsOf(plan));
                for (const InjectionSite& site : plan.sites)
                    EXPECT_LE(region.signedDistanceAt(site.onScalp), -0.3 * q.nearestMean.value())
                        << name;
                EXPECT_GE(q.nearestMin / q.spacing, 0.5) << name;
                EXPECT_TRUE(checkPlaces(plan, *headContext_).ok());
            }
}

TEST_F(LayoutEdits, RowsOfSmallPiecesAreEvenAndNeverMeet) {
    for (const char* preset : {"norwood_3_vertex", "norwood_4"})
        for (const int count : {12, 20, 40, 60}) {
            const Plan plan = laidOut(preset, LayoutPattern::AlongHairline, count);
            ASSERT_EQ(static_cast<int>(plan.sites.size()), count) << preset;
            const plan::LayoutQuality q = plan::qualityOf(areaOf(plan), pointsOf(plan));
            EXPECT_LE(q.nearestVariation, 0.1) << preset << " " << count;
            EXPECT_GE(q.nearestMin / q.spacing, 0.65) << preset << " " << count;
        }
}

TEST_F(LayoutEdits, RowsFollowTheDensityFromPieceToPiece) {
    Plan plan = newPlan("norwood_3_vertex", *headContext_, *library_).value();
    const geom::Region region = areaOf(plan);
    ASSERT_GT(region.pieceCount(), 1);
    ASSERT_EQ(plan.area.outlines.size(), region.areas().size());
    const auto shareIn = [&](std::size_t outline, const Plan& of) {
        const geom::TriMesh& mesh = region.mesh();
        const auto within =
            std::count_if(of.sites.begin(), of.sites.end(), [&](const InjectionSite& site) {
                return geom::encloses(region.areas()[outline], region.centre(),
                                      positionOf(mesh, site.onScalp));
            });
        return static_cast<double>(within) / static_cast<double>(of.sites.size());
    };
    plan::LayoutRequest request;
    request.count = 60;
    request.pattern = LayoutPattern::HexagonalRows;
    const std::size_t last = plan.area.outlines.size() - 1;
    const auto equal = layOutPlan(plan, *headContext_, region, *library_, request);
    plan.area.outlines[last].density = 2;
    const auto dense = layOutPlan(plan, *headContext_, region, *library_, request);
    ASSERT_TRUE(equal.ok() && dense.ok());
    EXPECT_EQ(dense->sites.size(), 60U) << "the total stays";
    const double before = shareIn(last, *equal);
    const double wanted = 2 * before / (1 + before);
    EXPECT_NEAR(shareIn(last, *dense), wanted, 0.06);
}

TEST_F(LayoutEdits, PartingRowsHaveOneSEach) {
    const Plan plan = laidOut("whole_top", LayoutPattern::PartingRows);
    std::vector<double> rows;
    for (const InjectionSite& site : plan.sites)
        rows.push_back(site.place.s * headContext_->frame.tenTen().midline.length.value());
    std::sort(rows.begin(), rows.end());
    const double spacing = plan::qualityOf(areaOf(plan), pointsOf(plan)).nearestMean.value();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const double step = rows[i] - rows[i - 1];
        EXPECT_TRUE(step < 0.6 || step > 0.6 * spacing) << step << " mm between rows";
    }
}

TEST_F(LayoutEdits, HairlineRowsStandAtEqualDistancesFromTheFrontBorder) {
    const Plan plan = laidOut("frontal_band", LayoutPattern::AlongHairline);
    const geom::Region region = areaOf(plan);
    const auto field =
        plan::hairlineRows(region, *headContext_->head->scalp->index, headContext_->frame).value();
    std::vector<double> rows;
    for (const InjectionSite& site : plan.sites)
        rows.push_back(interpolate(region.mesh(), site.onScalp, field));
    std::sort(rows.begin(), rows.end());
    const double spacing = plan::qualityOf(region, pointsOf(plan)).nearestMean.value();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const double step = rows[i] - rows[i - 1];
        EXPECT_TRUE(step < 0.6 || step > 0.6 * spacing) << step << " mm between rows";
    }
}

TEST_F(LayoutEdits, ASpacingIsFilledWithAsManyAsFit) {
    for (const LayoutPattern pattern :
         {LayoutPattern::HexagonalRows, LayoutPattern::PartingRows, LayoutPattern::AlongHairline}) {
        const Plan plan = newPlan("whole_top", *headContext_, *library_).value();
        const geom::Region region = areaOf(plan);
        plan::LayoutRequest request;
        request.spacing = Mm(15);
        request.pattern = pattern;
        const auto out = layOutPlan(plan, *headContext_, region, *library_, request);
        ASSERT_TRUE(out.ok()) << out.error().message;
        const double ideal = plan::countFor(region.area(), Mm(15));
        EXPECT_GE(static_cast<double>(out->sites.size()), 0.8 * ideal);
        EXPECT_LE(static_cast<double>(out->sites.size()), 1.15 * ideal);
        EXPECT_NEAR(plan::qualityOf(region, pointsOf(*out)).nearestMean.value(), 15, 1.5);
    }
}

TEST_F(LayoutEdits, LockedSitesCountAndStayBitForBitInEveryPattern) {
    Plan plan = laidOut("norwood_3_vertex", LayoutPattern::Even);
    for (const int i : {3, 17, 30}) {
        plan.sites[i].locked = true;
        plan.sites[i].volume = Ml(0.07);
        plan.sites[i].id = 100 + i;
    }
    for (const LayoutPattern pattern : {LayoutPattern::Even, LayoutPattern::HexagonalRows,
                                        LayoutPattern::PartingRows, LayoutPattern::AlongHairline}) {
        plan::LayoutRequest request;
        request.count = 50;
        request.pattern = pattern;
        const auto out = layOutPlan(plan, *headContext_, areaOf(plan), *library_, request);
        ASSERT_TRUE(out.ok()) << out.error().message;
        EXPECT_EQ(out->sites.size(), 50u);
        EXPECT_EQ(locked(*out), locked(plan));
    }
}

TEST_F(LayoutEdits, MirroringMakesBothHalvesTheSame) {
    const Plan plan = laidOut("norwood_3_vertex", LayoutPattern::Even);
    const geom::Region region = areaOf(plan);
    for (const anatomy::Side side : {anatomy::Side::Left, anatomy::Side::Right}) {
        const Plan out = mirrorSites(plan, side, *headContext_, region, *library_).value();
        const auto half = [&](double sign) {
            std::vector<std::pair<double, double>> places;
            for (const InjectionSite& site : out.sites)
                if (sign * site.place.t > 0.01)
                    places.emplace_back(site.place.s, std::abs(site.place.t));
            std::sort(places.begin(), places.end());
            return places;
        };
        const auto left = half(-1);
        const auto right = half(1);
        ASSERT_EQ(left.size(), right.size());
        for (std::size_t i = 0; i < left.size(); ++i) {
            EXPECT_NEAR(left[i].first, right[i].first, 1e-3);
            EXPECT_NEAR(left[i].second, right[i].second, 1e-3);
        }
    }
    EXPECT_FALSE(mirrorSites(plan, anatomy::Side::Midline, *headContext_, region, *library_).ok());
}

TEST_F(LayoutEdits, TheNextSessionIsPutIntoTheGaps) {
    const Plan plan = laidOut("norwood_3_vertex", LayoutPattern::Even);
    const auto next = offsetByHalfSpacing(plan, plan.sites, *headContext_, areaOf(plan), *library_);
    ASSERT_TRUE(next.ok()) << next.error().message;
    double sum = 0;
    for (const InjectionSite& site : next->sites)
        sum += nearestArc(site, plan.sites);
    const double spacing = plan::spacingFor(areaOf(plan).area(), 40).value();
    EXPECT_GE(sum / 40 / spacing, 0.45);
}

TEST_F(LayoutEdits, GapsAreFilledOnlyWhereThereIsRoom) {
    const Plan plan = laidOut("crown_patch", LayoutPattern::Even, 20);
    const geom::Region region = areaOf(plan);
    const auto gaps = worstGapsOf(plan, region, 3);
    const auto filled = fillGaps(plan, *headContext_, region, *library_, 3, Mm(2));
    ASSERT_TRUE(filled.ok()) << filled.error().message;
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(filled->sites[20 + i].onScalp, gaps[i].place);
    EXPECT_EQ(filled->sites.back().id, 23);
    const auto refused = fillGaps(plan, *headContext_, region, *library_, 30, Mm(8));
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().message.find("of 30 sites fit"), std::string::npos);
    EXPECT_FALSE(fillGaps(plan, *headContext_, region, *library_, 0, Mm(2)).ok());
}

TEST_F(LayoutEdits, WorkingOrdersKeepTheSitesAndTheShortestIsShortest) {
    const Plan plan = laidOut("norwood_3_vertex", LayoutPattern::Even);
    const geom::Region region = areaOf(plan);
    const auto path = [&](plan::InjectionOrder rule) {
        const Plan out = reordered(plan, rule, *headContext_, region).value();
        EXPECT_TRUE(std::is_permutation(out.sites.begin(), out.sites.end(), plan.sites.begin()));
        return routeOf(out, *headContext_, *library_)->travel.value();
    };
    const double shortest = path(plan::InjectionOrder::ShortestPath);
    const double serpentine = path(plan::InjectionOrder::Serpentine);
    EXPECT_LT(shortest, serpentine);
    EXPECT_LT(serpentine, path(plan::InjectionOrder::PartingRows));
}

Result<Plan> randomEdit(const Plan& plan, Random& random, const HeadContext& headContext,
                        const geom::Region& region, const ClinicalLibrary& library) {
    switch (random.below(5)) {
    case 0:
        return evenOut(plan, headContext, region);
    case 1:
        return fillGaps(plan, headContext, region, library, 1 + static_cast<int>(random.below(3)),
                        Mm(3));
    case 2:
        return mirrorSites(plan, random.below(2) == 0 ? anatomy::Side::Left : anatomy::Side::Right,
                           headContext, region, library);
    case 3:
        return reordered(plan, static_cast<plan::InjectionOrder>(random.below(3)), headContext,
                         region);
    default: {
        plan::LayoutRequest request;
        request.count = 20 + static_cast<int>(random.below(30));
        request.pattern = static_cast<LayoutPattern>(random.below(4));
        request.seed = random.next();
        return layOutPlan(plan, headContext, region, library, request);
    }
    }
}

TEST_F(LayoutEdits, AnySequenceKeepsSitesOnTheAreaAndLockedOnesBitForBit) {
    const Plan start = laidOut("norwood_3_vertex", LayoutPattern::Even, 30);
    const geom::Region region = areaOf(start);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Random random(seed);
        Plan plan = start;
        int done = 0;
        for (int k = 0; k < 14; ++k) {
            if (random.uniform() < 0.3)
                plan.sites[random.below(plan.sites.size())].locked = true;
            const auto next = randomEdit(plan, random, *headContext_, region, *library_);
            if (!next)
                continue;
            ++done;
            EXPECT_EQ(locked(*next), locked(plan));
            plan = *next;
            std::vector<int> ids;
            for (const InjectionSite& site : plan.sites) {
                EXPECT_TRUE(region.contains(site.onScalp)) << "seed " << seed << " step " << k;
                ids.push_back(site.id);
            }
            std::sort(ids.begin(), ids.end());
            EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
            EXPECT_TRUE(checkPlaces(plan, *headContext_).ok());
        }
        EXPECT_GE(done, 8) << "the edits are not refused";
    }
}

} // namespace
} // namespace meso::app
