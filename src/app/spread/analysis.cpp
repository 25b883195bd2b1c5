#include "app/spread/analysis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "sim/observe/topical.h"

namespace meso::app {

namespace {

struct Scene {
    const CompoundRun& run;
    const geom::Region& region;
    const sim::Target target;
    const std::vector<double> surface_mm2;
};

// Mean over the treated places where times mean something.
Seconds meanTime(const sim::Exposure& e, const std::vector<float>& times_s,
                 const std::vector<double>& weights) {
    double sum = 0, area = 0;
    for (std::size_t v = 0; v < weights.size(); ++v)
        if (weights[v] > 0 && e.meanResidence_s[v] > 0) {
            sum += weights[v] * static_cast<double>(times_s[v]);
            area += weights[v];
        }
    return Seconds(area > 0 ? sum / area : 0);
}

// That of the place in the middle, of those where times mean something; empty where it is open.
std::optional<Seconds> medianHalfLife(const sim::Exposure& e, const std::vector<double>& weights) {
    std::vector<std::pair<float, double>> places; // half-life, area
    double area = 0;
    for (std::size_t v = 0; v < weights.size(); ++v)
        if (weights[v] > 0 && e.meanResidence_s[v] > 0) {
            places.emplace_back(e.halfLife_s[v], weights[v]);
            area += weights[v];
        }
    std::sort(places.begin(), places.end());
    double below = 0;
    for (const auto& [time_s, weight] : places)
        if ((below += weight) >= 0.5 * area)
            return std::isinf(time_s) ? std::nullopt
                                      : std::optional(Seconds(static_cast<double>(time_s)));
    return std::nullopt;
}

void meanTimes(const sim::Exposure& e, const sim::Target& target, BandAnalysis& out) {
    const std::vector<double>& weights = target.weights_mm2;
    out.peakTime = meanTime(e, e.peak_s, weights);
    out.meanResidence = meanTime(e, e.meanResidence_s, weights);
    out.halfLife = medianHalfLife(e, weights);
    double meaningful = 0, open = 0;
    for (std::size_t v = 0; v < weights.size(); ++v)
        if (e.meanResidence_s[v] > 0) {
            meaningful += weights[v];
            open += std::isinf(e.halfLife_s[v]) ? weights[v] : 0;
        }
    out.meaningful = target.area.value() > 0 ? meaningful / target.area.value() : 0;
    out.halfLifeOpen = meaningful > 0 ? open / meaningful : 0;
    out.timeAbove = meanTime(e, e.timeAbove_s, weights);
}

BandAnalysis bandFigures(const sim::Exposure& e, const anatomy::BulbBand& band, Seconds atLeast,
                         const sim::Target& target, Mm2 spill) {
    const std::vector<double>& weights = target.weights_mm2;
    BandAnalysis out;
    out.band = band;
    out.covered = sim::coverage(e, Seconds(0), weights);
    out.coveredLongEnough = sim::coverage(e, atLeast, weights);
    out.spill = spill;
    const Mm2 inside = target.area * out.covered;
    out.conformity = sim::conformity(inside, inside + out.spill, target.area);
    out.peak = sim::homogeneity(e.peak, weights);
    out.auc = sim::homogeneity(e.auc, weights);
    meanTimes(e, target, out);
    out.peakHistogram = sim::cumulativeHistogram(e.peak, target);
    out.aucHistogram = sim::cumulativeHistogram(e.auc, target);
    out.aboveHistogram = sim::cumulativeHistogram(e.timeAbove_s, target);
    return out;
}

void addBands(const Scene& scene, const anatomy::TissueProfile& tissue, Analysis& out) {
    const sim::SimResult& result = *scene.run.result;
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        const sim::Reading reading = readingOf(band, out.request.measure);
        const sim::Exposure e = sim::exposureOf(result, reading, out.request.threshold);
        out.bands.push_back(
            bandFigures(e, band, out.request.atLeast, scene.target,
                        sim::spill(e, scene.region.vertexArea(), scene.surface_mm2)));
        out.bands.back().overlap =
            sim::overlapIndex(result, reading, out.request.threshold, scene.surface_mm2);
    }
}

TopicalBand topicalBand(const sim::TopicalProfile& profile, const BandAnalysis& injected,
                        sim::Measure measure) {
    TopicalBand out;
    out.bandId = injected.band.id;
    out.steady = profile.average({injected.band.from, injected.band.to}, measure);
    if (!(out.steady.value() > 0) || !injected.peak || !injected.auc)
        return out;
    out.peakRatio = injected.peak->mean / out.steady.value();
    out.worthOf = Seconds(injected.auc->mean / out.steady.value());
    return out;
}

Status addTopical(const Scene& scene, const ClinicalLibrary& library, Analysis& out) {
    const clinic::TopicalProduct* product = library.topical.find(out.compoundId);
    if (!product)
        return Done{};
    TopicalComparison comparison;
    comparison.product = *product;
    comparison.pottsGuy_cm_per_h = sim::pottsGuy_cm_per_h(scene.run.compound);
    comparison.flux_mg_per_cm2_h = sim::topicalFlux_mg_per_cm2_h(*product);
    comparison.uptakePerDay = Mg(comparison.flux_mg_per_cm2_h * toCm2(out.area) * 24);
    const auto profile = sim::TopicalProfile::make(library.tissue, scene.run.result->transports,
                                                   comparison.flux_mg_per_cm2_h);
    if (!profile)
        return profile.error();
    for (const BandAnalysis& band : out.bands)
        comparison.bands.push_back(topicalBand(*profile, band, out.request.measure));
    out.topical = std::move(comparison);
    return Done{};
}

void addRemarks(const CompoundRun& run, Analysis& out) {
    out.remarks = run.result->warnings;
    const double undissolved = out.balance.back().store;
    if (undissolved > 0.001)
        out.remarks.push_back(text::percent(undissolved, 1) +
                              " of the dose are not dissolved when the run ends; the time "
                              "integrals hold what they will add.");
}

} // namespace

Result<Analysis> analyse(const CompoundRun& run, const geom::Region& region,
                         const ClinicalLibrary& library, const AnalysisRequest& request) {
    const sim::SimResult& result = *run.result;
    if (region.vertexArea().size() != result.surface().vertices().size())
        return Error{"The treatment area lies on another head than the simulation of " +
                     run.compound.name + "."};
    const Scene scene{run, region, sim::targetOf(region.vertexArea()),
                      sim::vertexAreas(region.mesh())};
    Analysis out;
    out.compoundId = run.compound.id;
    out.compoundName = run.compound.name;
    out.strength = run.strength;
    out.request = request;
    if (!(request.threshold.value() > 0))
        out.request.threshold = result.injectedStrength * sim::kThresholdShares[0];
    out.duration = result.duration();
    out.area = scene.target.area;
    out.layerNames = result.layerNames;
    out.balance = sim::balanceShares(result);
    out.systemic = sim::systemicLoad(result, run.compound.oralDailyDose);
    addBands(scene, library.tissue, out);
    if (const Status topical = addTopical(scene, library, out); !topical)
        return topical.error();
    addRemarks(run, out);
    return out;
}

} // namespace meso::app
