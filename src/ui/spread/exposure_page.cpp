#include "ui/spread/exposure_page.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/spread/live_spread.h"
#include "app/spread/simulation_study.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "ui/kit/chart_field.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/spread/simulate_choices.h"
#include "ui/state/playing.h"
#include "view/chart.h"

namespace meso::ui {

namespace {

std::string percentOf(double share) {
    return text::percent(share);
}

/// A figure with its low and high estimate; words with unit.
struct Estimate {
    std::string label;
    double mid;
    std::optional<std::pair<double, double>> ends; ///< empty: they are not known yet
    std::string (*words)(double);
};

std::string compoundStrengthText(double mgPerMl) {
    return text::of(MgPerMl(mgPerMl));
}
std::string timeText(double seconds) {
    return text::duration(
        Seconds(seconds < 600 ? std::round(seconds) : 60 * std::round(seconds / 60)));
}
std::string integralText(double mgSecondsPerMl) {
    return text::significant(mgSecondsPerMl / 3600) + " mg·h/mL";
}
std::string plainText(double value) {
    return text::fixed(value, 2);
}

void drawEstimate(Panel& panel, const Estimate& e) {
    row(panel.kit, e.label, e.words(e.mid));
    if (!e.ends)
        return;
    const auto [least, most] = std::minmax({e.ends->first, e.mid, e.ends->second});
    const std::string range = e.words(least) + " to " + e.words(most);
    const float width = ImGui::GetContentRegionAvail().x;
    ImFont* font = panel.kit.fonts.caption;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + width - sizeOf(font, range).x);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - panel.kit.px(8));
    lineOfText(panel.kit, font, panel.kit.theme.muted, range);
}

/// A mean over the area, in mg/mL, with its band where there is one.
void drawMeanCurve(Panel& panel, view::Curve curve) {
    double most = 0;
    for (const geom::Vec2& point : curve.points)
        most = std::max(most, point.y());
    for (const double high : curve.high)
        most = std::max(most, high);
    const bool micrograms = most < 1;
    const double unit = micrograms ? 1000 : 1;
    for (geom::Vec2& point : curve.points)
        point.y() *= unit;
    for (auto* ends : {&curve.low, &curve.high})
        for (double& end : *ends)
            end *= unit;
    ChartField field{"exposure.curve"};
    field.chart.x = hoursAxis(shownDuration(panel.openCase()));
    field.chart.y = {micrograms ? "Mean over the area (µg/mL)" : "Mean over the area (mg/mL)", 0};
    field.chart.curves = {std::move(curve)};
    field.chart.marks = {shownTime(panel.openCase(), panel.state()).value() / 3600};
    field.height = 220;
    field.xText = hoursText;
    field.yText = [unit](double value) { return text::of(MgPerMl(value / unit)); };
    chartField(panel.kit, std::move(field));
}

/// The mean of the shown compound and depth with its band.
void drawCurve(Panel& panel, const app::CompoundStudy& study) {
    const std::string depthId = shownDepth(panel.openCase(), panel.state()).id;
    for (std::size_t d = 0; d < study.mid.size(); ++d) {
        if (study.mid[d].depth.id != depthId)
            continue;
        view::Curve curve;
        for (std::size_t i = 0; i < study.mid[d].times.size(); ++i) {
            const Seconds time = study.mid[d].times[i];
            const double value = study.mid[d].mean[i].value();
            const double low = valueAt(study.low[d].times, study.low[d].mean, time);
            const double high = valueAt(study.high[d].times, study.high[d].mean, time);
            curve.points.emplace_back(time.value() / 3600, value);
            curve.low.push_back(std::min({low, value, high}));
            curve.high.push_back(std::max({low, value, high}));
        }
        drawMeanCurve(panel, std::move(curve));
    }
}

/// The mean of the live sum alone.
void drawLiveCurve(Panel& panel, const app::DepthCurve& mean) {
    view::Curve curve;
    for (std::size_t i = 0; i < mean.times.size(); ++i)
        curve.points.emplace_back(mean.times[i].value() / 3600, mean.mean[i].value());
    drawMeanCurve(panel, std::move(curve));
}

/// The band's figures in each of the three analyses; low and high are null while an edit is
/// followed.
struct Bands {
    const app::BandAnalysis *low, *mid, *high;
};
/// Empty: the depth is no bulb band.
std::optional<Bands> bandsOf(Panel& panel, const app::AnalysisBand& figures) {
    const std::string id = shownDepth(panel.openCase(), panel.state()).id;
    for (std::size_t i = 0; i < figures.mid.bands.size(); ++i)
        if (figures.mid.bands[i].band.id == id)
            return Bands{&figures.low.bands[i], &figures.mid.bands[i], &figures.high.bands[i]};
    return std::nullopt;
}

template <class Get>
Estimate estimate(const char* label, const Bands& b, std::string (*words)(double), Get get) {
    Estimate out{label, get(*b.mid), {}, words};
    if (b.low && b.high)
        out.ends = {get(*b.low), get(*b.high)};
    return out;
}

double peakPart(const app::BandAnalysis& band, double sim::Homogeneity::*part) {
    return band.peak ? (*band.peak).*part : 0;
}

/// "low to high", as long as there are such estimates.
const char* rangeText(const Bands& b) {
    return b.low && b.high ? "low to high" : "given values";
}

/// A larger share of the time integral lies after the run than the live estimate of it is good for.
constexpr double kMaxLiveTail = 1e-3;

void drawKinetics(Panel& panel, const Bands& b) {
    using Band = app::BandAnalysis;
    section(panel.kit, "Means over the area", rangeText(b));
    const bool knowsTail = b.low || b.mid->tail <= kMaxLiveTail;
    drawEstimate(panel, estimate("Highest, C_max", b, compoundStrengthText, [](const Band& band) {
                     return peakPart(band, &sim::Homogeneity::mean);
                 }));
    drawEstimate(panel, estimate("Reached after, T_max", b, timeText,
                                 [](const Band& band) { return band.peakTime.value(); }));
    if (knowsTail) {
        drawEstimate(panel, estimate("Integral, AUC", b, integralText, [](const Band& band) {
                         return band.auc ? band.auc->mean : 0.0;
                     }));
        drawEstimate(panel, estimate("Mean residence", b, timeText,
                                     [](const Band& band) { return band.meanResidence.value(); }));
    } else {
        row(panel.kit, "Integral, AUC", "after the full run");
        row(panel.kit, "Mean residence", "after the full run");
    }
    drawEstimate(panel, estimate("Half-life after the peak", b, timeText,
                                 [](const Band& band) { return band.halfLife.value(); }));
    drawEstimate(panel, estimate("Time above threshold", b, timeText,
                                 [](const Band& band) { return band.timeAbove.value(); }));
}

void drawEvenness(Panel& panel, const Bands& b) {
    using Band = app::BandAnalysis;
    section(panel.kit, "How evenly, by C_max", rangeText(b));
    for (const auto& [label, part] : {std::pair{"D95, near the lowest", &sim::Homogeneity::d95},
                                      std::pair{"D50, median", &sim::Homogeneity::d50},
                                      std::pair{"D5, near the highest", &sim::Homogeneity::d5}})
        drawEstimate(panel,
                     estimate(label, b, compoundStrengthText,
                              [part = part](const Band& band) { return peakPart(band, part); }));
    drawEstimate(panel, estimate("Variation, CV", b, percentOf, [](const Band& band) {
                     return peakPart(band, &sim::Homogeneity::cv);
                 }));
    drawEstimate(panel, estimate("Homogeneity index", b, plainText, [](const Band& band) {
                     return band.peak ? band.peak->hiIndex.value_or(0) : 0.0;
                 }));
    drawEstimate(panel, estimate("Covered at any time", b, percentOf,
                                 [](const Band& band) { return band.covered; }));
    drawEstimate(panel, estimate("Covered for 30 min", b, percentOf,
                                 [](const Band& band) { return band.coveredLongEnough; }));
    drawEstimate(panel, estimate("Conformity with the area", b, plainText,
                                 [](const Band& band) { return band.conformity.value_or(0); }));
    row(panel.kit, "Reached outside the area", text::cm2(b.mid->spill));
}

/// How much the sites' reaches overlap, with what that means.
void drawOverlap(Panel& panel, const Bands& b, const std::string& whyNone) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    if (b.mid->overlap)
        drawEstimate(panel, estimate("Overlap of the sites", b, percentOf,
                                     [](const app::BandAnalysis& band) {
                                         return band.overlap.value_or(0);
                                     }));
    else
        row(panel.kit, "Overlap of the sites", whyNone.empty() ? "none reaches" : "not known");
    panel.kit.items["exposure.overlap"] = {
        corner, {corner.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}};
    remark(panel, whyNone.empty()
                      ? "Of the skin that any one site alone brings to the threshold, the part "
                        "that two or more bring there, in % of its area: 0 % when they keep apart."
                      : whyNone);
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
    {{"C_max", "C_max at least (mg/mL)", &app::BandAnalysis::peakHistogram, 1,
      compoundStrengthText},
     {"AUC", "AUC at least (mg·h/mL)", &app::BandAnalysis::aucHistogram, 1.0 / 3600, integralText},
     {"Time", "Time above threshold at least (h)", &app::BandAnalysis::aboveHistogram, 1.0 / 3600,
      timeText}}};

void drawHistogram(Panel& panel, const Bands& b) {
    section(panel.kit, "Share of the area");
    std::vector<std::string> choices;
    choices.reserve(kHistograms.size());
    for (const HistogramKind& kind : kHistograms)
        choices.emplace_back(kind.word);
    int chosen = static_cast<int>(panel.state().histogramOf);
    if (segmented(panel.kit, "exposure.histogramOf", choices, chosen,
                  ImGui::GetContentRegionAvail().x))
        panel.state().histogramOf = static_cast<HistogramQuantity>(chosen);
    const HistogramKind& kind = kHistograms[static_cast<std::size_t>(chosen)];
    ChartField field{"exposure.histogram"};
    for (const auto& [name, band] :
         {std::pair{"given", b.mid}, std::pair{"low", b.low}, std::pair{"high", b.high}}) {
        if (!band)
            continue;
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
    field.xText = [kind](double x) { return "At least " + kind.words(x / kind.perUnit); };
    field.yText = [](double y) { return text::fixed(y, 0) + " %"; };
    chartField(panel.kit, std::move(field));
    const std::string outside = (b.mid->*kind.histogram).remark();
    if (!outside.empty())
        remark(panel, outside);
}

void drawFigures(Panel& panel, const Bands& bands, const std::string& noOverlapReason) {
    drawKinetics(panel, bands);
    divider(panel.kit);
    drawEvenness(panel, bands);
    drawOverlap(panel, bands, noOverlapReason);
    divider(panel.kit);
    drawHistogram(panel, bands);
}

bool isBulb(Panel& panel) {
    const auto& bulbs = panel.openCase().library().tissue.bulbBands;
    return std::any_of(bulbs.begin(), bulbs.end(), [&](const anatomy::BulbBand& band) {
        return band.id == shownDepth(panel.openCase(), panel.state()).id;
    });
}

void sayWhereFiguresAre(Panel& panel) {
    remark(panel, "Figures are made for the bulbs: choose one of the bulb depths.");
}

/// The plan as it is edited: the given values alone, until the whole simulation has low and high.
void drawLivePage(Panel& panel, app::LiveSpread& live) {
    banner(panel.kit, Tone::Neutral,
           "These figures follow your edit, with the given values. Low to high estimates come with "
           "the full run.");
    panel.kit.items["exposure.live"] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    if (const app::DepthCurve* mean = shownCurve(panel.openCase(), panel.state()))
        drawLiveCurve(panel, *mean);
    divider(panel.kit);
    chooseThreshold(panel);
    divider(panel.kit);
    if (!isBulb(panel))
        return sayWhereFiguresAre(panel);
    const app::StudyCriteria criteria = studyCriteriaOf(panel.state());
    const auto figures =
        live.exposure({shownThreshold(panel.openCase(), panel.state()), criteria.atLeast});
    if (figures)
        drawFigures(panel, {nullptr, figures.get(), nullptr}, {});
}

void drawStudiedPage(Panel& panel, const app::CompoundStudy& compound) {
    drawCurve(panel, compound);
    remark(panel, "Line: given values; band: low to high assumptions.");
    divider(panel.kit);
    chooseThreshold(panel);
    divider(panel.kit);
    if (const auto bands = bandsOf(panel, compound.figures))
        drawFigures(panel, *bands, compound.figures.mid.noOverlapReason);
    else
        sayWhereFiguresAre(panel);
}

} // namespace

void drawExposurePage(Panel& panel) {
    chooseCompound(panel);
    chooseDepth(panel);
    chooseMeasure(panel);
    divider(panel.kit);
    if (app::LiveSpread* live = shownLive(panel.openCase(), panel.state())) {
        drawLivePage(panel, *live);
    } else {
        const app::StudyPtr study = studyOrNews(panel);
        if (!study)
            return;
        drawStudiedPage(panel, study->compounds[shownRunIndex(panel.openCase(), panel.state())]);
    }
    divider(panel.kit);
    remark(panel, app::assumedValuesNote());
}

} // namespace meso::ui
