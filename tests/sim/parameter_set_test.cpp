#include "sim/parameter_set.h"

#include <gtest/gtest.h>

#include "sim/transport_phases.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

SimInput inputOf(const clinic::Compound& compound, double diffusivityFactor) {
    SimInput input;
    input.compound = compound;
    input.compound.diffusivityFactor = diffusivityFactor;
    input.tissue = test::scalpTissue();
    input.tissue.plausible = {0.64, 1.8, 0, 0.15, 1 / 3.0, PerSecond(0.00595), 0.2875, 1.875};
    return input;
}

LayerTransport dermisOf(const SimInput& input) {
    return transportPhases(input)->front().transports[1];
}

TEST(ParameterSet, MeetsTheTablesRangeOfASmallMolecule) {
    const SimInput mid = inputOf(test::minoxidil(), 1.5);
    const SimInput low = withParameters(mid, ParameterSet::Low);
    const SimInput high = withParameters(mid, ParameterSet::High);
    // k from a third of the flow to the normal scalp's with blood carriage.
    EXPECT_NEAR(dermisOf(high).loss().value(), 5.74e-4, 0.01 * 5.74e-4);
    EXPECT_NEAR(dermisOf(low).loss().value(), 3.77e-3, 0.01 * 3.77e-3);
    EXPECT_NEAR(dermisOf(mid).diffusivity / dermisOf(low).diffusivity, 1.5, 1e-9);
    EXPECT_NEAR(dermisOf(high).diffusivity / dermisOf(mid).diffusivity, 1.5, 1e-9);
    EXPECT_EQ(low.tissue.depotFraction, 1.8);
    EXPECT_EQ(high.tissue.depotFraction, 0.64);
    EXPECT_EQ(withParameters(mid, ParameterSet::Mid).hash(), mid.hash());
}

TEST(ParameterSet, MeetsTheTablesRangeOfAProtein) {
    clinic::Compound albumin = test::vegf165();
    albumin.molarMass = Dalton(66500);
    const SimInput mid = inputOf(albumin, 3);
    const LayerTransport low = dermisOf(withParameters(mid, ParameterSet::Low));
    const LayerTransport high = dermisOf(withParameters(mid, ParameterSet::High));
    EXPECT_NEAR(high.loss().value(), 6.13e-6, 0.01 * 6.13e-6);
    EXPECT_NEAR(low.loss().value(), 3.15e-5, 0.01 * 3.15e-5);
    EXPECT_NEAR(high.diffusivity / low.diffusivity, 9, 1e-9);
}

TEST(ParameterSet, LowNeverPerfusesLessThanTheChosenState) {
    SimInput input = inputOf(test::minoxidil(), 1.5);
    input.tissue.bloodFlowStates = {{"hot", "Hot", PerSecond(0.02), 1, Seconds(0), ""},
                                    {"tight", "Tight", {}, 0.2, Seconds(0), ""}};
    for (const char* state : {"hot", "tight", ""}) {
        input.bloodFlowState = state;
        const double low = dermisOf(withParameters(input, ParameterSet::Low)).loss().value();
        const double mid = dermisOf(input).loss().value();
        const double high = dermisOf(withParameters(input, ParameterSet::High)).loss().value();
        EXPECT_GT(low, mid) << state;
        EXPECT_GT(mid, high) << state;
    }
}

} // namespace
} // namespace meso::sim
