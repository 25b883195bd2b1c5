#include "sim/model/parameter_set.h"

#include <algorithm>

namespace meso::sim {
namespace {

// The flow of the chosen state, and of what follows it, at least that of the best perfused scalp.
void raiseFlow(SimInput& input) {
    const double flow = input.tissue.bloodFlow.value();
    const double highest = input.tissue.plausible.flowHigh.value();
    input.tissue.bloodFlow = PerSecond(std::max(flow, highest));
    for (anatomy::BloodFlowState& state : input.tissue.bloodFlowStates)
        if (state.flow)
            state.flow = std::max(*state.flow, input.tissue.bloodFlow);
}

} // namespace

SimInput withParameters(SimInput input, ParameterSet set) {
    if (set == ParameterSet::Given)
        return input;
    const anatomy::TissueRange range = input.tissue.plausible;
    const bool large = isMacromolecule(input.compound);
    PharmacokineticOptions& options = input.pharmacokinetics;
    if (set == ParameterSet::Fast) {
        input.tissue.depotFraction = range.depotFractionHigh;
        raiseFlow(input);
        options.bloodCarriage = true;
        if (large)
            options.lymphFactor *= range.lymphFactorHigh;
        options.diffusivityFactor /= input.compound.diffusivityFactor;
    } else {
        input.tissue.depotFraction = range.depotFractionLow;
        if (large)
            options.lymphFactor *= range.lymphFactorLow;
        else
            input.bloodFlowFactor *= range.flowFactorLow;
        options.diffusivityFactor *= input.compound.diffusivityFactor;
    }
    return input;
}

} // namespace meso::sim
