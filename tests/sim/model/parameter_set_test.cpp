#include "sim/model/parameter_set.h"

#include <gtest/gtest.h>

#include "sim/model/transport_phases.h"
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
    const SimInput given = inputOf(test::minoxidil(), 1.5);
    const SimInput fast = withParameters(given, ParameterSet::Fast);
    const SimInput slow = withParameters(given, ParameterSet::Slow);
    // k from a third of the flow to the normal scalp's with blood carriage.
    EXPECT_NEAR(dermisOf(slow).loss().value(), 5.74e-4, 0.01 * 5.74e-4);
    EXPECT_NEAR(dermisOf(fast).loss().value(), 3.77e-3, 0.01 * 3.77e-3);
    EXPECT_NEAR(dermisOf(given).diffusivity / dermisOf(fast).diffusivity, 1.5, 1e-9);
    EXPECT_NEAR(dermisOf(slow).diffusivity / dermisOf(given).diffusivity, 1.5, 1e-9);
    EXPECT_EQ(fast.tissue.depotFraction, 1.8);
    EXPECT_EQ(slow.tissue.depotFraction, 0.64);
    EXPECT_EQ(withParameters(given, ParameterSet::Given).hash(1), given.hash(1));
}

TEST(ParameterSet, MeetsTheTablesRangeOfAProtein) {
    clinic::Compound albumin = test::vegf165();
    albumin.molarMass = Dalton(66500);
    const SimInput given = inputOf(albumin, 3);
    const LayerTransport fast = dermisOf(withParameters(given, ParameterSet::Fast));
    const LayerTransport slow = dermisOf(withParameters(given, ParameterSet::Slow));
    EXPECT_NEAR(slow.loss().value(), 6.13e-6, 0.01 * 6.13e-6);
    EXPECT_NEAR(fast.loss().value(), 3.15e-5, 0.01 * 3.15e-5);
    EXPECT_NEAR(slow.diffusivity / fast.diffusivity, 9, 1e-9);
}

TEST(ParameterSet, FastNeverPerfusesLessThanTheChosenState) {
    SimInput input = inputOf(test::minoxidil(), 1.5);
    input.tissue.bloodFlowStates = {{"hot", "Hot", PerSecond(0.02), 1, Seconds(0), ""},
                                    {"tight", "Tight", {}, 0.2, Seconds(0), ""}};
    for (const char* state : {"hot", "tight", ""}) {
        input.bloodFlowState = state;
        const double fast = dermisOf(withParameters(input, ParameterSet::Fast)).loss().value();
        const double given = dermisOf(input).loss().value();
        const double slow = dermisOf(withParameters(input, ParameterSet::Slow)).loss().value();
        EXPECT_GT(fast, given) << state;
        EXPECT_GT(given, slow) << state;
    }
}

} // namespace
} // namespace meso::sim
