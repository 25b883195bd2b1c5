#include "ui/spread/tissue_section.h"

#include "app/case/open_case.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "ui/kit/fields.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/spread/simulate_choices.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

void applyTissue(Panel& panel, const std::string& id, const plan::TissueChoices& tissue,
                 const std::string& label) {
    apply(panel, id, plan::setTissue(panel.openCase().plan(), tissue), label);
}

void chooseFlow(Panel& panel) {
    const auto& states = panel.openCase().library().tissue.bloodFlowStates;
    plan::TissueChoices tissue = panel.openCase().plan().tissue;
    std::vector<std::string> names{"As in tissue.json"};
    int chosen = tissue.bloodFlowState.empty() ? 0 : -1;
    for (const anatomy::BloodFlowState& state : states) {
        names.push_back(state.name);
        if (state.id == tissue.bloodFlowState)
            chosen = static_cast<int>(names.size()) - 1;
    }
    if (!select(panel.kit, {"tissue.flow", "Blood flow", names}, chosen))
        return;
    const auto index = static_cast<std::size_t>(chosen);
    tissue.bloodFlowState = index == 0 ? "" : states[index - 1].id;
    applyTissue(panel, "tissue.flow", tissue, "Blood flow: " + names[index]);
}

/// A plain number of the tissue: what the plan says, else the usual value.
struct TissueNumber {
    const char* id;
    const char* label;
    std::optional<double> plan::TissueChoices::*value;
    double usual;
    double step;
    int digits;
    const char* unit;
    Bounds bounds;
};

void drawNumber(Panel& panel, const TissueNumber& number) {
    plan::TissueChoices tissue = panel.openCase().plan().tissue;
    const double now = (tissue.*number.value).value_or(number.usual);
    NumberField field;
    field.id = number.id;
    field.label = number.label;
    field.value = now;
    field.shown = text::fixed(now, number.digits) + number.unit;
    field.step = number.step;
    field.bounds = number.bounds;
    field.range = text::significant(number.bounds.min) + " to " +
                  text::significant(number.bounds.max) + number.unit;
    field.read = [unit = std::string(number.unit)](const std::string& typed) {
        return readPlain(typed, unit);
    };
    if (const auto value = numberField(panel.kit, panel.fields, field)) {
        tissue.*number.value = *value;
        applyTissue(panel, number.id, tissue, number.label);
    }
}

void drawSwitch(Panel& panel, const char* id, const char* label, bool plan::TissueChoices::*value) {
    plan::TissueChoices tissue = panel.openCase().plan().tissue;
    if (toggle(panel.kit, id, label, tissue.*value))
        applyTissue(panel, id, tissue, label);
}

} // namespace

void drawTissueSection(Panel& panel) {
    const anatomy::TissueProfile& usual = panel.openCase().library().tissue;
    section(panel.kit, "Assumed tissue");
    chooseFlow(panel);
    drawNumber(panel, {"tissue.temperature", "Temperature", &plan::TissueChoices::temperature_C,
                       sim::PharmacokineticOptions{}.temperature_C, 1, 1, " °C",
                       plan::kTemperatureBounds});
    drawNumber(panel,
               {"tissue.depotFraction", "Fluid / depot volume", &plan::TissueChoices::depotFraction,
                usual.depotFraction, 0.1, 2, "", plan::kDepotFractionBounds});
    drawNumber(panel, {"tissue.leak", "Share that leaks", &plan::TissueChoices::leakShare,
                       usual.leakFraction, 0.01, 3, "", plan::kLeakBounds});
    drawSwitch(panel, "tissue.byRegion", "Layers by scalp region",
               &plan::TissueChoices::thicknessByRegion);
    drawSwitch(panel, "tissue.fat", "Partition into fat", &plan::TissueChoices::fatPartition);
    remark(panel, panel.openCase().plan().tissue.thicknessByRegion
                      ? "Thickness by region rests on few measurements. The map does not follow "
                        "the hand then; every edit is simulated whole."
                      : "All of these change the spread; none is known for this patient.");
}

} // namespace meso::ui
