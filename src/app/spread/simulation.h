#pragma once
#include <map>
#include <vector>

#include "app/planned_head.h"
#include "app/planning.h"
#include "sim/kernel/simulate.h"
#include "sim/observe/observables.h"

namespace meso::app {

struct ClinicalLibrary;

/// One compound of a plan, simulated.
struct CompoundRun {
    clinic::Compound compound;
    MgPerMl strength{0}; ///< injected
    sim::SimResultPtr result;
};

/// Every compound that the plan injects and that can be simulated, once, with its highest strength,
/// in the order of the mixtures. A compound that the library does not have is among them, so that
/// the simulation says so.
std::vector<plan::Ingredient> simulatedIngredients(const plan::Plan& plan,
                                                   const ClinicalLibrary& library);
/// Per compound that is injected but cannot be simulated: a sentence that says why.
std::vector<std::string> notSimulated(const plan::Plan& plan, const ClinicalLibrary& library);

/// The injections that hold a compound, each with its mixture's strength. `positions` as from
/// sitePositions.
std::vector<sim::SimDepot> depotsOf(const plan::Plan& plan,
                                    const std::vector<geom::Vec3>& positions,
                                    const std::string& compoundId);

/// What one compound's run needs, in the tissue that the plan assumes. Fails when the compound or
/// the blood flow is unknown, the compound cannot be simulated or the plan has no sites with it.
Result<sim::SimInput> simInputFor(const PlannedHead& planned, const plan::Ingredient& ingredient,
                                  Seconds duration);

/// Simulates all of simulatedIngredients() in turn (or only those listed in `only`, by id).
/// Mixtures are one run per compound, since the model is linear. Fails as simInputFor and
/// sim::simulate do.
Result<std::vector<CompoundRun>> simulatePlan(const PlannedHead& planned, Seconds duration,
                                              const sim::SimJob& job = {},
                                              const std::vector<std::string>& only = {});

/// Depths that can be looked at, by id: the bulb bands, then the tissue layers ("epidermis",
/// "dermis", "subcutis", "galea").
std::vector<anatomy::BulbBand> depthChoices(const anatomy::TissueProfile& tissue);

/// Concentration in one depth over the treatment area, at each output time.
struct DepthCurve {
    anatomy::BulbBand depth;
    std::vector<Seconds> times;
    std::vector<MgPerMl> mean;    ///< weighted by area
    std::vector<MgPerMl> highest; ///< anywhere in the area
};

/// What of a run is looked at in a depth.
inline sim::Reading readingOf(const anatomy::BulbBand& depth,
                              sim::Measure measure = sim::Measure::Total) {
    return {{depth.from, depth.to}, measure};
}

/// One curve per depth choice. Some 2 ms for each.
std::vector<DepthCurve> concentrationOf(const CompoundRun& run, const geom::Region& region,
                                        const anatomy::TissueProfile& tissue,
                                        sim::Measure measure = sim::Measure::Total);

/// The highest of the curve's means; 0 for an empty curve.
MgPerMl highestMean(const DepthCurve& curve);

/// Coverage of the treatment area in one bulb band at one threshold, over time.
struct BandCoverage {
    std::string compoundId;
    anatomy::BulbBand band;
    double thresholdShare = 0; ///< of the injected strength
    std::vector<sim::Coverage> curve;
};

/// Every band of the tissue at every preset threshold.
std::vector<BandCoverage> coverageOf(const CompoundRun& run, const geom::Region& region,
                                     const anatomy::TissueProfile& tissue);

} // namespace meso::app
