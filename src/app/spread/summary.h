#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/spread/simulation.h"

namespace meso::app {

struct ClinicalLibrary;

/// One line of a summary: what, and the figure with its unit.
struct SummaryRow {
    std::string label;
    std::string value;
};

/// What a plan comes to: sites, area, spacing (always the three together), evenness, volume, dose
/// per compound, estimated time. Figures carry their units. Every site must lie on the head's scalp
/// grid (sitePositions tells).
std::vector<SummaryRow> summaryOf(const plan::Plan& plan, const HeadContext& headContext,
                                  const geom::Region& region, const ClinicalLibrary& library);

/// What a simulation came to, per compound: peak coverage of the area in each bulb band at each
/// threshold, half of the dose cleared after, worst mass error. Model estimates.
std::vector<SummaryRow> summaryOf(const CompoundRun& run, const geom::Region& region,
                                  const ClinicalLibrary& library);

/// Share of what stayed in the tissue at injection that blood and lymph have taken, 0..1.
double clearedShare(const sim::MassBalance& at, Mg dose);
/// When half of it was taken, within a second; empty when the run ends before.
std::optional<Seconds> halfCleared(const sim::SimResult& result);
/// Largest |parts - dose| / dose over all output times.
double massError(const sim::SimResult& result);

/// A simulated concentration in words: below sim::kMeaningfulShare of what was injected only that
/// it is lower than that ("below 0.5 µg/mL"), since the model does not reach there.
std::string concentrationText(MgPerMl value, MgPerMl injected);

/// The sentence that stands under every simulated figure.
std::string assumedValuesNote();

} // namespace meso::app
