#pragma once
#include <mutex>
#include <string>
#include <vector>

#include "anatomy/head.h"
#include "anatomy/layers.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/thickness.h"
#include "base/result.h"
#include "plan/tissue_choices.h"
#include "sim/pharmacokinetics.h"

namespace meso::app {

/// The tissue in which a plan is simulated: that of the library with the plan's own choices.
struct AssumedTissue {
    anatomy::TissueProfile profile; ///< with the flow of a state that lasts
    sim::PharmacokineticOptions kinetics;
    std::string passingState; ///< id of a flow state that ends during the run; empty: none
    bool thicknessByRegion = false;
    /// Why the responses of single injections cannot be added up in it; empty: they can.
    [[nodiscard]] std::string noResponsesReason() const;
};

/// Fails when the flow state is unknown.
Result<AssumedTissue> assumedTissue(const plan::TissueChoices& choices,
                                    const anatomy::TissueProfile& usual);

/// How thick every place of a head's scalp grid is, worked out when it is first asked for (about
/// 0.1 s). May be asked from several threads.
class HeadThickness {
public:
    /// One factor per vertex, as SimInput::thicknessFactor. The regions count at the first call.
    const std::vector<float>& factors(const anatomy::Head& head, const anatomy::ScalpFrame& frame,
                                      const anatomy::ThicknessRegions& regions);

private:
    std::once_flag once_;
    std::vector<float> factors_;
};

} // namespace meso::app
