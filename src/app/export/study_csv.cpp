#include "app/export/study_csv.h"

#include <functional>
#include <optional>

namespace meso::app {

namespace {

/// A figure of a band with its unit; empty where there is none.
struct Figure {
    const char* name;
    const char* unit;
    std::function<std::optional<double>(const BandAnalysis&)> of;
};

Figure ofPeak(const char* name, const char* unit, double sim::Homogeneity::*part) {
    return {name, unit, [part](const BandAnalysis& band) {
                return band.peak ? std::optional((*band.peak).*part) : std::nullopt;
            }};
}

Figure ofTime(const char* name, Seconds BandAnalysis::*part) {
    return {name, "s", [part](const BandAnalysis& band) { return (band.*part).value(); }};
}

std::vector<Figure> allFigures() {
    using Band = BandAnalysis;
    return {
        ofPeak("peak_mean", "mg/mL", &sim::Homogeneity::mean),
        ofTime("peak_time", &Band::peakTime),
        {"time_integral_mean", "mg/mL*s",
         [](const Band& band) { return band.auc ? std::optional(band.auc->mean) : std::nullopt; }},
        ofTime("mean_residence", &Band::meanResidence),
        {"half_life_after_peak", "s",
         [](const Band& band) {
             return band.halfLife ? std::optional(band.halfLife->value()) : std::nullopt;
         }},
        ofTime("time_above_threshold", &Band::timeAbove),
        ofPeak("peak_D95", "mg/mL", &sim::Homogeneity::d95),
        ofPeak("peak_D50", "mg/mL", &sim::Homogeneity::d50),
        ofPeak("peak_D5", "mg/mL", &sim::Homogeneity::d5),
        ofPeak("peak_variation", "1", &sim::Homogeneity::cv),
        {"peak_homogeneity_index", "1",
         [](const Band& band) { return band.peak ? band.peak->hiIndex : std::nullopt; }},
        {"covered_ever", "1", [](const Band& band) { return band.covered; }},
        {"covered_long_enough", "1", [](const Band& band) { return band.coveredLongEnough; }},
        {"conformity", "1", [](const Band& band) { return band.conformity; }},
        {"overlap_index", "1", [](const Band& band) { return band.overlap; }},
        {"reached_outside", "mm2", [](const Band& band) { return band.spill.value(); }}};
}

std::string orEmpty(const std::optional<double>& value) {
    return value ? csvNumber(*value) : std::string();
}

std::string figuresTable(const ThreeAnalyses& figures) {
    std::string out = csvLine({"band", "figure", "unit", "fast", "given", "slow"});
    const AnalysisRequest& request = figures.given.request;
    const std::string threshold = csvNumber(request.threshold.value());
    const std::string atLeast = csvNumber(request.atLeast.value());
    out += csvLine({"", "threshold", "mg/mL", threshold, threshold, threshold});
    out += csvLine({"", "long_enough", "s", atLeast, atLeast, atLeast});
    for (std::size_t b = 0; b < figures.given.bands.size(); ++b)
        for (const Figure& figure : allFigures())
            out += csvLine({figures.given.bands[b].band.id, figure.name, figure.unit,
                            orEmpty(figure.of(figures.fast.bands[b])),
                            orEmpty(figure.of(figures.given.bands[b])),
                            orEmpty(figure.of(figures.slow.bands[b]))});
    return out;
}

/// A quantity that a histogram is about.
struct Quantity {
    const char* name;
    const char* unit;
    sim::CumulativeHistogram BandAnalysis::*histogram;
};
constexpr Quantity kQuantities[] = {{"peak", "mg/mL", &BandAnalysis::peakHistogram},
                                    {"time_integral", "mg/mL*s", &BandAnalysis::aucHistogram},
                                    {"time_above_threshold", "s", &BandAnalysis::aboveHistogram}};

std::string histogramTable(const ThreeAnalyses& figures) {
    std::string out =
        csvLine({"band", "quantity", "unit", "estimate", "at_least", "share_of_area"});
    for (std::size_t b = 0; b < figures.given.bands.size(); ++b)
        for (const Quantity& quantity : kQuantities)
            for (const auto& [estimate, analysis] :
                 {std::pair{"fast", &figures.fast}, std::pair{"given", &figures.given},
                  std::pair{"slow", &figures.slow}}) {
                const sim::CumulativeHistogram& h = analysis->bands[b].*quantity.histogram;
                for (std::size_t i = 0; i < h.levels.size(); ++i)
                    out += csvLine({analysis->bands[b].band.id, quantity.name, quantity.unit,
                                    estimate, csvNumber(h.levels[i]), csvNumber(h.shares[i])});
            }
    return out;
}

} // namespace

std::vector<NamedText> studyCsv(const CompoundStudy& study) {
    const std::string& id = study.figures.given.compoundId;
    return {{id + "_figures.csv", figuresTable(study.figures)},
            {id + "_histogram.csv", histogramTable(study.figures)}};
}

} // namespace meso::app
