#include "plan/case_edits.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/sample_plan.h"

namespace meso::plan {
namespace {

Plan somePlan() {
    return test::randomPlan(1);
}

std::string refusalOfEdit(const Result<Plan>& plan) {
    return plan ? "(accepted)" : plan.error().message;
}

TEST(CaseEdits, RefuseNumbersOutOfRangeWithTheRange) {
    const Plan plan = somePlan();
    EXPECT_EQ(refusalOfEdit(setWeight(plan, 12)),
              "The weight must be between 20 and 300 kg, not 12 kg.");
    EXPECT_NE(refusalOfEdit(setWeight(plan, std::nan(""))).find("between 20 and 300"),
              std::string::npos);
    EXPECT_EQ(setWeight(plan, 70)->about.weight_kg, 70);
    EXPECT_FALSE(setWeight(plan, std::nullopt)->about.weight_kg);
    EXPECT_EQ(refusalOfEdit(setHeight(plan, 1.75)),
              "The height must be between 120 and 230 cm, not 1.75 cm.");
    EXPECT_NE(refusalOfEdit(setHeight(plan, std::nan(""))).find("between 120 and 230"),
              std::string::npos);
    EXPECT_EQ(setHeight(plan, 175)->about.height_cm, 175);
    EXPECT_FALSE(setHeight(plan, std::nullopt)->about.height_cm);
    EXPECT_NE(refusalOfEdit(setAge(plan, 17)).find("between 18 and 120"), std::string::npos);
    EXPECT_NE(refusalOfEdit(setSex(plan, "both")).find("male, female"), std::string::npos);
    TissueChoices tissue;
    tissue.leakShare = 1.2;
    EXPECT_EQ(refusalOfEdit(setTissue(plan, tissue)),
              "The leaking share must be between 0 and 0.9, not 1.2.");
    EXPECT_NE(refusalOfEdit(setSyringe(plan, {Ml(0.01), Ml(0)})).find("0.1 and 60 mL"),
              std::string::npos);
    EXPECT_NE(refusalOfEdit(setSyringe(plan, {Ml(1), Ml(-1)})).find("dead volume"),
              std::string::npos);
    EXPECT_NE(refusalOfEdit(setDensity(plan, 0, 5)).find("0.25 and 4"), std::string::npos);
    EXPECT_EQ(refusalOfEdit(setDensity(plan, 9, 1)), "The plan has no area 10.");
}

TEST(CaseEdits, KeepFindingsSortedAndOnce) {
    Plan plan = somePlan();
    plan = setFlag(plan, "anticoagulant", true).value();
    plan = setFlag(plan, "anticoagulant", true).value();
    EXPECT_EQ(plan.about.flags, (std::vector<std::string>{"anticoagulant", "diabetes", "paraben"}));
    plan = setFlag(plan, "diabetes", false).value();
    plan = setFlag(plan, "never", false).value();
    EXPECT_EQ(plan.about.flags, (std::vector<std::string>{"anticoagulant", "paraben"}));
}

TEST(CaseEdits, TakeAMixtureAwayWithoutLosingItsSites) {
    Plan plan = somePlan();
    plan = addMixture(plan, "Crown").value();
    plan = setMixture(plan, {7, 8}, 2).value();
    plan = removeMixture(plan, 1).value();
    EXPECT_EQ(plan.furtherMixtures.size(), 1u);
    EXPECT_EQ(plan.sites[5].mixture, 0); // had the one that is gone
    EXPECT_EQ(plan.sites[6].mixture, 1);
    EXPECT_EQ(refusalOfEdit(setMixture(plan, {1}, 4)), "The plan has no mixture 5.");
    EXPECT_EQ(refusalOfEdit(removeMixture(plan, 0)), "The plan has no mixture 1.");
    for (int i = 0; i < 4; ++i)
        plan = addMixture(plan, "more").value();
    EXPECT_NE(refusalOfEdit(addMixture(plan, "one too many")).find("at most 6"), std::string::npos);
}

TEST(CaseEdits, EditAnyMixtureAsTheFirst) {
    const Plan plan = somePlan();
    const auto edited = editMixture(plan, 1, [](Plan p) {
        return addIngredient(std::move(p), {"minoxidil", MgPerMl(2)});
    });
    ASSERT_TRUE(edited.ok());
    EXPECT_EQ(edited->formulation, plan.formulation);
    ASSERT_EQ(edited->furtherMixtures[0].ingredients.size(), 2u);
    EXPECT_EQ(edited->furtherMixtures[0].ingredients[1], (Ingredient{"minoxidil", MgPerMl(2)}));
    EXPECT_NE(
        refusalOfEdit(
            editMixture(plan, 1, [](Plan p) { return setStrength(std::move(p), 5, MgPerMl(1)); }))
            .find("no number 6"),
        std::string::npos);
}

TEST(CaseEdits, KeepALockedSiteWhereItIs) {
    const Plan plan = setLocked(somePlan(), {3}, true);
    const SkinPlace place{{0.5, 0.1}, {1, {0.5, 0.25, 0.25}}};
    EXPECT_EQ(refusalOfEdit(moveSite(plan, 3, place)), "Site 3 is locked. Unlock it to move it.");
    EXPECT_TRUE(moveSite(setLocked(plan, {3}, false), 3, place).ok());
}

TEST(CaseEdits, RefuseANeedleOrAVehicleThatNoFileHolds) {
    const Plan plan = somePlan();
    EXPECT_FALSE(setSiteNeedle(plan, {}, Needle{"32G", Mm(400)}).ok());
    EXPECT_EQ(setSiteNeedle(plan, {2}, Needle{"32G", Mm(13)})->sites[1].needle,
              (Needle{"32G", Mm(13)}));
    EXPECT_FALSE(setVehicle(plan, std::string(201, 'x')).ok());
}

} // namespace
} // namespace meso::plan
