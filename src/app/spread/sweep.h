#pragma once
#include <string>
#include <utility>
#include <vector>

#include "app/library.h"
#include "app/spread/simulation.h"
#include "store/sweep_file.h"

namespace meso::app {

struct ClinicalLibrary;

/// One run of a sweep: a plan and its surroundings with some values changed.
struct SweepCase {
    plan::Plan plan;
    ClinicalLibrary library;
    Seconds duration = fromHours(24);
    std::vector<std::string> compounds; ///< to simulate; empty: all of the plan
};

/// The case of a point. A changed number of sites, spacing or seed lays the sites out anew, after
/// which volume and depth apply to all of them. Fails, in a sentence, for an unknown parameter, a
/// word where a number is needed or the reverse, and a value that the plan or the tissue refuses.
Result<SweepCase> sweepCase(const SweepCase& base, const HeadContext& headContext,
                            const geom::Region& region, const store::SweepPoint& point);

/// What a run came to, by name with the unit: dose, cleared share, half cleared, mass error, and
/// for every bulb band the coverage at each preset threshold and the highest concentrations.
std::vector<std::pair<std::string, double>> sweepFigures(const CompoundRun& run,
                                                         const geom::Region& region,
                                                         const anatomy::TissueProfile& tissue);

} // namespace meso::app
