#include "app/spread/fast_setup.h"

#include "base/text.h"
#include "sim/tissue_grid.h"

namespace meso::app {

Result<clinic::Compound> respondingCompound(const plan::Ingredient& ingredient,
                                            const ClinicalLibrary& library) {
    const clinic::Compound* compound = library.compounds.find(ingredient.compoundId);
    if (!compound)
        return Error{"The compound \"" + text::printable(ingredient.compoundId) +
                     "\" is not in the library, so it cannot be simulated."};
    if (std::string why = clinic::notSimulatedReason(*compound); !why.empty())
        return Error{std::move(why)};
    if (compound->release && ingredient.strength >= compound->release->fromStrength)
        return Error{compound->name + " leaves its depot slowly at this strength; only a whole "
                                      "simulation can tell how it spreads."};
    return *compound;
}

Result<sim::FastPlanPtr> fastPlanFor(const clinic::Compound& compound, const AssumedTissue& tissue,
                                     const sim::ScalpDomain& domain, Seconds duration) {
    if (std::string why = tissue.noResponsesReason(); !why.empty())
        return Error{std::move(why)};
    const auto transports = sim::layerTransports(compound, tissue.profile, tissue.kinetics);
    if (!transports)
        return transports.error();
    const auto grid = sim::makeTissueGrid(tissue.profile);
    if (!grid)
        return grid.error();
    sim::FastTimes times;
    times.duration = duration;
    return sim::FastPlan::make(*grid, *transports, domain.largestEigenvalue(*grid), times);
}

} // namespace meso::app
