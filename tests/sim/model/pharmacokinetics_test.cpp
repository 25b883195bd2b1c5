#include "sim/model/pharmacokinetics.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

clinic::Compound testosterone() {
    clinic::Compound c;
    c.name = "Testosterone";
    c.molarMass = Dalton(288.43);
    c.logP = 3.32;
    return c;
}

void expectWithin(double value, double expected, double share) {
    EXPECT_NEAR(value, expected, share * std::abs(expected));
}

TEST(Pharmacokinetics, MeetsThePublishedTestosteroneValuesWithoutThePorePath) {
    const auto d = dermisKinetics(testosterone(), PerSecond(0.0022), {.porePath = false});
    ASSERT_TRUE(d.ok());
    expectWithin(d->fractionUnbound, 0.0608, 1e-3);
    expectWithin(d->bindingFactor, 8.033, 1e-3);
    expectWithin(d->dermis.capacity, 4.820, 1e-3);
    expectWithin(d->dermis.diffusivity.value(), 2.766e-5, 1e-3);
    expectWithin(d->freeUptake.value(), 1.981e-3, 1e-3);
    expectWithin(d->dermis.capillary.value(), 2.466e-4, 1e-3);
}

TEST(Pharmacokinetics, FlowLimitsSmallMoleculesButNotProteins) {
    const auto change = [](const clinic::Compound& c) {
        const auto slow = dermisKinetics(c, PerSecond(0.00228));
        const auto fast = dermisKinetics(c, PerSecond(0.00595));
        return fast->dermis.loss() / slow->dermis.loss();
    };
    EXPECT_GT(change(test::minoxidil()), 1.9);
    EXPECT_LT(change(test::minoxidil()), 2.2);
    EXPECT_NEAR(change(test::vegf165()), 1.0, 0.01);
}

TEST(Pharmacokinetics, TakesLargeOrLogPlessCompoundsAsMacromolecules) {
    clinic::Compound heavy = test::minoxidil();
    heavy.molarMass = Dalton(1600);
    EXPECT_TRUE(dermisKinetics(heavy, PerSecond(0.0022))->macromolecule);
    EXPECT_TRUE(dermisKinetics(test::vegf165(), PerSecond(0.0022))->macromolecule);
    EXPECT_FALSE(dermisKinetics(test::minoxidil(), PerSecond(0.0022))->macromolecule);
    const auto layers = layerTransports(test::vegf165(), test::scalpTissue());
    ASSERT_TRUE(layers.ok());
    EXPECT_DOUBLE_EQ((*layers)[0].capacity, 0.2);
    for (int l = 1; l < 4; ++l)
        EXPECT_DOUBLE_EQ((*layers)[l].capacity, 1) << "a jump of K would block the protein's flux";
}

TEST(Pharmacokinetics, BindingToTheMatrixSlowsAProteinInEveryWay) {
    clinic::Compound bound = test::vegf165();
    bound.matrixBinding = 4;
    const auto a = dermisKinetics(test::vegf165(), PerSecond(0.0022));
    const auto b = dermisKinetics(bound, PerSecond(0.0022));
    EXPECT_NEAR(a->dermis.diffusivity / b->dermis.diffusivity, 5, 1e-12);
    EXPECT_NEAR(a->dermis.loss() / b->dermis.loss(), 5, 1e-12);
}

TEST(Pharmacokinetics, TheFatTermIsOffUnlessAskedForAndCapped) {
    clinic::Compound lipophilic = test::minoxidil();
    lipophilic.logP = 5.1;
    lipophilic.molarMass = Dalton(528.5);
    lipophilic.fractionUnbound = 0.01;
    const auto off = layerTransports(lipophilic, test::scalpTissue());
    const auto on = layerTransports(lipophilic, test::scalpTissue(), {.subcutisLipid = true});
    const double dermis = (*off)[1].capacity;
    EXPECT_NEAR((*off)[2].capacity, 0.5 * dermis, 1e-9);
    EXPECT_NEAR((*off)[2].loss() / (*off)[1].loss(), 1, 1e-9);
    EXPECT_NEAR((*on)[2].capacity, 20.5 * dermis, 1e-6);
    EXPECT_NEAR((*on)[2].loss() * (*on)[2].capacity / ((*off)[2].loss() * (*off)[2].capacity), 1,
                1e-9);
}

TEST(Pharmacokinetics, RefusesImpossibleCompoundsByName) {
    clinic::Compound c = test::minoxidil();
    c.molarMass = Dalton(0);
    const auto massless = dermisKinetics(c, PerSecond(0.0022));
    ASSERT_FALSE(massless.ok());
    EXPECT_NE(massless.error().message.find("Minoxidil"), std::string::npos);
    c = test::minoxidil();
    c.fractionUnbound = 0;
    EXPECT_FALSE(dermisKinetics(c, PerSecond(0.0022)).ok());
    EXPECT_FALSE(dermisKinetics(test::minoxidil(), PerSecond(0)).ok());
    c = test::minoxidil();
    c.matrixBinding = std::nan("");
    EXPECT_FALSE(dermisKinetics(c, PerSecond(0.0022)).ok());
}

} // namespace
} // namespace meso::sim
