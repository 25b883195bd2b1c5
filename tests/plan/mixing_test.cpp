#include "plan/mixing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "app/case/open_case.h"
#include "base/random.h"
#include "base/text.h"
#include "plan/dose.h"

namespace meso::plan {
namespace {

Plan planHolding(std::vector<Ml> volumes) {
    Plan plan;
    plan.formulation = {{"dexpanthenol", MgPerMl(50)}, {"biotin", MgPerMl(5)}};
    int id = 0;
    for (const Ml v : volumes) {
        InjectionSite site;
        site.id = ++id;
        site.volume = v;
        plan.sites.push_back(site);
    }
    return plan;
}

TEST(Mixing, TwoMillilitresOfFivePercentAndEightOfSalineGiveTenMilligrams) {
    const auto mixed =
        mix({{"dexpanthenol", *text::strength("5 %"), Ml(2)}, {"", MgPerMl(0), Ml(8)}});
    ASSERT_TRUE(mixed.ok());
    EXPECT_EQ(mixed->volume, Ml(10));
    ASSERT_EQ(mixed->ingredients.size(), 1U);
    EXPECT_DOUBLE_EQ(mixed->ingredients[0].strength.value(), 10);
    EXPECT_DOUBLE_EQ(toPercent(mixed->ingredients[0].strength), 1);
}

TEST(Mixing, TypedStrengthsMeanTheSameInEveryUnit) {
    for (const char* typed : {"0.5 %", "5 mg/mL", "5 mg/ml", "5000 ug/mL", "5000 \u00b5g/mL"})
        EXPECT_DOUBLE_EQ(text::strength(typed).value().value(), 5) << typed;
    EXPECT_EQ(mgAndPercentText(MgPerMl(5)), "5 mg/mL (0.5 %)");
    EXPECT_DOUBLE_EQ(fromPercent(0.05).value(), 0.5);
}

TEST(Mixing, TwoAmpoulesOfOneCompoundAddUp) {
    const auto mixed = mix({{"biotin", MgPerMl(10), Ml(1)},
                            {"biotin", MgPerMl(5), Ml(2)},
                            {"dexpanthenol", MgPerMl(250), Ml(1)}});
    ASSERT_TRUE(mixed.ok());
    ASSERT_EQ(mixed->ingredients.size(), 2U);
    EXPECT_DOUBLE_EQ(mixed->ingredients[0].strength.value(), 5);
    EXPECT_DOUBLE_EQ(mixed->ingredients[1].strength.value(), 62.5);
}

TEST(Mixing, NonsenseIsRefused) {
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(mix({}).ok());
    EXPECT_FALSE(mix({{"", MgPerMl(0), Ml(0)}}).ok());
    EXPECT_FALSE(mix({{"biotin", MgPerMl(0), Ml(1)}}).ok());
    for (const double bad : {nan, inf, -1.0}) {
        EXPECT_FALSE(mix({{"biotin", MgPerMl(bad), Ml(1)}}).ok());
        EXPECT_FALSE(mix({{"biotin", MgPerMl(1), Ml(bad)}, {"", MgPerMl(0), Ml(2)}}).ok());
        EXPECT_FALSE(recipeFor({}, {}, Ml(bad)).ok());
        EXPECT_FALSE(
            recipeFor({{"biotin", MgPerMl(bad)}}, {{"biotin", MgPerMl(5), Ml(0)}}, Ml(1)).ok());
    }
}

TEST(Mixing, ARecipeMixesBackToWhatWasWanted) {
    Random random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<Ingredient> wanted;
        std::vector<Stock> stocks;
        for (const char* id : {"a", "b", "c"}) {
            const double stock = 1 + 200 * random.uniform();
            stocks.push_back({id, MgPerMl(stock), Ml(0)});
            wanted.push_back({id, MgPerMl(stock * (0.01 + 0.32 * random.uniform()))});
        }
        const Ml total(0.5 + 20 * random.uniform());
        const auto recipe = recipeFor(wanted, stocks, total);
        ASSERT_TRUE(recipe.ok()) << recipe.error().message;
        std::vector<Stock> poured = recipe->stocks;
        poured.push_back({"", MgPerMl(0), recipe->vehicle});
        const auto mixed = mix(poured);
        ASSERT_TRUE(mixed.ok());
        EXPECT_NEAR(mixed->volume.value(), total.value(), 1e-9);
        for (std::size_t i = 0; i < wanted.size(); ++i)
            EXPECT_NEAR(mixed->ingredients[i].strength / wanted[i].strength, 1, 1e-9);
    }
}

TEST(Mixing, StocksThatAreTooWeakAreNamed) {
    const std::vector<Stock> stocks = {{"a", MgPerMl(10), Ml(0)}, {"b", MgPerMl(10), Ml(0)}};
    const auto weak = recipeFor({{"a", MgPerMl(11)}}, stocks, Ml(2));
    ASSERT_FALSE(weak.ok());
    EXPECT_NE(weak.error().message.find("\"a\" has 10 mg/mL"), std::string::npos);
    const auto together = recipeFor({{"a", MgPerMl(6)}, {"b", MgPerMl(5)}}, stocks, Ml(2));
    ASSERT_FALSE(together.ok());
    EXPECT_NE(together.error().message.find("2.20 mL of 2.00 mL"), std::string::npos)
        << together.error().message;
    EXPECT_FALSE(recipeFor({{"c", MgPerMl(1)}}, stocks, Ml(2)).ok());
    EXPECT_TRUE(recipeFor({{"a", MgPerMl(10)}}, stocks, Ml(2)).ok()) << "undiluted";
}

TEST(Mixing, AmountsPerSiteAreaAndSession) {
    Plan plan = planHolding(std::vector<Ml>(40, Ml(0.05)));
    const auto amounts = amountsOf(plan, fromCm2(40));
    ASSERT_EQ(amounts.size(), 2U);
    EXPECT_NEAR(amounts[0].perSite->value(), 2.5, 1e-12);
    EXPECT_NEAR(amounts[0].perSession.value(), 100, 1e-9);
    EXPECT_NEAR(*amounts[0].mg_per_cm2, 2.5, 1e-9);
    EXPECT_NEAR(amounts[1].perSession.value(), 10, 1e-9);
    plan.sites[3].volume = Ml(0.1);
    const auto uneven = amountsOf(plan, Mm2(0));
    EXPECT_FALSE(uneven[0].perSite.has_value());
    EXPECT_NEAR(uneven[0].minPerSite.value(), 2.5, 1e-12);
    EXPECT_NEAR(uneven[0].maxPerSite.value(), 5, 1e-12);
    EXPECT_FALSE(uneven[0].mg_per_cm2.has_value());
}

TEST(Mixing, MixturesAreCountedOverTheirOwnSites) {
    Plan plan = planHolding({Ml(0.1), Ml(0.1), Ml(0.2)});
    plan.furtherMixtures = {{"Temples", {{"biotin", MgPerMl(10)}}}};
    plan.sites[2].mixture = 1;
    const auto doses = dosesOf(plan);
    ASSERT_EQ(doses.size(), 3U);
    EXPECT_NEAR(doses[1].total.value(), 1, 1e-12);
    EXPECT_NEAR(doses[2].total.value(), 2, 1e-12);
    EXPECT_EQ(doses[2].mixture, 1);
    const auto session = sessionDoses(plan);
    ASSERT_EQ(session.size(), 2U);
    EXPECT_EQ(session[1].compoundId, "biotin");
    EXPECT_NEAR(session[1].total.value(), 3, 1e-12);
    EXPECT_NEAR(session[1].injectedIn.value(), 0.4, 1e-12);
    EXPECT_NEAR(session[0].injectedIn.value(), 0.2, 1e-12);
    EXPECT_EQ(
        inUnitOf(clinic::Amount(clinic::AmountUnit::Ml, 3), session[0], clinic::AmountUnit::Mg),
        clinic::Amount(session[0].injectedIn));
    EXPECT_EQ(
        inUnitOf(clinic::Amount(clinic::AmountUnit::Ml, 3), session[0], clinic::AmountUnit::Ml),
        clinic::Amount(clinic::AmountUnit::Ml, session[0].total.value()))
        << "counted in mL itself: its own volume, as everywhere else";
    EXPECT_TRUE(ingredientsOf(plan, 2).empty());
    EXPECT_TRUE(ingredientsOf(plan, -1).empty());
}

TEST(Mixing, SyringesAreFilledWithWholeSitesAndLoseTheirDeadVolume) {
    Plan plan = planHolding(std::vector<Ml>(40, Ml(0.06)));
    plan.syringe = {Ml(1), Ml(0.07)};
    const auto needs = syringesFor(plan);
    ASSERT_TRUE(needs.ok());
    ASSERT_EQ(needs->size(), 1U);
    const DrawUpAmounts& need = needs->front();
    ASSERT_EQ(need.fillings.size(), 3U) << "16 sites of 0.06 mL fit into 1 mL";
    EXPECT_EQ(need.fillings[0].size(), 16U);
    EXPECT_EQ(need.fillings[2].size(), 8U);
    EXPECT_NEAR(need.injected.value(), 2.4, 1e-9);
    EXPECT_NEAR(need.lost.value(), 0.21, 1e-12);
    EXPECT_NEAR(need.drawnUp.value(), 2.61, 1e-9);
    plan.syringe.volume = Ml(0.05);
    ASSERT_FALSE(syringesFor(plan).ok());
    EXPECT_NE(syringesFor(plan).error().message.find("Site 1 "), std::string::npos);
    plan.syringe.volume = Ml(0);
    EXPECT_FALSE(syringesFor(plan).ok());
}

TEST(Mixing, TwentySitesOfAFiftiethFillOneMillilitreInSpiteOfRounding) {
    Plan plan = planHolding(std::vector<Ml>(20, Ml(0.05)));
    const auto needs = syringesFor(plan);
    ASSERT_TRUE(needs.ok());
    EXPECT_EQ(needs->front().fillings.size(), 1U);
}

} // namespace
} // namespace meso::plan
