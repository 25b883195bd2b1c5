#include "ui/spread/balance_page.h"

#include <algorithm>
#include <cmath>

#include "app/spread/simulation_study.h"
#include "app/spread/summary.h"
#include "base/text.h"
#include "sim/observe/topical.h"
#include "ui/kit/chart_field.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/spread/simulate_choices.h"
#include "ui/state/playing.h"
#include "view/chart.h"

namespace meso::ui {

namespace {

/// A part of the dose over time.
struct Part {
    std::string name;
    std::vector<double> shares; ///< 0..1, at each frame
};

/// The parts from the skin inward, then what has left the tissue. Parts that stay empty are left
/// out.
std::vector<Part> partsOf(const std::vector<std::string>& layerNames,
                          const std::vector<sim::BalanceShares>& balance) {
    std::vector<Part> parts;
    parts.reserve(layerNames.size() + 3);
    for (const std::string& name : layerNames)
        parts.push_back({name, {}});
    for (const char* name : {"Blood", "Lymph", "Leaked"})
        parts.push_back({name, {}});
    const std::size_t layers = layerNames.size();
    for (const sim::BalanceShares& at : balance) {
        for (std::size_t i = 0; i < layers && i < at.layers.size(); ++i)
            parts[i].shares.push_back(at.layers[i]);
        parts[layers].shares.push_back(at.blood);
        parts[layers + 1].shares.push_back(at.lymph);
        parts[layers + 2].shares.push_back(at.leaked);
    }
    constexpr double kMinToShow = 5e-4;
    std::erase_if(parts, [](const Part& part) {
        return part.shares.empty() ||
               *std::max_element(part.shares.begin(), part.shares.end()) < kMinToShow;
    });
    return parts;
}

double shareAt(const Part& part, const std::vector<sim::BalanceShares>& balance, Seconds time) {
    std::size_t at = 0;
    while (at + 2 < balance.size() && balance[at + 1].time <= time)
        ++at;
    if (balance.size() < 2)
        return part.shares.front();
    const double share =
        std::clamp((time - balance[at].time) / (balance[at + 1].time - balance[at].time), 0.0, 1.0);
    return std::lerp(part.shares[at], part.shares[at + 1], share);
}

void drawSwatchRow(Panel& panel, view::Colour colour, const Part& part, double share) {
    Kit& kit = panel.kit;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float side = kit.px(12);
    const float middle = start.y + kit.px(11);
    fill({{start.x, middle - side / 2}, {start.x + side, middle + side / 2}}, packed(colour),
         kit.px(3));
    ImGui::Indent(kit.px(20));
    row(kit, part.name, text::percent(share, 1));
    ImGui::Unindent(kit.px(20));
}

void drawBar(Panel& panel, const std::vector<Part>& parts,
             const std::vector<sim::BalanceShares>& balance) {
    Kit& kit = panel.kit;
    const Seconds time = shownTime(panel.openCase(), panel.state());
    section(kit, "Where the dose is", hoursText(time.value() / 3600));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = kit.px(28);
    fill({corner, {corner.x + width, corner.y + height}}, packed(kit.theme.track), 0);
    float x = corner.x;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const float part = width * static_cast<float>(shareAt(parts[i], balance, time));
        fill({{x, corner.y}, {std::min(x + part, corner.x + width), corner.y + height}},
             packed(view::curveColour(kit.theme, i)), 0);
        x += part;
    }
    ImGui::Dummy({width, height});
    tag(kit, "balance.bar");
    for (std::size_t i = 0; i < parts.size(); ++i)
        drawSwatchRow(panel, view::curveColour(kit.theme, i), parts[i],
                      shareAt(parts[i], balance, time));
}

/// The parts over each other: the line of each is the sum up to it.
void drawStack(Panel& panel, const std::vector<Part>& parts,
               const std::vector<sim::BalanceShares>& balance) {
    ChartField field{"balance.chart"};
    std::vector<double> below(balance.size(), 0);
    for (const Part& part : parts) {
        view::Curve curve{"", {}};
        for (std::size_t f = 0; f < below.size(); ++f) {
            const double top = below[f] + 100 * part.shares[f];
            curve.points.emplace_back(balance[f].time.value() / 3600, top);
            curve.low.push_back(below[f]);
            curve.high.push_back(top);
            below[f] = top;
        }
        field.chart.curves.push_back(std::move(curve));
        field.parts.push_back(part.name);
    }
    field.xText = hoursText;
    field.yText = [](double percent) { return text::fixed(percent, 1) + " %"; };
    field.chart.x = hoursAxis(shownDuration(panel.openCase()));
    field.chart.y = {"Parts of the dose, stacked (%)", 0, 100};
    field.chart.marks = {shownTime(panel.openCase(), panel.state()).value() / 3600};
    chartField(panel.kit, std::move(field));
}

/// `figures`: null while they are not known.
void drawSystemic(Panel& panel, const sim::SystemicLoad& load, const app::ThreeAnalyses* figures) {
    Kit& kit = panel.kit;
    section(kit, "What the body takes up");
    row(kit, "Taken by the end of the run", text::of(load.byEnd));
    if (figures) {
        row(kit, "If cleared fast", text::of(figures->fast.systemic.byEnd));
        row(kit, "If cleared slowly", text::of(figures->slow.systemic.byEnd));
    }
    row(kit, "Fastest uptake", text::of(Mg(load.highestRate_mg_per_h)) + " per h");
    row(kit, "Taken in the end", text::of(load.inTheEnd));
    if (load.oralDailyDose && load.dailyDosesInTheEnd) {
        row(kit, "Usual daily dose by mouth", text::of(*load.oralDailyDose));
        row(kit, "The session holds", text::significant(*load.dailyDosesInTheEnd) + " of them");
    } else {
        remark(panel, "No usual dose by mouth is known for this compound.");
    }
}

/// "260,000" or "2.6 million", two digits of it.
std::string timesText(double ratio) {
    const bool isMillions = ratio >= 1e6;
    const double shown = isMillions ? ratio / 1e6 : ratio;
    if (!isMillions && shown < 1000)
        return text::significant(shown);
    const double power = std::pow(10, std::floor(std::log10(shown)) - 1);
    const double rounded = power * std::round(shown / power);
    if (isMillions)
        return text::fixed(rounded, rounded < 10 ? 1 : 0) + " million";
    std::string digits = text::fixed(rounded, 0);
    digits.insert(digits.size() - 3, ",");
    return digits;
}

/// Years or days where hours would be too many to picture.
std::string longTimeText(Seconds time) {
    constexpr double kHoursPerDay = 24, kDaysPerYear = 365.25;
    const double days = time.value() / 3600 / kHoursPerDay;
    if (days >= 2 * kDaysPerYear)
        return text::fixed(days / kDaysPerYear, 0) + " years";
    if (days >= 3)
        return text::fixed(days, 0) + " days";
    return text::duration(Seconds(std::round(time.value() / 3600) * 3600));
}

/// What little a product keeps up, without powers of ten.
std::string faintText(MgPerMl concentration) {
    const double nanograms = 1e6 * concentration.value();
    return nanograms < 1      ? text::fixed(nanograms, 3) + " ng/mL"
           : nanograms < 1000 ? text::fixed(nanograms, 1) + " ng/mL"
                              : text::of(concentration);
}

void drawTopical(Panel& panel, const app::Analysis& analysis) {
    Kit& kit = panel.kit;
    section(kit, "Beside a product on the skin");
    if (!analysis.topical) {
        remark(panel, "No product on the skin with this compound is known to the program.");
        return;
    }
    const app::TopicalComparison& topical = *analysis.topical;
    row(kit, "Product", topical.product.name);
    row(kit, "Uptake per day, same area", text::of(topical.uptakePerDay));
    for (std::size_t i = 0; i < topical.bands.size() && i < analysis.bands.size(); ++i) {
        const app::TopicalBand& band = topical.bands[i];
        lineOfText(kit, kit.fonts.medium, kit.theme.text, analysis.bands[i].band.name);
        row(kit, "Kept up by the product", faintText(band.steady));
        if (band.peakRatio)
            row(kit, "Injected peak", timesText(*band.peakRatio) + " times that");
        if (band.worthOf)
            row(kit, "Same integral after", longTimeText(*band.worthOf));
    }
    banner(kit, Tone::Warn, std::string(sim::kTopicalCaveat));
}

} // namespace

void drawBalancePage(Panel& panel) {
    chooseCompound(panel);
    divider(panel.kit);
    const app::CompoundRun& run = *shownRun(panel.openCase(), panel.state());
    const auto balance = sim::balanceShares(*run.result);
    const std::vector<Part> parts = partsOf(run.result->layerNames, balance);
    drawBar(panel, parts, balance);
    drawStack(panel, parts, balance);
    divider(panel.kit);
    const auto load = sim::systemicLoad(*run.result, run.compound.oralDailyDose);
    const app::StudyPtr study = studyOrNews(panel);
    const app::ThreeAnalyses* figures =
        study ? &study->compounds[shownRunIndex(panel.openCase(), panel.state())].figures : nullptr;
    drawSystemic(panel, load, figures);
    divider(panel.kit);
    if (figures)
        drawTopical(panel, figures->given);
    divider(panel.kit);
    remark(panel, app::assumedValuesNote());
}

} // namespace meso::ui
