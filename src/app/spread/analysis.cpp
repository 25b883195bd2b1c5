#include "app/spread/analysis.h"

#include <cmath>

#include "base/text.h"
#include "sim/elliptic.h"
#include "sim/parameter_set.h"
#include "sim/site_overlap.h"
#include "sim/topical.h"

namespace meso::app {

namespace {

// Tails above this share of the AUC are solved for; below it the estimate C/k is good enough.
constexpr double kSmallTail = 1e-3;

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
            // a half-life that is still open counts up to the end of the run
            const double left_s = e.until.value() - static_cast<double>(e.peak_s[v]);
            sum += weights[v] * (std::isinf(times_s[v]) ? left_s : static_cast<double>(times_s[v]));
            area += weights[v];
        }
    return Seconds(area > 0 ? sum / area : 0);
}

void meanTimes(const sim::Exposure& e, const sim::Target& target, BandAnalysis& out) {
    const std::vector<double>& weights = target.weights_mm2;
    out.peakTime = meanTime(e, e.peak_s, weights);
    out.meanResidence = meanTime(e, e.meanResidence_s, weights);
    out.halfLife = meanTime(e, e.halfLife_s, weights);
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

double meanTail(const sim::Exposure& e, const std::vector<double>& weights) {
    double tail = 0, whole = 0;
    for (std::size_t v = 0; v < weights.size(); ++v) {
        const double auc = weights[v] * static_cast<double>(e.auc[v]);
        whole += auc;
        tail += auc * static_cast<double>(e.tail[v]);
    }
    return whole > 0 ? tail / whole : 0;
}

// Every band; where the run ends too early for the estimate of its tail, the tail is solved for.
Status addBands(const Scene& scene, const anatomy::TissueProfile& tissue, Analysis& out) {
    const sim::SimResult& result = *scene.run.result;
    std::optional<sim::TimeIntegrals> after;
    for (const anatomy::BulbBand& band : tissue.bulbBands) {
        const sim::DepthRange range{band.from, band.to};
        sim::Exposure e =
            sim::exposureOf(result, range, out.request.threshold, out.request.measure);
        if (meanTail(e, scene.region.vertexArea()) > kSmallTail) {
            if (!after) {
                auto solved = sim::timeIntegrals(sim::modelOf(result, scene.region.mesh()),
                                                 sim::lastAmounts(result));
                if (!solved)
                    return solved.error();
                after = std::move(solved).value();
            }
            sim::replaceTail(result, *after, e);
        }
        const Mm2 spill = sim::spill(e, scene.region.vertexArea(), scene.surface_mm2);
        out.bands.push_back(bandFigures(e, band, out.request.atLeast, scene.target, spill));
    }
    return Done{};
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

void addRemarks(const CompoundRun& run, const sim::Target& target, Analysis& out) {
    out.remarks = run.result->warnings;
    if (target.unsolved.value() > 0)
        out.remarks.push_back(text::cm2(target.unsolved) + " of " + text::cm2(target.area) +
                              " lie outside the solved grid and count as not reached.");
    const double undissolved = out.balance.back().store;
    if (undissolved > 0.001)
        out.remarks.push_back(text::percent(undissolved, 1) +
                              " of the dose are not dissolved when the run ends; what they will "
                              "add to the time integrals is left out.");
    if (out.topical)
        out.remarks.emplace_back(sim::kTopicalCaveat);
}

} // namespace

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
    out.tail = meanTail(e, weights);
    meanTimes(e, target, out);
    out.peakHistogram = sim::cumulativeHistogram(e.peak, target);
    out.aucHistogram = sim::cumulativeHistogram(e.auc, target);
    out.aboveHistogram = sim::cumulativeHistogram(e.timeAbove_s, target);
    return out;
}

Result<Analysis> analyse(const CompoundRun& run, const geom::Region& region,
                         const ClinicalLibrary& library, const AnalysisRequest& request) {
    const sim::SimResult& result = *run.result;
    if (region.vertexArea().size() != static_cast<std::size_t>(result.surfaceVertices))
        return Error{"The treatment area lies on another head than the simulation of " +
                     run.compound.name + "."};
    const Scene scene{run, region, sim::targetOf(result, region.vertexArea()),
                      sim::vertexAreas(region.mesh())};
    Analysis out;
    out.compoundId = run.compound.id;
    out.compoundName = run.compound.name;
    out.strength = run.strength;
    out.request = request;
    if (!(request.threshold.value() > 0))
        out.request.threshold = result.injectedStrength * sim::kThresholdShares[0];
    out.duration = result.frames.back().time;
    out.area = scene.target.area;
    out.unsolved = scene.target.unsolved;
    out.layerNames = result.layerNames;
    out.balance = sim::balanceShares(result);
    out.systemic = sim::systemicLoad(result, run.compound.oralDailyDose);
    if (const Status bands = addBands(scene, library.tissue, out); !bands)
        return bands.error();
    if (const Status topical = addTopical(scene, library, out); !topical)
        return topical.error();
    addRemarks(run, scene.target, out);
    return out;
}

void addOverlap(const sim::SimInput& input, const sim::ScalpDomainPtr& domain, Analysis& analysis) {
    std::vector<sim::Band> bands;
    for (const BandAnalysis& band : analysis.bands)
        bands.push_back({{band.band.from, band.band.to}, analysis.request.measure});
    const auto found = sim::siteOverlap(input, domain, bands, analysis.request.threshold);
    analysis.noOverlapReason = found ? std::string() : found.error().message;
    for (std::size_t b = 0; b < bands.size(); ++b)
        analysis.bands[b].overlap = found ? (*found)[b] : std::nullopt;
}

Result<AnalysisBand> analyseBand(const sim::SimInput& input, const geom::Region& region,
                                 const ClinicalLibrary& library, const AnalysisRequest& request,
                                 std::stop_token stop, const Progress& progress) {
    AnalysisBand band;
    using enum sim::ParameterSet;
    int done = 0;
    for (const auto& [set, out] :
         {std::pair{Low, &band.low}, {Mid, &band.mid}, {High, &band.high}}) {
        const auto share = [&](double fraction) {
            if (progress)
                progress((done + fraction) / 3);
        };
        auto result = sim::simulate(sim::withParameters(input, set), stop, share);
        if (!result)
            return result.error();
        const MgPerMl strength = (*result)->injectedStrength;
        const CompoundRun run{input.compound, strength, std::move(result).value()};
        auto analysis = analyse(run, region, library, request);
        if (!analysis)
            return analysis.error();
        *out = std::move(analysis).value();
        ++done;
    }
    return band;
}

} // namespace meso::app
