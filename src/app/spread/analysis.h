#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/library.h"
#include "app/spread/simulation.h"
#include "base/progress.h"
#include "geom/region.h"
#include "sim/exposure.h"
#include "sim/histogram.h"
#include "sim/homogeneity.h"
#include "sim/scalp_domain.h"
#include "sim/systemic.h"

namespace meso::app {

/// By what a run is judged. What a bulb needs is not known for any compound, so both are choices.
struct AnalysisRequest {
    MgPerMl threshold{0};              ///< theta; 0: 1 % of the injected strength
    Seconds atLeast = fromMinutes(30); ///< time above theta that counts as covered
    sim::Measure measure = sim::Measure::Total;
};

/// Figures of one bulb band over the treatment area. Shares are 0..1 of the area.
struct BandAnalysis {
    anatomy::BulbBand band;
    double covered = 0;                   ///< reaches theta at any time
    double coveredLongEnough = 0;         ///< stays at or above it for the asked time
    Mm2 spill{0};                         ///< outside the area, reaches theta
    std::optional<double> conformity;     ///< sim::conformity of reached and treated area
    std::optional<double> overlap;        ///< sim::overlapIndex at theta, by addOverlap(); empty:
                                          ///< not asked for, unknown, or no site reaches theta
    std::optional<sim::Homogeneity> peak; ///< of C_max, mg/mL; its mean is the area's mean
    std::optional<sim::Homogeneity> auc;  ///< of the time integral without end, (mg/mL) s
    double tail = 0;                      ///< share of the mean AUC that lies after the run
    double meaningful = 0; ///< share of the area whose peak means anything; the times below are
                           ///< means over it, 0 where it is 0
    Seconds peakTime{0};
    Seconds meanResidence{0};
    Seconds halfLife{0};     ///< after the peak; places not yet at half count to the run's end
    double halfLifeOpen = 0; ///< share of `meaningful` that had not come to half by the end
    Seconds timeAbove{0};    ///< above theta
    sim::CumulativeHistogram peakHistogram;  ///< levels in mg/mL
    sim::CumulativeHistogram aucHistogram;   ///< levels in (mg/mL) s
    sim::CumulativeHistogram aboveHistogram; ///< levels in s above theta
};

/// The injection beside a product on the skin, in one bulb band.
struct TopicalBand {
    std::string bandId;
    MgPerMl steady{0};               ///< what the product keeps up
    std::optional<double> peakRatio; ///< mean injected peak / steady
    std::optional<Seconds> worthOf;  ///< time on the skin that gives the mean injected AUC
};

/// A product on the skin with the same compound. Show sim::kTopicalCaveat beside it.
struct TopicalComparison {
    clinic::TopicalProduct product;
    std::optional<double> pottsGuy_cm_per_h; ///< a second opinion on its permeability
    double flux_mg_per_cm2_h = 0;
    Mg uptakePerDay{0}; ///< through the treatment area
    std::vector<TopicalBand> bands;
};

/// Every figure of one compound's run, for the command line and the Simulate workspace.
struct Analysis {
    std::string compoundId, compoundName;
    MgPerMl strength{0};             ///< injected
    AnalysisRequest request;         ///< with the threshold that was used
    Seconds duration{0};             ///< of the run
    Mm2 area{0};                     ///< treated
    Mm2 unsolved{0};                 ///< of it, outside the solved grid: counted as not reached
    std::vector<BandAnalysis> bands; ///< in the tissue's order
    std::string noOverlapReason;     ///< why addOverlap() knows none; empty: it does
    std::vector<std::string> layerNames;
    std::vector<sim::BalanceShares> balance; ///< over time
    sim::SystemicLoad systemic;
    std::optional<TopicalComparison> topical; ///< empty: no product is known
    std::vector<std::string> remarks;         ///< sentences to show with the figures
};

/// Gathers them. `region` is the treatment area on the run's own surface. Pure; about 0.2 s for 24
/// h on 70,000 vertices, and more for compounds that outlast the run (timeIntegrals).
Result<Analysis> analyse(const CompoundRun& run, const geom::Region& region,
                         const ClinicalLibrary& library, const AnalysisRequest& request = {});

/// The figures of a band from its exposure at the vertices of a target; `spill` is the area beyond
/// it that reaches the threshold. `overlap` stays empty. O(n log n).
BandAnalysis bandFigures(const sim::Exposure& exposure, const anatomy::BulbBand& band,
                         Seconds atLeast, const sim::Target& target, Mm2 spill);

/// How much the reaches of the input's sites overlap in every band, at the analysis' own threshold
/// and measure; where single sites cannot be told apart, the reason. `input` is what the analysed
/// run was made from, `domain` that of its surface. About 5 ms for each site.
void addOverlap(const sim::SimInput& input, const sim::ScalpDomainPtr& domain, Analysis& analysis);

/// The same plan with the low, given and high parameter set: no figure is shown as a single line.
struct AnalysisBand {
    Analysis low, mid, high;
};

/// Simulates the input (simInputFor) three times and analyses each. Fails as sim::simulate and
/// analyse do.
Result<AnalysisBand> analyseBand(const sim::SimInput& input, const geom::Region& region,
                                 const ClinicalLibrary& library, const AnalysisRequest& request,
                                 std::stop_token stop, const Progress& progress);

} // namespace meso::app
