#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/library.h"
#include "app/spread/simulation.h"
#include "geom/region.h"
#include "sim/observe/exposure.h"
#include "sim/observe/histogram.h"
#include "sim/observe/homogeneity.h"
#include "sim/observe/systemic.h"

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
    std::optional<double> overlap;        ///< sim::overlapIndex at theta; empty: no site reaches
                                          ///< it
    std::optional<sim::Homogeneity> peak; ///< of C_max, mg/mL; its mean is the area's mean
    std::optional<sim::Homogeneity> auc;  ///< of the time integral without end, (mg/mL) s
    double meaningful = 0; ///< share of the area whose peak means anything; the times below are
                           ///< means over it, 0 where it is 0
    Seconds peakTime{0};
    Seconds meanResidence{0};
    /// After the peak, of the middle place (median); empty: open when the run ends.
    std::optional<Seconds> halfLife;
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
    std::vector<BandAnalysis> bands; ///< in the tissue's order
    std::vector<std::string> layerNames;
    std::vector<sim::BalanceShares> balance; ///< over time
    sim::SystemicLoad systemic;
    std::optional<TopicalComparison> topical; ///< empty: no product is known
    std::vector<std::string> remarks;         ///< sentences to show with the figures
};

/// Gathers them. `region` is the treatment area on the run's own surface. Pure; some 30 ms.
Result<Analysis> analyse(const CompoundRun& run, const geom::Region& region,
                         const ClinicalLibrary& library, const AnalysisRequest& request = {});

/// The same plan under three assumptions (sim::ParameterSet): small depots and fast clearance, as
/// given, large depots and slow clearance. They are no interval: a figure of the first may lie
/// above one of the last, and not all that is uncertain is varied.
struct ThreeAnalyses {
    Analysis fast, given, slow;
};

} // namespace meso::app
