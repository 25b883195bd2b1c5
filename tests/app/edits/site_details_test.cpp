#include "app/edits/site_details.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "anatomy/danger.h"
#include "app/plan_checks.h"
#include "plan/edits.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

/// One site of the sample plan, with what lies under it.
class SiteUnderTheSkin : public test::OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        plan_ = std::make_unique<plan::Plan>(samplePlan(*headContext_, *library_).value());
        derived_ = std::make_unique<Derived>(
            deriveOn(std::make_shared<const HeadContext>(*headContext_), *plan_, *library_)
                .value());
    }
    static void TearDownTestSuite() {
        derived_.reset();
        plan_.reset();
        OnAHead::TearDownTestSuite();
    }

    static SiteDetails detailsOf(const plan::Plan& plan, std::size_t index = 0) {
        auto details = siteDetails(plan, index, *derived_, *library_);
        EXPECT_TRUE(details.ok()) << (details.ok() ? "" : details.error().message);
        return std::move(details).value();
    }
    static SiteDetails atDepth(double mm, double angle = 90) {
        plan::Plan plan = *plan_;
        plan.sites[0].depth = Mm(mm);
        plan.sites[0].angle = Degrees(angle);
        return detailsOf(plan);
    }

    inline static std::unique_ptr<plan::Plan> plan_;
    inline static std::unique_ptr<Derived> derived_;
};

TEST_F(SiteUnderTheSkin, NamesTheLayerOfTheTip) {
    // Borders of tissue.json: 0.1, 2, 5 and 6 mm.
    const std::pair<double, const char*> expected[] = {
        {0.05, "Viable epidermis"}, {0.5, "Dermis"},   {1.9, "Dermis"}, {2.0, "Dermis"},
        {2.01, "Subcutis"},         {4.0, "Subcutis"}, {5.5, "Galea"},  {8.0, "Below the galea"}};
    for (const auto& [depth, layer] : expected)
        EXPECT_EQ(atDepth(depth).tipLayer, layer) << depth << " mm";
}

TEST_F(SiteUnderTheSkin, InsertsMoreThanItIsDeepWhereItIsSlanted) {
    EXPECT_NEAR(atDepth(1.5).inserted.value(), 1.5, 1e-12);
    EXPECT_NEAR(atDepth(4 * std::sin(22 * std::numbers::pi / 180), 22).inserted.value(), 4, 1e-12);
    EXPECT_NEAR(atDepth(4, 22).inserted.value(), 10.678, 5e-4) << "4 mm deep, not 4 mm long";
    EXPECT_NEAR(atDepth(2, 30).inserted.value(), 4, 1e-12);
}

TEST_F(SiteUnderTheSkin, UsesTheSitesOwnNeedle) {
    plan::Plan plan = *plan_;
    EXPECT_EQ(detailsOf(plan).needle, plan.needle);
    plan.sites[1].needle = plan::Needle{"34G", Mm(6)};
    EXPECT_EQ(detailsOf(plan, 1).needle, (plan::Needle{"34G", Mm(6)}));
    EXPECT_EQ(detailsOf(plan, 0).needle, plan.needle);
}

TEST_F(SiteUnderTheSkin, ADepotHoldsItsFluidInThePoresOfItsLayers) {
    const anatomy::TissueProfile& tissue = library_->tissue;
    const double delivered = 0.05 * (1 - tissue.leakFraction);
    for (const double depth_mm : {0.5, 1.5, 2.0, 2.5, 3.5, 4.5, 5.9}) {
        SCOPED_TRACE(depth_mm);
        const sim::DepotShape depot = atDepth(depth_mm).depot;
        EXPECT_NEAR(depot.delivered.value(), delivered, 1e-12);
        const double a = depot.halfWidth.value(), c = depot.halfHeight.value();
        const double middle = depot.centre.value();
        EXPECT_GE(middle - c, -1e-9) << "within the skin";
        EXPECT_LE(middle + c, tissue.totalThickness().value() + 1e-9) << "above the bone";
        // Slice by slice, as fine as the eye sees.
        constexpr int kSlices = 20000;
        double room_mm3 = 0;
        for (int i = 0; i < kSlices; ++i) {
            const double z = middle + c * ((i + 0.5) * 2 / kSlices - 1);
            double bottom = 0, pores = tissue.layers.back().poreFraction;
            for (const anatomy::TissueLayer& layer : tissue.layers)
                if (z < (bottom += layer.thickness.value())) {
                    pores = layer.poreFraction;
                    break;
                }
            const double share = 1 - (z - middle) * (z - middle) / (c * c);
            room_mm3 += pores * std::numbers::pi * a * a * share * 2 * c / kSlices;
        }
        EXPECT_NEAR(tissue.depotFraction * room_mm3, 1000 * delivered, 0.01);
    }
}

TEST_F(SiteUnderTheSkin, DrawsADepotOnlyInTissue) {
    const anatomy::TissueProfile& tissue = library_->tissue;
    const SiteDetails papule = atDepth(1.5);
    EXPECT_NEAR(papule.depot.halfWidth.value(), 0.5 * tissue.widestBleb(Ml(0.05)).value(), 1e-9)
        << "no wider than a measured bleb";
    EXPECT_GT(papule.depot.centre, Mm(1.5)) << "there is no room above for what goes down";
    EXPECT_NEAR(papule.depot.centre.value(), papule.depot.halfHeight.value(), 1e-9);
    const SiteDetails deep = atDepth(3.5);
    EXPECT_NEAR(deep.depot.halfHeight.value(), tissue.depotHalfHeight.value(), 1e-12);
    EXPECT_NEAR(deep.depot.centre.value(), 3.5, 1e-12) << "around the tip of the needle";
    EXPECT_NEAR(atDepth(5.9).depot.centre.value(), 6 - tissue.depotHalfHeight.value(), 1e-12)
        << "there is no room below, so the fluid goes up";
    EXPECT_EQ(atDepth(6).depot, sim::DepotShape{}) << "no depot in the bone";
    EXPECT_EQ(atDepth(8).depot, sim::DepotShape{});
    plan::Plan plan = *plan_;
    plan.sites[0].depth = Mm(3.5);
    plan.sites[0].volume = Ml(0.1);
    EXPECT_NEAR(detailsOf(plan).depot.halfWidth.value(),
                deep.depot.halfWidth.value() * std::sqrt(2), 1e-9)
        << "as high";
}

TEST_F(SiteUnderTheSkin, LayersFollowTheRegionWhereThePlanAsks) {
    plan::Plan plan = *plan_;
    plan.tissue.thicknessByRegion = false;
    Mm whole;
    for (const anatomy::TissueLayer& layer : detailsOf(plan).layers)
        whole += layer.thickness;
    EXPECT_NEAR(whole.value(), 6, 1e-9);
    plan.tissue.thicknessByRegion = true;
    // The middle of the front, where tissue.json has 0.85, and of the vertex, where it has 1.
    for (const auto& [s, factor] : {std::pair(0.28, 0.85), std::pair(0.67, 1.0)}) {
        const geom::Vec3 here = headContext_->frame.positionAt({s, 0}).value();
        plan.sites[0].place = {s, 0};
        plan.sites[0].onScalp = *anatomy::locate(*headContext_->head->scalp, here);
        plan.sites[0].depth = Mm(1.8);
        const SiteDetails details = detailsOf(plan);
        whole = Mm(0);
        for (const anatomy::TissueLayer& layer : details.layers)
            whole += layer.thickness;
        EXPECT_NEAR(whole.value(), 6 * factor, 0.02) << s;
        EXPECT_EQ(details.tipLayer, factor < 0.9 ? "Subcutis" : "Dermis") << s;
    }
}

TEST_F(SiteUnderTheSkin, MeasuresToTheNearestCorridor) {
    const anatomy::CorridorMap& map = *derived_->corridors;
    for (const anatomy::CorridorLine& line : map.lines()) {
        if (map.corridorOf(line).id != "sta_parietal" || line.side != anatomy::Side::Right)
            continue;
        const std::vector<geom::Vec3>& piece = line.pieces.at(0);
        const geom::Vec3 on = piece[piece.size() / 2];
        const geom::Vec3 along = (piece[piece.size() / 2 + 1] - piece[piece.size() / 2 - 1]);
        const geom::Vec3 out = (on - headContext_->frame.centre()).normalized();
        plan::Plan plan = *plan_;
        plan.sites[0].onScalp = *anatomy::locate(*headContext_->head->scalp, on);
        auto found = detailsOf(plan).corridor;
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, "sta_parietal");
        EXPECT_EQ(found->side, anatomy::Side::Right);
        EXPECT_TRUE(found->inside());
        EXPECT_NEAR(found->toEdge().value(), -found->halfWidth.value(), 0.7);
        // 15 mm straight to the back; the skin's bend adds less than 0.2 mm over this way.
        plan.sites[0].onScalp =
            *anatomy::locate(*headContext_->head->scalp, on + 15 * out.cross(along).normalized());
        const double straight =
            (geom::positionOf(*headContext_->head->scalp->mesh, plan.sites[0].onScalp) - on).norm();
        found = detailsOf(plan).corridor;
        ASSERT_TRUE(found);
        if (found->id == "sta_parietal") {
            EXPECT_FALSE(found->inside());
            EXPECT_NEAR(found->toEdge().value(), straight - found->halfWidth.value(), 0.7);
        }
    }
    Derived without = *derived_;
    without.corridors.reset();
    EXPECT_FALSE(siteDetails(*plan_, 0, without, *library_)->corridor);
}

TEST_F(SiteUnderTheSkin, RefusesABloodFlowThatTheTissueDoesNotKnow) {
    plan::Plan plan = *plan_;
    plan.tissue.bloodFlowState = "boiling";
    EXPECT_FALSE(siteDetails(plan, 0, *derived_, *library_).ok());
}

} // namespace
} // namespace meso::app
