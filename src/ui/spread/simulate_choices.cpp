#include "ui/spread/simulate_choices.h"

#include <cmath>

#include "app/spread/simulation_study.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/slider.h"
#include "ui/panel/panel.h"
#include "ui/state/playing.h"
#include "view/chart.h"

namespace meso::ui {

namespace {

constexpr double kMinShare = 0.001;
constexpr WordTable<sim::Measure, 2> kMeasures{
    {{sim::Measure::Total, "Total"}, {sim::Measure::Unbound, "Unbound"}}};
static_assert(hasEveryValue(kMeasures));

/// "1 %", "0.25 %".
std::string shareText(double share) {
    return text::significant(100 * share) + " %";
}

/// "2.5", "2.5 %" to a share.
Result<double> readShare(const std::string& typed) {
    std::string bare = typed;
    while (!bare.empty() && (bare.back() == ' ' || bare.back() == '%'))
        bare.pop_back();
    const auto value = text::number(bare);
    if (!value)
        return text::unread(typed, "is not a percentage.");
    return *value / 100;
}

void typeThreshold(Panel& panel) {
    NumberField field{.id = "spread.thresholdTyped", .label = "Share of strength"};
    field.value = panel.state().threshold;
    field.shown = shareText(panel.state().threshold);
    field.step = 0.001;
    field.bounds = {kMinShare, 1};
    field.range = "0.1 to 100 %";
    field.read = readShare;
    field.width = 132;
    if (const auto given = numberField(panel.kit, panel.fields, field))
        panel.state().threshold = *given;
}

} // namespace

void remark(Panel& panel, const std::string& sentence) {
    wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted, sentence);
}

void chooseCompound(Panel& panel) {
    const app::PlanSimulation& simulation = *panel.openCase().simulation().shown();
    std::vector<std::string> names;
    for (const app::CompoundRun& run : simulation.runs)
        names.push_back(run.compound.name);
    int chosen = static_cast<int>(shownRunIndex(panel.openCase(), panel.state()));
    if (select(panel.kit, {"spread.compoundChoice", "Compound", names}, chosen))
        panel.state().compound = static_cast<std::size_t>(chosen);
}

void chooseDepth(Panel& panel) {
    const auto choices = app::depthChoices(panel.openCase().library().tissue);
    const std::string now = shownDepth(panel.openCase(), panel.state()).id;
    std::vector<std::string> names;
    int chosen = 0;
    for (const anatomy::BulbBand& choice : choices) {
        if (choice.id == now)
            chosen = static_cast<int>(names.size());
        names.push_back(choice.name);
    }
    if (select(panel.kit, {"spread.depthChoice", "Depth", names, 200}, chosen))
        panel.state().depthId = choices[static_cast<std::size_t>(chosen)].id;
    const anatomy::BulbBand& depth = shownDepth(panel.openCase(), panel.state());
    row(panel.kit, "Below the skin",
        text::fixed(depth.from.value(), 2) + " to " + text::of(depth.to, 2));
}

void chooseThreshold(Panel& panel) {
    std::vector<std::string> choices;
    int chosen = -1;
    for (const double share : sim::kThresholdShares) {
        if (std::abs(share - panel.state().threshold) < 1e-9)
            chosen = static_cast<int>(choices.size());
        choices.push_back(text::percent(share));
    }
    row(panel.kit, "Threshold", text::of(shownThreshold(panel.openCase(), panel.state())));
    if (segmented(panel.kit, "spread.threshold", choices, chosen, ImGui::GetContentRegionAvail().x))
        panel.state().threshold = sim::kThresholdShares[chosen];
    double share = panel.state().threshold;
    if (slider(panel.kit, {"spread.thresholdSlider", kMinShare, 1, true, {}}, share))
        panel.state().threshold = std::stod(text::significant(share));
    typeThreshold(panel);
}

void chooseMeasure(Panel& panel) {
    segmentedOf(panel.kit, "spread.measure", kMeasures, panel.state().measure,
                ImGui::GetContentRegionAvail().x);
    if (panel.state().measure == sim::Measure::Unbound)
        remark(panel, "In the water of the tissue: where little is bound it exceeds the total, "
                      "which counts the whole tissue.");
}

view::Axis hoursAxis(Seconds end) {
    const double hours = end.value() / 3600;
    view::Axis axis{"Time after injection (h)", 0, hours, {}, view::AxisScale::SquareRoot};
    if (hours >= 4)
        axis.step = std::round(hours / 4);
    return axis;
}

std::string hoursText(double hours) {
    const double minutes = hours * 60;
    const double whole = minutes < 10 ? minutes : std::round(minutes);
    return "At " + text::duration(Seconds(std::round(60 * whole)));
}

app::StudyPtr studyOrNews(Panel& panel) {
    app::StudyService& service = panel.openCase().study();
    const app::PlanSimulationPtr& simulation = panel.openCase().simulation().shown();
    const app::StudyCriteria criteria = studyCriteriaOf(panel.state());
    service.follow(simulation, criteria);
    if (app::StudyPtr study = service.of(simulation, criteria))
        return study;
    if (!service.problem().empty()) {
        banner(panel.kit, Tone::Danger, service.problem());
        return nullptr;
    }
    // Figures follow a hand or a slider within a moment; until then what was known stays.
    app::StudyPtr last = service.lastOf(simulation);
    if (last && last->criteria.measure == criteria.measure)
        return last;
    banner(panel.kit, Tone::Neutral,
           "Working out the figures: " + text::percent(service.fraction()));
    return nullptr;
}

} // namespace meso::ui
