#pragma once
#include <map>
#include <stop_token>
#include <vector>

#include "app/planning.h"
#include "base/progress.h"
#include "sim/observables.h"
#include "sim/simulate.h"

namespace meso::app {

/// One compound of a plan, simulated.
struct CompoundRun {
    plan::Compound compound;
    MgPerMl strength{0}; ///< injected
    sim::SimResultPtr result;
};

/// What one compound's run needs. Fails when the compound is unknown or the plan has no sites.
Result<sim::SimInput> simInputFor(const plan::Plan& plan, const plan::Ingredient& ingredient,
                                  const HeadDesk& desk, const geom::Region& region,
                                  const ClinicalLibrary& library, Seconds duration);

/// Simulates every ingredient in turn (or only those listed in `only`, by id). Mixtures are one run
/// per compound, since the model is linear. `threads` (1 to 16) change the time, not the bits.
/// Fails as simInputFor and sim::simulate do.
Result<std::vector<CompoundRun>>
simulatePlan(const plan::Plan& plan, const HeadDesk& desk, const geom::Region& region,
             const ClinicalLibrary& library, Seconds duration, const std::vector<std::string>& only,
             std::stop_token stop, const Progress& progress, int threads = 2);

/// Depths that can be looked at, by id: the bulb bands, then the tissue layers ("epidermis",
/// "dermis", "subcutis", "galea").
std::vector<anatomy::BulbBand> depthChoices(const anatomy::TissueProfile& tissue);

/// Concentration of total compound in one depth over the treatment area, at each output time.
struct DepthCurve {
    anatomy::BulbBand depth;
    std::vector<Seconds> times;
    std::vector<MgPerMl> mean;    ///< weighted by area
    std::vector<MgPerMl> highest; ///< of any grid vertex in the area
};

/// One curve per depth choice. O(depths x frames x vertices).
std::vector<DepthCurve> concentrationOf(const CompoundRun& run, const geom::Region& region,
                                        const anatomy::TissueProfile& tissue);

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
