// The page of what is injected: case, mixtures, the guard against slips, amounts.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/library.h"
#include "base/text.h"
#include "plan/anaesthetic_load.h"
#include "plan/case_edits.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/kit/kit_text.h"
#include "ui/state/session_controller.h"

namespace meso::ui {
namespace {

class MixPage : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_, {1440, 3600}};

    MixPage() {
        window_.hand.click("plan.page.Mix");
        window_.hand.frames(2);
    }
    void click(const std::string& id) {
        window_.hand.click(id);
        window_.hand.frames(3);
    }
    [[nodiscard]] const plan::Plan& plan() const { return openCase_->plan(); }
    [[nodiscard]] std::string nameOf(const std::string& compound) const {
        return openCase_->library().compounds.find(compound)->name;
    }
    void inject(std::vector<plan::Ingredient> parts) {
        plan::Plan next = plan();
        next.formulation = std::move(parts);
        ASSERT_TRUE(openCase_->edit(next, "Mix").ok());
        openCase_->commit();
        window_.hand.frames(3);
    }
};

TEST_F(MixPage, AStrengthThatLooksLikeASlipIsAskedAbout) {
    inject({{"minoxidil", MgPerMl(5)}});
    const plan::Plan before = plan();
    window_.hand.enter("ingredient.1.strength", "50");
    window_.hand.frames(3);
    EXPECT_EQ(plan(), before) << "not taken silently";
    ASSERT_TRUE(window_.hand.has("ingredient.1.question"));
    const Item field = window_.hand.at("ingredient.1.strength");
    EXPECT_EQ(test::lettersIn(field.min, field.max), "50mg/mL") << "what was typed stays in sight";
    EXPECT_TRUE(test::isWritten("Keep 50 mg/mL"));
    EXPECT_TRUE(test::isWritten("Back to 5 mg/mL"));
    click("ingredient.1.back");
    EXPECT_EQ(plan(), before);
    EXPECT_FALSE(window_.hand.has("ingredient.1.question"));
    window_.hand.enter("ingredient.1.strength", "5 %");
    window_.hand.frames(3);
    click("ingredient.1.keep");
    EXPECT_EQ(plan().formulation[0].strength, MgPerMl(50));
    window_.key("Ctrl+Z");
    EXPECT_EQ(plan(), before);
    window_.hand.enter("ingredient.1.strength", "6");
    EXPECT_EQ(plan().formulation[0].strength, MgPerMl(6)) << "nothing to ask";
}

TEST_F(MixPage, AskedAlsoWhereNoStrengthIsPublished) {
    inject({{"adrenaline", MgPerMl(0.005)}});
    window_.hand.enter("ingredient.1.strength", "10 mg/mL");
    window_.hand.frames(3);
    EXPECT_TRUE(window_.hand.has("ingredient.1.question"));
    EXPECT_EQ(plan().formulation[0].strength, MgPerMl(0.005)) << "not taken before it is kept";
}

TEST_F(MixPage, TheQuestionGoesWithItsCompound) {
    inject({{"minoxidil", MgPerMl(5)}});
    window_.hand.enter("ingredient.1.strength", "50");
    window_.hand.frames(3);
    click("ingredient.1");
    click("ingredient.1." + nameOf("biotin"));
    EXPECT_EQ(plan().formulation[0].compoundId, "biotin");
    EXPECT_FALSE(window_.hand.has("ingredient.1.question"));
}

TEST_F(MixPage, DisabledCompoundsAreShownAndCannotBeTaken) {
    click("ingredient.1");
    const Item buflomedil = window_.hand.at("ingredient.1." + nameOf("buflomedil"));
    EXPECT_FALSE(buflomedil.enabled);
    window_.hand.hover("ingredient.1." + nameOf("buflomedil"));
    window_.hand.frames(40);
    const std::string why = openCase_->library().compounds.find("buflomedil")->disabledReason;
    ASSERT_FALSE(why.empty());
    EXPECT_TRUE(test::isWritten("Not to be injected: " + why)) << "the reason stands in the window";
    EXPECT_FALSE(window_.hand.has("ingredient.1." + nameOf("insulin"))) << "a benchmark";
}

TEST_F(MixPage, AnyCompoundCanBeAddedAndRemoved) {
    inject({{"minoxidil", MgPerMl(5)}, {"biotin", MgPerMl(5)}});
    click("ingredient.1.remove");
    ASSERT_EQ(plan().formulation.size(), 1U);
    EXPECT_EQ(plan().formulation[0].compoundId, "biotin");
    click("ingredient.add");
    EXPECT_FALSE(window_.hand.at("ingredient.add." + nameOf("biotin")).enabled) << "it is in";
    EXPECT_FALSE(window_.hand.at("ingredient.add." + nameOf("buflomedil")).enabled);
    click("ingredient.add." + nameOf("dexpanthenol"));
    ASSERT_EQ(plan().formulation.size(), 2U);
    EXPECT_EQ(plan().formulation[1].compoundId, "dexpanthenol") << "the one that was chosen";
    click("ingredient.2.remove");
    click("ingredient.1.remove");
    EXPECT_TRUE(plan().formulation.empty());
}

TEST_F(MixPage, CompoundsInUnitsAreTypedInUnits) {
    inject({{"botulinum_a", MgPerMl(50)}});
    window_.hand.enter("ingredient.1.strength", "40 U/mL");
    EXPECT_EQ(plan().formulation[0].strength, MgPerMl(40));
    window_.hand.enter("ingredient.1.strength", "30 mg/mL");
    EXPECT_EQ(plan().formulation[0].strength, MgPerMl(40));
    EXPECT_TRUE(window_.hand.has("ceiling.botulinum_a"));
}

TEST_F(MixPage, AShareIsAtMostTheWhole) {
    inject({{"prp", MgPerMl(0.5)}});
    for (const char* more : {"5 mL/mL", "1.2", "1,000"}) {
        window_.hand.enter("ingredient.1.strength", more);
        EXPECT_EQ(plan().formulation[0].strength, MgPerMl(0.5)) << more;
    }
    window_.hand.enter("ingredient.1.strength", "1 mL/mL");
    EXPECT_EQ(plan().formulation[0].strength, MgPerMl(1));
}

TEST_F(MixPage, ADoseThatReachesItsHardCeilingIsNotCalledAboveIt) {
    // The shipped sample: 40 sites of 0.05 mL at 5 mg/mL, whose sum is 10 mg and some last digit.
    ASSERT_EQ(plan().sites.size(), 40U);
    ASSERT_EQ(openCase_->library().compounds.find("minoxidil")->hardCeiling,
              clinic::Amount(Mg(10)));
    EXPECT_TRUE(window_.hand.has("ceiling.minoxidil.aboveSoft"));
    EXPECT_FALSE(window_.hand.has("ceiling.minoxidil.aboveHard"));
    window_.hand.enter("ingredient.1.strength", "5.1");
    window_.hand.frames(3);
    EXPECT_TRUE(window_.hand.has("ceiling.minoxidil.aboveHard"));
    EXPECT_FALSE(window_.hand.has("ceiling.minoxidil.aboveSoft"));
    window_.hand.enter("ingredient.1.strength", "2.5");
    window_.hand.frames(3);
    EXPECT_TRUE(window_.hand.has("ceiling.minoxidil"));
    EXPECT_FALSE(window_.hand.has("ceiling.minoxidil.aboveSoft")) << "it reaches the soft one";
}

TEST_F(MixPage, FurtherMixturesHaveTheirOwnCompounds) {
    click("mixture.add");
    ASSERT_EQ(plan().furtherMixtures.size(), 1U);
    click("ingredient.add");
    click("ingredient.add." + nameOf("caffeine"));
    EXPECT_EQ(plan().furtherMixtures[0].ingredients.size(), 1U);
    window_.hand.enter("mixture.name", "Temples");
    EXPECT_EQ(plan().furtherMixtures[0].name, "Temples");
    click("mixture");
    click("mixture.Mixture 1");
    EXPECT_FALSE(window_.hand.at("mixture.remove").enabled);
    click("mixture");
    click("mixture.Mixture 2 (Temples)");
    click("mixture.remove");
    EXPECT_TRUE(plan().furtherMixtures.empty());
}

TEST_F(MixPage, EveryEditOfMixturesIsInTheTableOfActions) {
    inject({{"minoxidil", MgPerMl(5)}, {"biotin", MgPerMl(5)}});
    const plan::Plan before = plan();
    window_.state().planPage = PlanPage::Area;
    ASSERT_TRUE(window_.perform("mix.addCompound"));
    EXPECT_EQ(window_.state().planPage, PlanPage::Mix);
    EXPECT_EQ(plan(), before) << "it asks which one first";
    click("ingredient.add." + nameOf("caffeine"));
    ASSERT_EQ(plan().formulation.size(), 3U);
    EXPECT_FALSE(window_.perform("mix.removeCompound4"));
    ASSERT_TRUE(window_.perform("mix.removeCompound2"));
    ASSERT_EQ(plan().formulation.size(), 2U);
    EXPECT_EQ(plan().formulation[1].compoundId, "caffeine");
    EXPECT_EQ(*openCase_->undoLabel(), "Remove Biotin");
    EXPECT_FALSE(window_.perform("mix.removeMixture")) << "the first one stays";
    EXPECT_FALSE(window_.perform("mix.nextMixture")) << "there is one";
    ASSERT_TRUE(window_.perform("mix.addMixture"));
    EXPECT_EQ(window_.state().mix.mixture, 1);
    EXPECT_FALSE(window_.perform("mix.removeCompound1")) << "it is empty";
    ASSERT_TRUE(window_.perform("mix.nextMixture"));
    EXPECT_EQ(window_.state().mix.mixture, 0);
    ASSERT_TRUE(window_.perform("mix.nextMixture"));
    ASSERT_TRUE(window_.perform("mix.removeMixture"));
    EXPECT_TRUE(plan().furtherMixtures.empty());
    for (std::size_t i = 0; i < plan::kMaxFurtherMixtures; ++i)
        ASSERT_TRUE(window_.perform("mix.addMixture"));
    EXPECT_FALSE(window_.perform("mix.addMixture")) << "a plan holds no more";
    for (int i = 0; i < 8; ++i)
        window_.key("Ctrl+Z");
    window_.key("Ctrl+Z");
    EXPECT_EQ(plan(), before);
}

TEST_F(MixPage, TheCaseTakesWeightAgeSexAndFindings) {
    window_.hand.enter("case.weight", "72,5 kg");
    EXPECT_EQ(plan().about.weight_kg, 72.5);
    window_.hand.enter("case.weight", "7");
    EXPECT_EQ(plan().about.weight_kg, 72.5);
    window_.hand.enter("case.weight", "0");
    EXPECT_FALSE(plan().about.weight_kg);
    window_.hand.enter("case.height", "1.75");
    EXPECT_FALSE(plan().about.height_cm) << "metres are no centimetres";
    window_.hand.enter("case.height", "175 cm");
    EXPECT_EQ(plan().about.height_cm, 175);
    window_.key("Ctrl+Z");
    EXPECT_FALSE(plan().about.height_cm);
    window_.key("Ctrl+Y");
    EXPECT_EQ(plan().about.height_cm, 175);
    window_.hand.enter("case.age", "17");
    EXPECT_NE(plan().about.ageYears, 17);
    window_.hand.enter("case.age", "52");
    EXPECT_EQ(plan().about.ageYears, 52);
    click("case.sex.Female");
    EXPECT_EQ(plan().about.sex, "female");
    EXPECT_FALSE(window_.hand.has("case.flag.pregnancy"));
    click("case.findings");
    click("case.flag.keloid");
    EXPECT_EQ(plan().about.flags, std::vector<std::string>{"keloid"});
    click("case.flag.keloid");
    EXPECT_TRUE(plan().about.flags.empty());
}

TEST_F(MixPage, SaysWhatTheWeightIsFor) {
    const std::string words = "Needed for the limits of local anaesthetics.";
    EXPECT_EQ(test::isWritten(words), !plan().about.weight_kg);
    window_.hand.enter("case.weight", "80");
    EXPECT_FALSE(test::isWritten(words));
    window_.hand.enter("case.weight", "0");
    EXPECT_TRUE(test::isWritten(words));
}

TEST_F(MixPage, ButtonsNameWhatTheyRemove) {
    inject({{"minoxidil", MgPerMl(5)}});
    EXPECT_TRUE(test::isWritten("Remove Minoxidil"));
    EXPECT_TRUE(test::isWritten("Remove mixture"));
    EXPECT_TRUE(test::isWritten("Add mixture"));
}

// R04 to R08: the limit by weight, lower without adrenaline.
TEST_F(MixPage, LimitsOfLocalAnaestheticsFollowWeightAndAdrenaline) {
    window_.hand.enter("case.weight", "0");
    inject({{"lidocaine", MgPerMl(10)}});
    EXPECT_TRUE(test::isWritten("Weight not stated"));
    window_.hand.enter("case.weight", "70");
    window_.hand.frames(3);
    EXPECT_FALSE(test::isWritten("Weight not stated"));
    const auto load = [&] {
        return plan::anaestheticLoad(plan(), openCase_->library().anaesthetics,
                                     openCase_->library().vehicles.find(plan().vehicle));
    };
    ASSERT_EQ(load().agents.size(), 1U);
    const Mg plain = load().agents[0].limit.value_or(Mg(0));
    EXPECT_TRUE(test::isWritten(load().agents[0].ruleId + ": " + load().agents[0].sentence));
    inject({{"lidocaine", MgPerMl(10)}, {"adrenaline", MgPerMl(0.005)}});
    const Mg withAdrenaline = load().agents[0].limit.value_or(Mg(0));
    EXPECT_GT(withAdrenaline, plain) << "adrenaline raises the limit";
    EXPECT_TRUE(test::isWritten("of " + text::of(withAdrenaline)));
    window_.hand.enter("case.weight", "35");
    window_.hand.frames(3);
    EXPECT_LT(load().agents[0].limit.value_or(Mg(0)), withAdrenaline) << "half of the weight";
    EXPECT_TRUE(test::isWritten(load().sentence));
}

TEST_F(MixPage, EquipmentRefusesWhatNoSyringeHas) {
    const plan::Plan before = plan();
    for (const char* field : {"syringe.volume", "syringe.dead", "needle.length"})
        for (const char* nonsense : {"x", "-3", "1e9"}) {
            window_.hand.enter(field, nonsense);
            EXPECT_EQ(plan(), before) << field << " took " << nonsense;
        }
    window_.hand.enter("syringe.volume", "2");
    window_.hand.enter("syringe.dead", "0.05");
    EXPECT_EQ(plan().syringe, (plan::Syringe{Ml(2), Ml(0.05)}));
    click("vehicle");
    click("vehicle.Procaine 1 % in saline");
    EXPECT_EQ(plan().vehicle, "procaine_1_saline");
    EXPECT_TRUE(window_.hand.has("anaesthetics")) << "the vehicle brings one along";
}

TEST_F(MixPage, FoldsShowLawAndEvidenceAndTheRecipe) {
    inject({{"minoxidil", MgPerMl(5)}});
    click("mix.about.minoxidil");
    click("mix.recipe");
    ASSERT_TRUE(window_.hand.has("recipe.result"));
    window_.hand.enter("recipe.volume", "10");
    EXPECT_EQ(window_.state().mix.recipeVolume, Ml(10));
    window_.hand.enter("recipe.stock.minoxidil", "1");
    EXPECT_FALSE(window_.hand.has("recipe.result")) << "too weak a stock";
    EXPECT_TRUE(window_.hand.has("amounts.minoxidil"));
}

} // namespace
} // namespace meso::ui
