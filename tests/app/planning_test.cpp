#include "app/planning.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>
#include <span>

#include "geom/geodesic.h"
#include "plan/layout/layout.h"
#include "plan/layout/layout_quality.h"
#include "plan/rules/checks.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

class Planning : public test::OnAHead {
protected:
    static geom::Region regionOfPreset(const std::string& id) {
        auto plan = newPlan(id, *headContext_, *library_);
        EXPECT_TRUE(plan.ok()) << (plan.ok() ? "" : plan.error().message);
        auto region = regionOf(*plan, *headContext_);
        EXPECT_TRUE(region.ok()) << (region.ok() ? "" : region.error().message);
        return std::move(region).value();
    }

    /// Presets of every kind of shape; tests/anatomy looks at the areas of all of them.
    static std::vector<anatomy::AreaPreset> usualPresets() {
        std::vector<anatomy::AreaPreset> out;
        for (const char* id :
             {"crown_patch", "frontal_band", "temples", "norwood_3", "norwood_3_vertex",
              "norwood_6", "ludwig_1", "sinclair_4", "olsen_3", "region_occipital", "whole_top"})
            out.push_back(*library_->areas.find(id));
        return out;
    }

    static std::vector<geom::SurfacePoint> surfacePoints(const std::vector<geom::Vec3>& positions) {
        std::vector<geom::SurfacePoint> points;
        for (const geom::Vec3& p : positions)
            points.push_back(headContext_->head->scalp->index->closest(p).point);
        return points;
    }
};

TEST_F(Planning, PresetsAreMirroredExactly) {
    for (const char* id : {"temples", "norwood_3", "frontal_band", "ludwig_1"}) {
        const geom::Region region = regionOfPreset(id);
        double left = 0;
        double right = 0;
        for (std::size_t v = 0; v < region.vertexArea().size(); ++v)
            (region.mesh().vertices()[v].x() < 0 ? left : right) += region.vertexArea()[v];
        EXPECT_NEAR(left / right, 1, 0.02) << id;
    }
}

TEST_F(Planning, FortySitesAreEvenOnEveryPresetForTwentySeeds) {
    for (const anatomy::AreaPreset& preset : usualPresets()) {
        const geom::Region region = regionOfPreset(preset.id);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            plan::LayoutRequest request;
            request.count = 40;
            request.seed = seed;
            const auto layout = plan::layOut(region, *headContext_->head->scalp->index, request);
            ASSERT_TRUE(layout.ok()) << layout.error().message;
            const plan::LayoutQuality& q = layout->quality;
            EXPECT_EQ(q.count, 40);
            EXPECT_GE(q.nearestMin / q.spacing, 0.80) << preset.id << " seed " << seed;
            EXPECT_LE(q.nearestVariation, 0.10) << preset.id << " seed " << seed;
            for (const geom::Vec3& p : layout->positions) {
                bool inside = false;
                for (const geom::Outline& o : region.areas())
                    inside = inside || geom::encloses(o, region.centre(), p);
                EXPECT_TRUE(inside) << preset.id << " seed " << seed;
            }
        }
    }
}

/// Distance of every site to its nearest neighbour, mm, by fast marching over the skin.
std::vector<double> nearestByMarching(const geom::FastMarching& marching,
                                      const std::vector<geom::SurfacePoint>& sites, Mm limit) {
    std::vector<double> nearest(sites.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const geom::GeodesicSource source{sites[i]};
        const auto field = marching.from(std::span(&source, 1), geom::Wavefront::Circular, limit);
        for (std::size_t j = 0; j < sites.size(); ++j)
            if (i != j) {
                const double distance_mm =
                    geom::interpolate(marching.mesh(), sites[j], field.distance_mm);
                if (std::isfinite(distance_mm))
                    nearest[i] = std::min(nearest[i], distance_mm);
            }
    }
    return nearest;
}

TEST_F(Planning, FastMarchingMeasuresTheSameSpacing) {
    const geom::FastMarching marching(headContext_->head->scalp->mesh);
    for (const anatomy::AreaPreset& preset : usualPresets()) {
        plan::LayoutRequest request;
        request.count = 40;
        const auto layout =
            plan::layOut(regionOfPreset(preset.id), *headContext_->head->scalp->index, request);
        ASSERT_TRUE(layout.ok()) << layout.error().message;
        const plan::LayoutQuality& q = layout->quality;
        const auto nearest = nearestByMarching(marching, layout->sites, 2 * q.spacing);
        const double smallest = *std::min_element(nearest.begin(), nearest.end());
        const double mean = std::accumulate(nearest.begin(), nearest.end(), 0.0) / q.count;
        double squares = 0;
        for (const double d : nearest)
            squares += (d - mean) * (d - mean);
        const double variation = std::sqrt(squares / q.count) / mean;
        std::printf("%s: nearest neighbours %.3f mm and more by fast marching, %.3f mm by the "
                    "layout; mean %.3f and %.3f mm; variation %.4f and %.4f\n",
                    preset.id.c_str(), smallest, q.nearestMin.value(), mean, q.nearestMean.value(),
                    variation, q.nearestVariation);
        EXPECT_NEAR(q.nearestMin.value() / smallest, 1, 0.01) << preset.id;
        EXPECT_NEAR(q.nearestMean.value() / mean, 1, 0.01) << preset.id;
        EXPECT_NEAR(q.nearestVariation, variation, 0.01) << preset.id;
    }
}

TEST_F(Planning, EverySiteOfEveryPresetHasATapeAddress) {
    for (const anatomy::AreaPreset& preset : usualPresets()) {
        plan::LayoutRequest request;
        request.count = 40;
        const auto layout =
            plan::layOut(regionOfPreset(preset.id), *headContext_->head->scalp->index, request);
        ASSERT_TRUE(layout.ok()) << layout.error().message;
        double worst_mm = 0;
        for (const geom::Vec3& site : layout->positions) {
            // Below the 10 % contour, beside the ears, not every place has an address.
            if (const auto place = headContext_->frame.coordinateOf(site);
                place.ok() && std::abs(place->t) > 0.8)
                continue;
            const auto address = headContext_->frame.addressOf(site);
            ASSERT_TRUE(address.ok()) << preset.id << " " << site.transpose();
            const auto back = headContext_->frame.positionAt(*address);
            ASSERT_TRUE(back.ok()) << preset.id << " " << site.transpose();
            worst_mm = std::max(worst_mm, (*back - site).norm());
        }
        std::printf("%s: addresses lead back within %.3f mm\n", preset.id.c_str(), worst_mm);
        EXPECT_LT(worst_mm, 1.0) << preset.id;
    }
}

TEST_F(Planning, SitesKeepOffExclusionPatchesForTwentySeeds) {
    auto plan = newPlan("frontal_band", *headContext_, *library_);
    ASSERT_TRUE(plan.ok());
    plan::Plan with = *plan;
    with.area.exclusions = {{"naevus", {0.30, 0.10}, Mm(4), Mm(10)},
                            {"scar", {0.33, -0.30}, Mm(6), Mm(5)}};
    const auto region = regionOf(with, *headContext_);
    ASSERT_TRUE(region.ok()) << region.error().message;
    double smallest = 1;
    double variation = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        plan::LayoutRequest request;
        request.count = 40;
        request.seed = seed;
        const auto laid = layOutPlan(with, *headContext_, *region, *library_, request);
        ASSERT_TRUE(laid.ok()) << laid.error().message;
        const auto positions = sitePositions(*laid, *headContext_->head);
        ASSERT_EQ(positions->size(), 40u);
        for (const plan::ExclusionPatch& patch : with.area.exclusions) {
            const auto centre = headContext_->frame.positionAt(patch.centre);
            for (const geom::Vec3& p : *positions)
                EXPECT_GT((p - *centre).norm(), (patch.radius + patch.margin).value() - 0.3)
                    << "seed " << seed;
        }
        const auto q = plan::qualityOf(*region, surfacePoints(*positions));
        smallest = std::min(smallest, q.nearestMin / q.spacing);
        variation = std::max(variation, q.nearestVariation);
    }
    std::printf("around exclusions: nearest neighbours at least %.3f of the spacing, variation at "
                "most %.3f\n",
                smallest, variation);
    EXPECT_GE(smallest, 0.80);
    EXPECT_LE(variation, 0.10);
}

TEST_F(Planning, ExclusionsNearTheEdgeOfTheScalpAreDiscsToo) {
    auto plan = newPlan("whole_top", *headContext_, *library_);
    ASSERT_TRUE(plan.ok());
    const double whole = toCm2(regionOf(*plan, *headContext_)->area());
    const auto& mesh = *headContext_->head->scalp->mesh;
    for (const double s : {0.13, 0.3, 0.5, 0.7, 0.87})
        for (const double t : {-1.0, -0.75, 0.0, 0.65, 1.0}) {
            plan::Plan with = *plan;
            with.area.exclusions = {{"naevus", {s, t}, Mm(10), Mm(10)}};
            const auto region = regionOf(with, *headContext_);
            ASSERT_TRUE(region.ok()) << s << " " << t << ": " << region.error().message;
            EXPECT_LE(whole - toCm2(region->area()), 13.2) << "a disc of 20 mm has 12.6 cm2";
            const geom::Vec3 centre =
                *headContext_->frame.positionAt(anatomy::ScalpCoordinate{s, t});
            for (std::size_t v = 0; v < mesh.vertices().size(); v += 11)
                if (region->exclusionDistance()[v] < 0) {
                    ASSERT_LT((mesh.vertices()[v] - centre).norm(), 22) << s << " " << t;
                }
        }
}

TEST_F(Planning, SampleIsTheCaseOfTheReadme) {
    const auto sample = samplePlan(*headContext_, *library_);
    ASSERT_TRUE(sample.ok()) << sample.error().message;
    EXPECT_EQ(sample->sites.size(), 40u);
    EXPECT_EQ(sample->about.ageYears, 41);
    EXPECT_EQ(sample->area.presetId, "norwood_3_vertex");
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(sample->sites[i].id, i + 1);
}

TEST_F(Planning, BothPlacesOfASiteAgree) {
    const auto sample = samplePlan(*headContext_, *library_);
    ASSERT_TRUE(sample.ok());
    const auto positions = sitePositions(*sample, *headContext_->head);
    for (std::size_t i = 0; i < positions->size(); ++i) {
        const auto byCoordinate = headContext_->frame.positionAt(sample->sites[i].place);
        ASSERT_TRUE(byCoordinate.ok());
        EXPECT_LT(((*positions)[i] - *byCoordinate).norm(), 0.2) << i;
        EXPECT_EQ((*positions)[i].x() < -0.5, sample->sites[i].place.t < -0.003) << i;
    }
}

TEST_F(Planning, NeedleReachesItsDepth) {
    const auto sample = samplePlan(*headContext_, *library_);
    for (const plan::InjectionSite& s : sample->sites)
        EXPECT_NEAR(sample->needle.length.value() * std::sin(s.angle.value() * M_PI / 180),
                    s.depth.value(), 1e-9);
}

TEST_F(Planning, SampleHasNoBlockingFinding) {
    const auto sample = samplePlan(*headContext_, *library_);
    const auto region = regionOf(*sample, *headContext_);
    ASSERT_TRUE(region.ok());
    const auto results = checkPlan(*sample, *headContext_, *region, *library_);
    ASSERT_TRUE(results.ok());
    EXPECT_FALSE(plan::blocks(*results));
    EXPECT_GE(results->size(), 10u);
}

} // namespace
} // namespace meso::app
