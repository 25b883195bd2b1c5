#include "app/assumed_tissue.h"

#include <algorithm>

#include "anatomy/ten_ten.h"
#include "app/spread/simulation.h"
#include "app/spread/summary.h"
#include "plan/layout/layout.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

class TissueOfAPlan : public test::OnAHead {
protected:
    void SetUp() override {
        plan_ = newPlan("crown_patch", *headContext_, *library_).value();
        plan_.formulation = {{"minoxidil", MgPerMl(5)}};
        region_ = std::make_shared<const geom::Region>(regionOf(plan_, *headContext_).value());
        plan_ = layOutPlan(plan_, *headContext_, *region_, *library_, {.count = 6}).value();
    }
    [[nodiscard]] Result<sim::SimInput> input(const std::string& compound = "minoxidil") const {
        return simInputFor(planned(), {compound, MgPerMl(5)}, fromHours(2));
    }
    [[nodiscard]] PlannedHead planned() const {
        return {plan_, *headContext_, *region_, *library_};
    }
    /// Dose left in the tissue after two hours, as a share.
    [[nodiscard]] double left() const {
        const auto runs = simulatePlan(planned(), fromHours(2));
        EXPECT_TRUE(runs.ok()) << runs.error().message;
        const sim::SimResult& result = *runs->front().result;
        return 1 - clearedShare(result.balance.back(), result.dose);
    }

    plan::Plan plan_;
    std::shared_ptr<const geom::Region> region_;
};

TEST_F(TissueOfAPlan, TakesLastingFlowIntoTheProfileAndPassingFlowIntoTheRun) {
    plan_.tissue.bloodFlowState = "normal_scalp";
    EXPECT_DOUBLE_EQ(input()->tissue.bloodFlow.value(), 0.00595);
    EXPECT_EQ(input()->bloodFlowState, "");
    plan_.tissue.bloodFlowState = "warming";
    EXPECT_DOUBLE_EQ(input()->tissue.bloodFlow.value(), 0.0022 * 1.7);
    plan_.tissue.bloodFlowState = "hyperaemia";
    EXPECT_EQ(input()->tissue.bloodFlow, library_->tissue.bloodFlow);
    EXPECT_EQ(input()->bloodFlowState, "hyperaemia");
    plan_.tissue.bloodFlowState = "tides";
    EXPECT_NE(input().error().message.find("\"tides\", which tissue.json does not have"),
              std::string::npos);
}

TEST_F(TissueOfAPlan, TakesTheOtherChoicesIntoTheRun) {
    plan_.tissue.temperature_C = 37;
    plan_.tissue.depotFraction = 0.7;
    plan_.tissue.leakShare = 0.2;
    plan_.tissue.fatPartition = true;
    const auto run = input();
    EXPECT_EQ(run->pharmacokinetics.temperature_C, 37);
    EXPECT_TRUE(run->pharmacokinetics.subcutisLipid);
    EXPECT_EQ(run->tissue.depotFraction, 0.7);
    EXPECT_EQ(run->tissue.leakFraction, 0.2);
    EXPECT_TRUE(run->thicknessFactor.empty());
}

TEST_F(TissueOfAPlan, ClearsFasterWhereMoreBloodFlows) {
    const double usual = left();
    plan_.tissue.bloodFlowState = "normal_scalp";
    const double more = left();
    plan_.tissue.bloodFlowState = "epinephrine";
    const double less = left();
    EXPECT_LT(more, 0.9 * usual);
    EXPECT_GT(less, 1.5 * usual);
}

TEST_F(TissueOfAPlan, FollowsABloodFlowThatPassesDuringTheRun) {
    const double usual = left();
    plan_.tissue.bloodFlowState = "hyperaemia";
    const double flushed = left();
    EXPECT_LT(flushed, 0.9 * usual) << "more flow for the first 40 minutes";
}

TEST_F(TissueOfAPlan, HasOneThicknessPerPlaceOfTheScalp) {
    plan_.tissue.thicknessByRegion = true;
    const auto run = input();
    ASSERT_EQ(run->thicknessFactor.size(), headContext_->head->scalp->mesh->vertices().size());
    const auto [least, most] =
        std::minmax_element(run->thicknessFactor.begin(), run->thicknessFactor.end());
    EXPECT_LT(*least, 0.9F);
    EXPECT_GT(*most, 1.05F);
    EXPECT_NEAR(run->thicknessAt(headContext_->frame.tenTen().find("CPz")->position), 1, 0.06);
    const auto result = sim::simulate(*run);
    ASSERT_TRUE(result.ok()) << result.error().message;
    bool isMixed = false;
    for (const sim::CompoundField::Depot& depot : (*result)->field->depots())
        isMixed = isMixed || depot.parts.size() > 1;
    EXPECT_TRUE(isMixed) << "between nodes of thickness";
}

TEST_F(TissueOfAPlan, InjectsACompoundWhereTheMixtureHoldsIt) {
    plan_.furtherMixtures = {{"Other", {{"dexpanthenol", MgPerMl(50)}, {"minoxidil", MgPerMl(2)}}}};
    plan_.sites[1].mixture = 1;
    plan_.sites[4].mixture = 1;
    const auto all = simulatedIngredients(plan_, *library_);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0], (plan::Ingredient{"minoxidil", MgPerMl(5)}));
    const auto minoxidil = input();
    ASSERT_EQ(minoxidil->depots.size(), 6u);
    EXPECT_EQ(minoxidil->depots[1].strength, MgPerMl(2));
    EXPECT_EQ(minoxidil->depots[2].strength, MgPerMl(5));
    const auto second = input("dexpanthenol");
    ASSERT_EQ(second->depots.size(), 2u);
    EXPECT_EQ(second->depots[1].number, plan_.sites[4].id);
    plan_.sites[1].mixture = plan_.sites[4].mixture = 0;
    EXPECT_NE(input("dexpanthenol").error().message.find("No site gets"), std::string::npos);
}

TEST_F(TissueOfAPlan, LeavesOutWhatCannotBeSimulatedAndSaysWhy) {
    const auto* unknown = [&]() -> const clinic::Compound* {
        for (const clinic::Compound* compound : library_->compounds.offered())
            if (!clinic::notSimulatedReason(*compound).empty())
                return compound;
        return nullptr;
    }();
    ASSERT_NE(unknown, nullptr);
    plan_.formulation.push_back({unknown->id, MgPerMl(1)});
    EXPECT_EQ(simulatedIngredients(plan_, *library_).size(), 1u);
    EXPECT_EQ(notSimulated(plan_, *library_),
              std::vector<std::string>{clinic::notSimulatedReason(*unknown)});
    const auto runs = simulatePlan(planned(), fromMinutes(10));
    ASSERT_TRUE(runs.ok()) << runs.error().message;
    EXPECT_EQ(runs->size(), 1u);
    plan_.formulation = {{unknown->id, MgPerMl(1)}};
    EXPECT_FALSE(simulatePlan(planned(), fromMinutes(10)).ok());
}

} // namespace
} // namespace meso::app
