#include <algorithm>
#include <array>

#include "app/summary.h"
#include "base/text.h"
#include "ui/chart_field.h"
#include "ui/playing.h"
#include "ui/simulate_pages.h"

namespace meso::ui {

namespace {

/// A figure with its low and high estimate; words with unit.
struct Estimate {
    std::string label;
    double low, mid, high;
    std::string (*words)(double);
};

std::string strengthWords(double mgPerMl) {
    return text::of(MgPerMl(mgPerMl));
}
std::string timeWords(double seconds) {
    return text::duration(
        Seconds(seconds < 600 ? std::round(seconds) : 60 * std::round(seconds / 60)));
}
std::string integralWords(double mgSecondsPerMl) {
    return text::significant(mgSecondsPerMl / 3600) + " mg·h/mL";
}
std::string shareWords(double share) {
    return text::percent(share);
}
std::string plainWords(double value) {
    return text::fixed(value, 2);
}

void drawEstimate(Panel& panel, const Estimate& e) {
    row(panel.kit, e.label, e.words(e.mid));
    const auto [least, most] = std::minmax({e.low, e.mid, e.high});
    const std::string range = e.words(least) + " to " + e.words(most);
    const float width = ImGui::GetContentRegionAvail().x;
    ImFont* font = panel.kit.fonts.caption;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + width - sizeOf(font, range).x);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - panel.kit.px(8));
    words(panel.kit, font, panel.kit.theme.muted, range);
}

/// The mean over the area with its band, of the shown compound and depth.
void drawCurve(Panel& panel, const app::CompoundStudy& study) {
    const std::string depthId = shownDepth(panel.session(), panel.state()).id;
    for (std::size_t d = 0; d < study.mid.size(); ++d) {
        if (study.mid[d].depth.id != depthId)
            continue;
        double most = 0;
        for (const MgPerMl value : study.high[d].mean)
            most = std::max(most, value.value());
        const bool micrograms = most < 1;
        const double unit = micrograms ? 1000 : 1;
        view::Curve curve{"Mean over the area", {}};
        for (std::size_t i = 0; i < study.mid[d].times.size(); ++i) {
            const double value = study.mid[d].mean[i].value();
            const double low =
                valueAt(study.low[d].times, study.low[d].mean, study.mid[d].times[i]);
            const double high =
                valueAt(study.high[d].times, study.high[d].mean, study.mid[d].times[i]);
            curve.points.emplace_back(study.mid[d].times[i].value() / 3600, unit * value);
            curve.low.push_back(unit * std::min({low, value, high}));
            curve.high.push_back(unit * std::max({low, value, high}));
        }
        ChartField field{"exposure.curve"};
        field.chart.x = hoursAxis(shownDuration(panel.session()));
        field.chart.y = {micrograms ? "Mean over the area (µg/mL)" : "Mean over the area (mg/mL)",
                         0};
        field.chart.curves = {std::move(curve)};
        field.chart.curves.front().name.clear();
        field.chart.marks = {shownTime(panel.session(), panel.state()).value() / 3600};
        field.height = 220;
        field.xWords = hoursWords;
        field.yWords = [unit](double value) { return text::of(MgPerMl(value / unit)); };
        chartField(panel.kit, std::move(field));
    }
}

/// The band's figures in each of the three analyses; null: the depth is no bulb band.
struct Bands {
    const app::BandAnalysis *low, *mid, *high;
};
std::optional<Bands> bandsOf(Panel& panel, const app::AnalysisBand& figures) {
    const std::string id = shownDepth(panel.session(), panel.state()).id;
    for (std::size_t i = 0; i < figures.mid.bands.size(); ++i)
        if (figures.mid.bands[i].band.id == id)
            return Bands{&figures.low.bands[i], &figures.mid.bands[i], &figures.high.bands[i]};
    return std::nullopt;
}

template <class Get>
Estimate estimate(const char* label, const Bands& b, std::string (*words)(double), Get get) {
    return {label, get(*b.low), get(*b.mid), get(*b.high), words};
}

double peakPart(const app::BandAnalysis& band, double sim::Homogeneity::*part) {
    return band.peak ? (*band.peak).*part : 0;
}

void drawKinetics(Panel& panel, const Bands& b) {
    using Band = app::BandAnalysis;
    section(panel.kit, "Means over the area", "low to high");
    drawEstimate(panel, estimate("Highest, C_max", b, strengthWords, [](const Band& band) {
                     return peakPart(band, &sim::Homogeneity::mean);
                 }));
    drawEstimate(panel, estimate("Reached after, T_max", b, timeWords,
                                 [](const Band& band) { return band.peakTime.value(); }));
    drawEstimate(panel, estimate("Integral, AUC", b, integralWords,
                                 [](const Band& band) { return band.auc ? band.auc->mean : 0.0; }));
    drawEstimate(panel, estimate("Mean residence", b, timeWords,
                                 [](const Band& band) { return band.meanResidence.value(); }));
    drawEstimate(panel, estimate("Half-life after the peak", b, timeWords,
                                 [](const Band& band) { return band.halfLife.value(); }));
    drawEstimate(panel, estimate("Time above threshold", b, timeWords,
                                 [](const Band& band) { return band.timeAbove.value(); }));
}

void drawEvenness(Panel& panel, const Bands& b) {
    using Band = app::BandAnalysis;
    section(panel.kit, "How evenly, by C_max", "low to high");
    for (const auto& [label, part] : {std::pair{"D95, near the lowest", &sim::Homogeneity::d95},
                                      std::pair{"D50, median", &sim::Homogeneity::d50},
                                      std::pair{"D5, near the highest", &sim::Homogeneity::d5}})
        drawEstimate(panel, estimate(label, b, strengthWords, [part = part](const Band& band) {
                         return peakPart(band, part);
                     }));
    drawEstimate(panel, estimate("Variation, CV", b, shareWords, [](const Band& band) {
                     return peakPart(band, &sim::Homogeneity::cv);
                 }));
    drawEstimate(panel, estimate("Homogeneity index", b, plainWords, [](const Band& band) {
                     return band.peak ? band.peak->hiIndex.value_or(0) : 0.0;
                 }));
    drawEstimate(panel, estimate("Covered at any time", b, shareWords,
                                 [](const Band& band) { return band.covered; }));
    drawEstimate(panel, estimate("Covered for 30 min", b, shareWords,
                                 [](const Band& band) { return band.coveredLongEnough; }));
    drawEstimate(panel, estimate("Conformity with the area", b, plainWords,
                                 [](const Band& band) { return band.conformity.value_or(0); }));
    row(panel.kit, "Reached outside the area", text::cm2(b.mid->spill));
}

/// What the histogram is about, and how it is written.
struct HistogramKind {
    const char* word;
    const char* title;
    sim::CumulativeHistogram app::BandAnalysis::*histogram;
    double perUnit;
    std::string (*words)(double);
};
constexpr std::array<HistogramKind, 3> kHistograms = {
    {{"C_max", "C_max at least (mg/mL)", &app::BandAnalysis::peakHistogram, 1, strengthWords},
     {"AUC", "AUC at least (mg·h/mL)", &app::BandAnalysis::aucHistogram, 1.0 / 3600, integralWords},
     {"Time", "Time above threshold at least (h)", &app::BandAnalysis::aboveHistogram, 1.0 / 3600,
      timeWords}}};

void drawHistogram(Panel& panel, const Bands& b) {
    section(panel.kit, "Share of the area");
    std::vector<std::string> choices;
    for (const HistogramKind& kind : kHistograms)
        choices.emplace_back(kind.word);
    int chosen = static_cast<int>(panel.state().histogramOf);
    if (segmented(panel.kit, "exposure.histogramOf", choices, chosen,
                  ImGui::GetContentRegionAvail().x))
        panel.state().histogramOf = static_cast<HistogramOf>(chosen);
    const HistogramKind& kind = kHistograms[static_cast<std::size_t>(chosen)];
    ChartField field{"exposure.histogram"};
    for (const auto& [name, band] :
         {std::pair{"given", b.mid}, std::pair{"low", b.low}, std::pair{"high", b.high}}) {
        const sim::CumulativeHistogram& histogram = band->*kind.histogram;
        view::Curve curve{name, {}};
        for (std::size_t i = 0; i < histogram.levels.size(); ++i)
            curve.points.emplace_back(kind.perUnit * histogram.levels[i],
                                      100 * histogram.shares[i]);
        field.chart.curves.push_back(std::move(curve));
    }
    field.chart.x = {kind.title, 0};
    field.chart.y = {"Area (%)", 0, 100};
    field.height = 220;
    field.xWords = [kind](double x) { return "At least " + kind.words(x / kind.perUnit); };
    field.yWords = [](double y) { return text::fixed(y, 0) + " %"; };
    chartField(panel.kit, std::move(field));
    const std::string outside = (b.mid->*kind.histogram).remark();
    if (!outside.empty())
        remark(panel, outside);
}

} // namespace

void drawExposurePage(Panel& panel) {
    chooseCompound(panel);
    chooseDepth(panel);
    chooseMeasure(panel);
    divider(panel.kit);
    const app::StudyPtr study = studyOrNews(panel);
    if (!study)
        return;
    const app::CompoundStudy& compound =
        study->compounds[shownRunIndex(panel.session(), panel.state())];
    drawCurve(panel, compound);
    remark(panel, "Line: given values; band: low to high assumptions.");
    divider(panel.kit);
    chooseThreshold(panel);
    divider(panel.kit);
    if (const auto bands = bandsOf(panel, compound.figures)) {
        drawKinetics(panel, *bands);
        divider(panel.kit);
        drawEvenness(panel, *bands);
        divider(panel.kit);
        drawHistogram(panel, *bands);
    } else {
        remark(panel, "Figures are made for the bulbs: choose one of the bulb depths.");
    }
    divider(panel.kit);
    remark(panel, app::assumedValuesNote());
}

} // namespace meso::ui
