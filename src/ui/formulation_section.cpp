#include <algorithm>

#include "app/summary.h"
#include "base/text.h"
#include "ui/icons.h"
#include "ui/inspector_sections.h"

namespace meso::ui {

namespace {

std::vector<std::string> namesOf(const std::vector<const plan::Compound*>& compounds) {
    std::vector<std::string> names;
    for (const plan::Compound* compound : compounds)
        names.push_back(compound->name);
    return names;
}

std::string nameOfCompound(const app::Session& session, const std::string& id) {
    const plan::Compound* compound = session.library().compounds.find(id);
    return compound ? compound->name : text::printable(id);
}

void drawIngredient(Panel& panel, std::size_t index) {
    const app::Session& session = panel.session();
    const plan::Plan& plan = session.plan();
    const plan::Ingredient& ingredient = plan.formulation[index];
    const auto compounds = session.library().compounds.offered();
    const std::string id = "ingredient." + std::to_string(index + 1);
    const auto names = namesOf(compounds);
    const auto it = std::find_if(compounds.begin(), compounds.end(),
                                 [&](const auto* c) { return c->id == ingredient.compoundId; });
    int chosen = it == compounds.end() ? -1 : static_cast<int>(it - compounds.begin());
    const std::string label = "Compound " + std::to_string(index + 1);
    if (select(panel.kit, {id, label, names}, chosen)) {
        const plan::Compound& wanted = *compounds[static_cast<std::size_t>(chosen)];
        apply(panel, id + ".strength",
              plan::setCompound(plan, index, {wanted.id, wanted.usualStrength}),
              "Inject " + wanted.name);
        return;
    }
    NumberField strength = strengthField(id + ".strength", "Strength", ingredient.strength);
    if (const auto value = numberField(panel.kit, panel.fields, strength))
        apply(panel, strength.id, plan::setStrength(plan, index, MgPerMl(*value)),
              "Strength of " + nameOfCompound(session, ingredient.compoundId));
}

/// The next compound that the formulation does not have, at its usual strength.
const plan::Compound* nextCompound(const app::Session& session) {
    for (const plan::Compound* compound : session.library().compounds.offered()) {
        const auto& parts = session.plan().formulation;
        const bool has = std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
            return part.compoundId == compound->id;
        });
        if (!has)
            return compound;
    }
    return nullptr;
}

void drawAddAndRemove(Panel& panel) {
    const plan::Plan& plan = panel.session().plan();
    const float half = (ImGui::GetContentRegionAvail().x / panel.kit.scale - 8) / 2;
    const plan::Compound* next = nextCompound(panel.session());
    const ImVec2 size{half, 34};
    if (button(panel.kit, {"ingredient.add", "Add", Emphasis::Plain, size, kIconPlus,
                           next ? "" : "Every compound of the library is in the mixture.",
                           "Add a compound to the mixture"}))
        apply(panel, "ingredient.add", plan::addIngredient(plan, {next->id, next->usualStrength}),
              "Add " + next->name);
    ImGui::SameLine(0, panel.kit.px(8));
    if (button(panel.kit, {"ingredient.remove", "Remove", Emphasis::Plain, size, kIconMinus,
                           plan.formulation.empty() ? "There is no compound to remove." : "",
                           "Remove the last compound"})) {
        const std::size_t last = plan.formulation.size() - 1;
        apply(panel, "ingredient.remove", plan::removeIngredient(plan, last),
              "Remove " + nameOfCompound(panel.session(), plan.formulation[last].compoundId));
    }
}

void drawNeedle(Panel& panel) {
    const plan::Plan& plan = panel.session().plan();
    if (const auto gauge =
            textField(panel.kit, panel.fields, "needle.gauge", "Needle gauge", plan.needle.gauge))
        apply(panel, "needle.gauge", plan::setNeedle(plan, {*gauge, plan.needle.length}),
              "Needle " + *gauge);
    NumberField length = lengthField("needle.length", "Needle length", plan.needle.length,
                                     plan::kNeedleLengthBounds);
    length.step = 1;
    if (const auto value = numberField(panel.kit, panel.fields, length))
        apply(panel, length.id, plan::setNeedle(plan, {plan.needle.gauge, Mm(*value)}),
              "Needle of " + text::of(Mm(*value)));
}

} // namespace

void apply(Panel& panel, const std::string& fieldId, Result<plan::Plan> next,
           const std::string& label) {
    const Status outcome = panel.session().edit(std::move(next), label);
    if (!outcome)
        refuse(panel.fields, fieldId, outcome.error().message);
}

void drawFormulationSection(Panel& panel) {
    section(panel.kit, "Injected");
    for (std::size_t i = 0; i < panel.session().plan().formulation.size(); ++i)
        drawIngredient(panel, i);
    drawAddAndRemove(panel);
    drawNeedle(panel);
}

void drawTotalsSection(Panel& panel) {
    const app::Session& session = panel.session();
    const app::Derived& derived = session.derived();
    section(panel.kit, "Totals of the session");
    row(panel.kit, "Volume", text::of(derived.volume));
    for (const plan::CompoundDose& dose : derived.doses)
        row(panel.kit, nameOfCompound(session, dose.compoundId), text::of(dose.total));
    row(panel.kit, "Estimated time", text::fixed(derived.time.value() / 60, 1) + " min");
    for (const plan::Ingredient& part : session.plan().formulation) {
        const plan::Compound* compound = session.library().compounds.find(part.compoundId);
        if (compound && !compound->note.empty())
            wrappedWords(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                         compound->name + ": " + compound->note);
    }
}

} // namespace meso::ui
