#include "app/assumed_tissue.h"

#include "base/text.h"

namespace meso::app {

Result<AssumedTissue> assumedTissue(const plan::TissueChoices& choices,
                                    const anatomy::TissueProfile& usual) {
    AssumedTissue assumed;
    assumed.profile = usual;
    assumed.thicknessByRegion = choices.thicknessByRegion;
    if (!choices.bloodFlowState.empty()) {
        const anatomy::BloodFlowState* state = usual.flowState(choices.bloodFlowState);
        if (!state)
            return Error{"The plan assumes the blood flow \"" +
                         text::printable(choices.bloodFlowState) +
                         "\", which tissue.json does not have. Choose another."};
        if (state->lasts > Seconds(0))
            assumed.passingState = state->id;
        else
            assumed.profile.bloodFlow = state->flow.value_or(usual.bloodFlow) * state->factor;
    }
    assumed.profile.depotFraction = choices.depotFraction.value_or(usual.depotFraction);
    assumed.profile.leakFraction = choices.leakShare.value_or(usual.leakFraction);
    assumed.kinetics.subcutisLipid = choices.fatPartition;
    if (choices.temperature_C)
        assumed.kinetics.temperature_C = *choices.temperature_C;
    return assumed;
}

} // namespace meso::app
