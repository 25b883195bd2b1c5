#include "app/planning.h"

#include <cmath>

#include "support/desk_fixture.h"

namespace meso::app {
namespace {

class Planning : public test::OnAHead {
protected:
    static geom::Region regionOfPreset(const std::string& id) {
        auto plan = newPlan(id, *desk_, *library_);
        EXPECT_TRUE(plan.ok()) << (plan.ok() ? "" : plan.error().message);
        auto region = regionOf(*plan, *desk_);
        EXPECT_TRUE(region.ok()) << (region.ok() ? "" : region.error().message);
        return std::move(region).value();
    }
};

TEST_F(Planning, PresetsHaveTheAreasOfTheirDefinitions) {
    for (const anatomy::AreaPreset& preset : library_->areas.presets) {
        const geom::Region region = regionOfPreset(preset.id);
        EXPECT_NEAR(toCm2(region.area()) / preset.expectedCm2, 1, 0.15) << preset.id;
    }
}

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
    for (const anatomy::AreaPreset& preset : library_->areas.presets) {
        const geom::Region region = regionOfPreset(preset.id);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            plan::LayoutRequest request;
            request.count = 40;
            request.seed = seed;
            const auto layout = plan::layOut(region, *desk_->head->scalp->index, request);
            ASSERT_TRUE(layout.ok()) << layout.error().message;
            const plan::LayoutQuality& q = layout->quality;
            EXPECT_EQ(q.count, 40);
            EXPECT_GE(q.nearestSmallest / q.spacing, 0.80) << preset.id << " seed " << seed;
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

TEST_F(Planning, SitesKeepOffExclusionPatches) {
    auto plan = newPlan("frontal_band", *desk_, *library_);
    ASSERT_TRUE(plan.ok());
    plan::Plan with = *plan;
    with.area.exclusions = {{"naevus", {0.30, 0.10}, Mm(4), Mm(10)},
                            {"scar", {0.33, -0.30}, Mm(6), Mm(5)}};
    const auto region = regionOf(with, *desk_);
    ASSERT_TRUE(region.ok()) << region.error().message;
    plan::LayoutRequest request;
    request.count = 40;
    const auto laid = layOutPlan(with, *desk_, *region, *library_, request);
    ASSERT_TRUE(laid.ok()) << laid.error().message;
    const auto positions = sitePositions(*laid, *desk_->head);
    for (const plan::ExclusionPatch& patch : with.area.exclusions) {
        const auto centre = desk_->frame.positionAt(patch.centre);
        for (const geom::Vec3& p : *positions)
            EXPECT_GT((p - *centre).norm(), (patch.radius + patch.margin).value() - 0.3);
    }
}

TEST_F(Planning, SampleIsTheCaseOfTheReadme) {
    const auto sample = samplePlan(*desk_, *library_);
    ASSERT_TRUE(sample.ok()) << sample.error().message;
    EXPECT_EQ(sample->sites.size(), 40u);
    EXPECT_EQ(sample->about.ageYears, 41);
    EXPECT_EQ(sample->area.presetId, "norwood_3_vertex");
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(sample->sites[i].id, i + 1);
}

TEST_F(Planning, BothPlacesOfASiteAgree) {
    const auto sample = samplePlan(*desk_, *library_);
    ASSERT_TRUE(sample.ok());
    const auto positions = sitePositions(*sample, *desk_->head);
    for (std::size_t i = 0; i < positions->size(); ++i) {
        const auto byCoordinate = desk_->frame.positionAt(sample->sites[i].place);
        ASSERT_TRUE(byCoordinate.ok());
        EXPECT_LT(((*positions)[i] - *byCoordinate).norm(), 0.2) << i;
        EXPECT_EQ((*positions)[i].x() < -0.5, sample->sites[i].place.t < -0.003) << i;
    }
}

TEST_F(Planning, NeedleReachesItsDepth) {
    const auto sample = samplePlan(*desk_, *library_);
    for (const plan::InjectionSite& s : sample->sites)
        EXPECT_NEAR(sample->needle.length.value() * std::sin(s.angle.value() * M_PI / 180),
                    s.depth.value(), 1e-9);
}

TEST_F(Planning, SampleHasNoBlockingFinding) {
    const auto sample = samplePlan(*desk_, *library_);
    const auto results = checkPlan(*sample, *desk_, *library_);
    ASSERT_TRUE(results.ok());
    EXPECT_FALSE(plan::blocks(*results));
    EXPECT_GE(results->size(), 10u);
}

} // namespace
} // namespace meso::app
