#include "app/spread/optimise.h"

#include <algorithm>
#include <set>

#include "app/planning.h"
#include "plan/layout/layout.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

class Optimise : public test::OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        ASSERT_NE(headContext_, nullptr);
        plan_ = newPlan("crown_patch", *headContext_, *library_).value();
        plan_.formulation = {{"minoxidil", MgPerMl(5)}};
        region_ = std::make_unique<geom::Region>(regionOf(plan_, *headContext_).value());
        plan::LayoutRequest request;
        request.spacing = Mm(7);
        plan_ = layOutPlan(plan_, *headContext_, *region_, *library_, request).value();
        for (plan::InjectionSite& site : plan_.sites) {
            site.depth = Mm(2);
            site.volume = Ml(0.08);
        }
    }
    static void TearDownTestSuite() {
        region_.reset();
        OnAHead::TearDownTestSuite();
    }
    [[nodiscard]] static PlannedHead on(const plan::Plan& plan) {
        return {plan, *headContext_, *region_, *library_};
    }
    [[nodiscard]] static OptimiseRequest request() {
        OptimiseRequest request;
        request.bandId = "miniaturised";
        request.limits = optimiseLimits(library_->protocol);
        request.store = store_;
        request.duration = fromHours(1);
        return request;
    }

    inline static std::unique_ptr<geom::Region> region_;
    inline static const sim::KernelStorePtr store_ = std::make_shared<sim::KernelStore>();
    inline static plan::Plan plan_;
};

TEST_F(Optimise, TakesTheStrictestLimitsOfTheProtocol) {
    const sim::OptimiseLimits limits = optimiseLimits(library_->protocol);
    EXPECT_DOUBLE_EQ(limits.largestVolume.value(), 0.10);
    ASSERT_TRUE(limits.totalVolume.has_value());
    EXPECT_DOUBLE_EQ(limits.totalVolume->value(), 5);
    EXPECT_DOUBLE_EQ(limits.spacing.value(), 5);
    EXPECT_EQ(limits.mostSites, 80);
}

TEST_F(Optimise, GivesAPlanThatCanBeKeptAndCoversWithLess) {
    const auto out = optimise(on(plan_), request());
    ASSERT_TRUE(out.ok()) << out.error().message;
    EXPECT_TRUE(out->figures.reached) << out->figures.after.share;
    EXPECT_LT(out->figures.after.volume.value(), out->figures.before.volume.value());
    EXPECT_FALSE(out->explanation.empty());
    EXPECT_TRUE(checkPlaces(out->plan, *headContext_).ok());
    std::set<int> ids;
    for (const plan::InjectionSite& site : out->plan.sites) {
        ids.insert(site.id);
        EXPECT_LE(region_->signedDistanceAt(site.onScalp), 0.5);
    }
    EXPECT_EQ(ids.size(), out->plan.sites.size());
    EXPECT_EQ(*ids.rbegin(), static_cast<int>(out->plan.sites.size()));
}

TEST_F(Optimise, KeepsOffForbiddenPlacesAndExclusions) {
    OptimiseRequest wanted = request();
    const geom::Vec3 middle = positionOf(*headContext_->head->scalp->mesh, plan_.sites[3].onScalp);
    for (const geom::Vec3& vertex : headContext_->head->scalp->mesh->vertices())
        wanted.forbidden.push_back(static_cast<char>((vertex - middle).norm() < 6));
    const auto out = optimise(on(plan_), wanted);
    ASSERT_TRUE(out.ok()) << out.error().message;
    const auto positions = sitePositions(out->plan, *headContext_->head).value();
    for (const geom::Vec3& position : positions)
        EXPECT_GT((position - middle).norm(), 5.4);
}

TEST_F(Optimise, WorksInATissueThatVariesAndABloodFlowThatPasses) {
    plan::Plan varied = plan_;
    varied.tissue.thicknessByRegion = true;
    for (const anatomy::BloodFlowState& state : library_->tissue.bloodFlowStates)
        if (state.lasts.value() > 0)
            varied.tissue.bloodFlowState = state.id;
    ASSERT_FALSE(varied.tissue.bloodFlowState.empty());
    const auto out = optimise(on(varied), request());
    ASSERT_TRUE(out.ok()) << out.error().message;
    EXPECT_TRUE(out->figures.after.valid);
    EXPECT_GE(out->figures.after.share, std::min(out->figures.before.share, request().share));
}

TEST_F(Optimise, MovesNoLockedSite) {
    plan::Plan kept = plan_;
    kept.sites[3].locked = true;
    const auto out = optimise(on(kept), request());
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().message.substr(0, 17), "Site 4 is locked,");
}

TEST_F(Optimise, SaysWhatItDoesNotKnow) {
    OptimiseRequest wanted = request();
    wanted.compoundId = "unobtainium";
    const auto noCompound = optimise(on(plan_), wanted);
    ASSERT_FALSE(noCompound.ok());
    EXPECT_NE(noCompound.error().message.find("unobtainium"), std::string::npos);
    wanted = request();
    wanted.bandId = "marrow";
    EXPECT_FALSE(optimise(on(plan_), wanted).ok());
    plan::Plan bare = plan_;
    bare.sites.clear();
    EXPECT_FALSE(optimise(on(bare), request()).ok());
    bare = plan_;
    bare.formulation.clear();
    EXPECT_FALSE(optimise(on(bare), request()).ok());
}

} // namespace
} // namespace meso::app
