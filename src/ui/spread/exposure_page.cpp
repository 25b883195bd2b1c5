#include "ui/spread/exposure_page.h"

#include <algorithm>
#include <array>
#include <optional>

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

/// A figure under the three assumptions (app::ThreeAnalyses); words with unit.
struct Figure {
    std::string label;
    std::array<std::string, 3> words; ///< fast, given, slow
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

/// The given value, and below it those of the other two assumptions, each by its name: they are no
/// ends of an interval.
void drawFigure(Panel& panel, const Figure& figure) {
    row(panel.kit, figure.label, figure.words[1]);
    const std::string fast = "fast " + figure.words[0], slow = "slow " + figure.words[2];
    const std::string both = fast + "  ·  " + slow;
    ImFont* font = panel.kit.fonts.caption;
    const float width = ImGui::GetContentRegionAvail().x, left = ImGui::GetCursorPosX();
    const bool fits = sizeOf(font, both).x <= width;
    for (const std::string& line : fits ? std::vector{both} : std::vector{fast, slow}) {
        ImGui::SetCursorPosX(left + std::max(0.F, width - sizeOf(font, line).x));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - panel.kit.px(8));
        lineOfText(panel.kit, font, panel.kit.theme.muted, line);
    }
}

/// The mean of the shown compound and depth under each assumption.
void drawMeans(Panel& panel, const app::CompoundStudy& study) {
    const std::string depthId = shownDepth(panel.openCase(), panel.state()).id;
    ChartField field{"exposure.curve"};
    double most = 0;
    for (const auto& [name, curves] :
         {std::pair{"given", &study.given}, std::pair{"fast", &study.fast},
          std::pair{"slow", &study.slow}})
        for (const app::DepthCurve& mean : *curves) {
            if (mean.depth.id != depthId)
                continue;
            view::Curve curve{name, {}};
            for (std::size_t i = 0; i < mean.times.size(); ++i) {
                curve.points.emplace_back(mean.times[i].value() / 3600, mean.mean[i].value());
                most = std::max(most, mean.mean[i].value());
            }
            field.chart.curves.push_back(std::move(curve));
        }
    const bool micrograms = most < 1;
    const double unit = micrograms ? 1000 : 1;
    for (view::Curve& curve : field.chart.curves)
        for (geom::Vec2& point : curve.points)
            point.y() *= unit;
    field.chart.x = hoursAxis(shownDuration(panel.openCase()));
    field.chart.y = {micrograms ? "Mean over the area (µg/mL)" : "Mean over the area (mg/mL)", 0};
    field.chart.marks = {shownTime(panel.openCase(), panel.state()).value() / 3600};
    field.height = 220;
    field.xText = hoursText;
    const MgPerMl strength = study.figures.given.strength;
    field.yText = [unit, strength](double value) {
        return app::concentrationText(MgPerMl(value / unit), strength);
    };
    chartField(panel.kit, std::move(field));
}

/// The band's figures under each of the three assumptions.
struct Bands {
    const app::BandAnalysis *fast, *given, *slow;
};
/// Empty: the depth is no bulb band.
std::optional<Bands> bandsOf(Panel& panel, const app::ThreeAnalyses& figures) {
    const std::string id = shownDepth(panel.openCase(), panel.state()).id;
    for (std::size_t i = 0; i < figures.given.bands.size(); ++i)
        if (figures.given.bands[i].band.id == id)
            return Bands{&figures.fast.bands[i], &figures.given.bands[i], &figures.slow.bands[i]};
    return std::nullopt;
}

/// `get` takes a band and says what to show.
template <class Get>
Figure figureOf(const char* label, const Bands& b, Get get) {
    return {label, {get(*b.fast), get(*b.given), get(*b.slow)}};
}
template <class Get>
Figure figureOf(const char* label, const Bands& b, std::string (*words)(double), Get get) {
    return figureOf(label, b, [&](const app::BandAnalysis& band) { return words(get(band)); });
}

double peakPart(const app::BandAnalysis& band, double sim::Homogeneity::*part) {
    return band.peak ? (*band.peak).*part : 0;
}

void drawKinetics(Panel& panel, const Bands& b, const app::Analysis& of) {
    using Band = app::BandAnalysis;
    section(panel.kit, "Means over the area", "three assumptions");
    drawFigure(panel, figureOf("Highest, C_max", b, [&](const Band& band) {
                   return app::concentrationText(MgPerMl(peakPart(band, &sim::Homogeneity::mean)),
                                                 of.strength);
               }));
    drawFigure(panel, figureOf("Reached after, T_max", b, timeText,
                               [](const Band& band) { return band.peakTime.value(); }));
    drawFigure(panel, figureOf("Integral, AUC", b, integralText,
                               [](const Band& band) { return band.auc ? band.auc->mean : 0.0; }));
    drawFigure(panel, figureOf("Mean residence", b, timeText,
                               [](const Band& band) { return band.meanResidence.value(); }));
    drawFigure(panel, figureOf("Half-life after the peak", b, [&](const Band& band) {
                   if (!(band.meaningful > 0))
                       return std::string("–");
                   return band.halfLife ? timeText(band.halfLife->value())
                                        : "> " + text::duration(of.duration);
               }));
    drawFigure(panel, figureOf("Time above threshold", b, timeText,
                               [](const Band& band) { return band.timeAbove.value(); }));
}

void drawEvenness(Panel& panel, const Bands& b, MgPerMl strength) {
    using Band = app::BandAnalysis;
    section(panel.kit, "How evenly, by C_max", "three assumptions");
    for (const auto& [label, part] : {std::pair{"D95, near the lowest", &sim::Homogeneity::d95},
                                      std::pair{"D50, median", &sim::Homogeneity::d50},
                                      std::pair{"D5, near the highest", &sim::Homogeneity::d5}})
        drawFigure(panel, figureOf(label, b, [strength, part = part](const Band& band) {
                       return app::concentrationText(MgPerMl(peakPart(band, part)), strength);
                   }));
    drawFigure(panel, figureOf("Variation, CV", b, percentOf, [](const Band& band) {
                   return peakPart(band, &sim::Homogeneity::cv);
               }));
    drawFigure(panel, figureOf("Homogeneity index", b, plainText, [](const Band& band) {
                   return band.peak ? band.peak->hiIndex.value_or(0) : 0.0;
               }));
    drawFigure(panel, figureOf("Covered at any time", b, percentOf,
                               [](const Band& band) { return band.covered; }));
    drawFigure(panel, figureOf("Covered for 30 min", b, percentOf,
                               [](const Band& band) { return band.coveredLongEnough; }));
    drawFigure(panel, figureOf("Conformity with the area", b, plainText,
                               [](const Band& band) { return band.conformity.value_or(0); }));
    row(panel.kit, "Reached outside the area", text::cm2(b.given->spill));
}

/// How much the sites' reaches overlap, with what that means.
void drawOverlap(Panel& panel, const Bands& b) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    drawFigure(panel, figureOf("Overlap of the sites", b, [](const app::BandAnalysis& band) {
                   return band.overlap ? percentOf(*band.overlap) : std::string("none reaches");
               }));
    panel.kit.items["exposure.overlap"] = {
        corner, {corner.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y}};
    remark(panel, "Of the skin that any one site alone brings to the threshold, the part that two "
                  "or more bring there, in % of its area: 0 % when they keep apart.");
}

/// What the histogram is about, and how it is written.
struct HistogramKind {
    HistogramQuantity quantity;
    const char* title;
    sim::CumulativeHistogram app::BandAnalysis::*histogram;
    double perUnit;
    std::string (*words)(double);
};
constexpr WordTable<HistogramQuantity, 3> kHistogramWords{{{HistogramQuantity::Peak, "C_max"},
                                                           {HistogramQuantity::Integral, "AUC"},
                                                           {HistogramQuantity::TimeAbove, "Time"}}};
static_assert(hasEveryValue(kHistogramWords));
constexpr std::array<HistogramKind, 3> kHistograms = {
    {{HistogramQuantity::Peak, "C_max at least (mg/mL)", &app::BandAnalysis::peakHistogram, 1,
      compoundStrengthText},
     {HistogramQuantity::Integral, "AUC at least (mg·h/mL)", &app::BandAnalysis::aucHistogram,
      1.0 / 3600, integralText},
     {HistogramQuantity::TimeAbove, "Time above threshold at least (h)",
      &app::BandAnalysis::aboveHistogram, 1.0 / 3600, timeText}}};

void drawHistogram(Panel& panel, const Bands& b) {
    section(panel.kit, "Share of the area");
    HistogramQuantity& shown = panel.state().histogramOf;
    segmentedOf(panel.kit, "exposure.histogramOf", kHistogramWords, shown,
                ImGui::GetContentRegionAvail().x);
    const HistogramKind& kind =
        *std::find_if(kHistograms.begin(), kHistograms.end(),
                      [&](const HistogramKind& each) { return each.quantity == shown; });
    ChartField field{"exposure.histogram"};
    for (const auto& [name, band] :
         {std::pair{"given", b.given}, std::pair{"fast", b.fast}, std::pair{"slow", b.slow}}) {
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
}

void drawFigures(Panel& panel, const Bands& bands, const app::Analysis& of) {
    drawKinetics(panel, bands, of);
    divider(panel.kit);
    drawEvenness(panel, bands, of.strength);
    drawOverlap(panel, bands);
    divider(panel.kit);
    drawHistogram(panel, bands);
}

void sayWhereFiguresAre(Panel& panel) {
    remark(panel, "Figures are made for the bulbs: choose one of the bulb depths.");
}

void drawStudiedPage(Panel& panel, const app::CompoundStudy& compound) {
    drawMeans(panel, compound);
    remark(panel, "Three assumptions: as given; fast, a small depot and fast clearance; slow, a "
                  "large depot and slow clearance. They are no limits: what is not varied may lie "
                  "outside.");
    for (const std::string& warning : compound.figures.given.remarks)
        banner(panel.kit, Tone::Warn, warning);
    divider(panel.kit);
    chooseThreshold(panel);
    divider(panel.kit);
    if (const auto bands = bandsOf(panel, compound.figures))
        drawFigures(panel, *bands, compound.figures.given);
    else
        sayWhereFiguresAre(panel);
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
    drawStudiedPage(panel, study->compounds[shownRunIndex(panel.openCase(), panel.state())]);
    divider(panel.kit);
    remark(panel, app::assumedValuesNote());
}

} // namespace meso::ui
