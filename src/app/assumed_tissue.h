#pragma once
#include <string>
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "plan/tissue_choices.h"
#include "sim/model/pharmacokinetics.h"

namespace meso::app {

/// The tissue in which a plan is simulated: that of the library with the plan's own choices.
struct AssumedTissue {
    anatomy::TissueProfile profile; ///< with the flow of a state that lasts
    sim::PharmacokineticOptions kinetics;
    std::string passingState; ///< id of a flow state that ends during the run; empty: none
    bool thicknessByRegion = false;
};

/// Fails when the flow state is unknown.
Result<AssumedTissue> assumedTissue(const plan::TissueChoices& choices,
                                    const anatomy::TissueProfile& usual);

} // namespace meso::app
