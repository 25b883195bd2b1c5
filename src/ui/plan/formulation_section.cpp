#include "ui/plan/formulation_section.h"

#include <algorithm>
#include <utility>

#include "app/library.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "plan/dose.h"
#include "plan/edits.h"
#include "plan/mixing.h"
#include "plan/strength_slip.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/mix_page.h"
#include "ui/plan/rule_card.h"
#include "ui/state/mix_controller.h"
#include "ui/state/page_states.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// Compounds to choose from: names, and why some cannot be taken.
struct Offer {
    std::vector<const clinic::Compound*> compounds;
    std::vector<std::string> names, disabledReasons;
};

bool holds(const std::vector<plan::Ingredient>& parts, const std::string& compoundId) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const auto& part) { return part.compoundId == compoundId; });
}

/// `own`: the compound that the choice is about, which is in the mixture itself.
Offer offerFor(const Panel& panel, const std::string& own) {
    const auto parts = plan::ingredientsOf(panel.openCase().plan(), shownMixture(panel.context));
    Offer offer{panel.openCase().library().compounds.all(), {}, {}};
    for (const clinic::Compound* compound : offer.compounds) {
        offer.names.push_back(compound->name);
        std::string why;
        if (!compound->disabledReason.empty())
            why = "Not to be injected: " + compound->disabledReason;
        else if (compound->id != own && holds(parts, compound->id))
            why = "It is in this mixture already.";
        offer.disabledReasons.push_back(std::move(why));
    }
    return offer;
}

void drawCompound(Panel& panel, std::size_t index, const plan::Ingredient& part) {
    Kit& kit = panel.kit;
    const std::string id = "ingredient." + std::to_string(index + 1);
    const Offer offer = offerFor(panel, part.compoundId);
    const auto it = std::find_if(offer.compounds.begin(), offer.compounds.end(),
                                 [&](const auto* c) { return c->id == part.compoundId; });
    int chosen = it == offer.compounds.end() ? -1 : static_cast<int>(it - offer.compounds.begin());
    Choice choice{id, "Compound " + std::to_string(index + 1), offer.names};
    choice.disabledReasons = offer.disabledReasons;
    if (select(kit, choice, chosen)) {
        const clinic::Compound& wanted = *offer.compounds[static_cast<std::size_t>(chosen)];
        const plan::Ingredient next{wanted.id, wanted.usualStrength};
        applyToMixture(
            panel, id + ".strength",
            [&](plan::Plan plan) { return plan::setCompound(std::move(plan), index, next); },
            "Inject " + wanted.name);
    }
}

/// The strength of this ingredient that is being asked about; null: none.
const DoubtfulStrength* doubtAbout(const Panel& panel, std::size_t index) {
    const std::optional<DoubtfulStrength>& doubt = panel.state().mix.doubt;
    const bool isAsked =
        doubt && doubt->mixture == shownMixture(panel.context) && doubt->ingredient == index;
    return isAsked ? &*doubt : nullptr;
}

/// The question about a doubtful strength, with its two answers.
void drawDoubt(Panel& panel, std::size_t index, const plan::Ingredient& part) {
    std::optional<DoubtfulStrength>& doubt = panel.state().mix.doubt;
    if (doubtAbout(panel, index) == nullptr)
        return;
    if (doubt->wanted.compoundId != part.compoundId) {
        doubt.reset();
        return;
    }
    const std::string id = "ingredient." + std::to_string(index + 1);
    banner(panel.kit, Tone::Warn, doubt->question);
    panel.kit.items[id + ".question"] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    const auto written = [&](MgPerMl strength) {
        return clinic::strengthText(unitOf(panel.openCase(), part.compoundId), strength);
    };
    const int pressed =
        buttonPair(panel, {.id = id + ".keep", .label = "Keep " + written(doubt->wanted.strength)},
                   {.id = id + ".back",
                    .label = "Back to " + written(part.strength),
                    .emphasis = Emphasis::Active});
    const bool keeps = pressed == 0;
    const bool goesBack = pressed == 1;
    if (keeps) {
        const MgPerMl wanted = doubt->wanted.strength;
        applyToMixture(
            panel, id + ".strength",
            [&](plan::Plan plan) { return plan::setStrength(std::move(plan), index, wanted); },
            "Strength of " + nameOfCompound(panel.openCase(), part.compoundId));
    }
    if (keeps || goesBack)
        doubt.reset();
}

/// A typed strength is taken, or asked about first.
void takeStrength(Panel& panel, std::size_t index, const plan::Ingredient& wanted) {
    const app::OpenCase& openCase = panel.openCase();
    const int mixture = shownMixture(panel.context);
    const clinic::Compound* compound = openCase.library().compounds.find(wanted.compoundId);
    panel.state().mix.doubt.reset();
    const auto question = compound
                              ? plan::strengthSlip(*compound, wanted.strength,
                                                   plan::mixtureVolume(openCase.plan(), mixture))
                              : std::nullopt;
    if (question) {
        panel.state().mix.doubt = DoubtfulStrength{mixture, index, wanted, *question};
        return;
    }
    applyToMixture(
        panel, "ingredient." + std::to_string(index + 1) + ".strength",
        [&](plan::Plan plan) { return plan::setStrength(std::move(plan), index, wanted.strength); },
        "Strength of " + nameOfCompound(openCase, wanted.compoundId));
}

/// Class, size and published strengths of a compound, on a line or two.
std::string aboutCompound(const app::OpenCase& openCase, const plan::Ingredient& part) {
    const clinic::Compound* compound = openCase.library().compounds.find(part.compoundId);
    if (!compound)
        return "The library does not know this compound.";
    std::string words = compoundStrengthText(openCase, part.compoundId, part.strength);
    words += " · " + compound->substanceClass;
    if (compound->molarMass.value() > 0)
        words += ", " + text::significant(compound->molarMass.value()) + " g/mol";
    if (const std::string why = clinic::notSimulatedReason(*compound); !why.empty())
        words += ". " + why;
    return words;
}

void drawIngredient(Panel& panel, std::size_t index, const plan::Ingredient& part) {
    Kit& kit = panel.kit;
    const std::string id = "ingredient." + std::to_string(index + 1);
    const std::string name = nameOfCompound(panel.openCase(), part.compoundId);
    drawCompound(panel, index, part);
    StrengthField strength = strengthFieldOf(
        id + ".strength", "Strength", unitOf(panel.openCase(), part.compoundId), part.strength);
    // What was typed stays in sight while it is asked about.
    if (const DoubtfulStrength* doubt = doubtAbout(panel, index))
        strength.shown = strengthFieldOf(id, "", unitOf(panel.openCase(), part.compoundId),
                                         doubt->wanted.strength)
                             .shown;
    if (const auto value = numberField(kit, panel.fields, strength))
        takeStrength(panel, index, {part.compoundId, *value});
    drawDoubt(panel, index, part);
    wrappedText(kit, kit.fonts.caption, kit.theme.muted, aboutCompound(panel.openCase(), part));
    const std::string label = "Remove " + name;
    const float room = ImGui::GetContentRegionAvail().x - kit.px(60); // beside icon and border
    if (button(kit, {id + ".remove",
                     sizeOf(kit.fonts.medium, label).x <= room ? label : "Remove compound",
                     Emphasis::Plain,
                     ImVec2(-1, 32),
                     kIconMinus,
                     {},
                     "Take " + name + " out of the mixture"}))
        removeCompound(panel.context, index);
    ImGui::Dummy({0, kit.px(2)});
}

/// The list of what can be added: a compound is chosen and added at its usual strength at once.
void drawAdd(Panel& panel) {
    const Offer offer = offerFor(panel, {});
    Choice choice{"ingredient.add", "", offer.names};
    choice.disabledReasons = offer.disabledReasons;
    choice.prompt = "Add a compound";
    choice.opensNow = std::exchange(panel.state().mix.asksForCompound, false);
    int chosen = -1;
    if (select(panel.kit, choice, chosen)) {
        const clinic::Compound& wanted = *offer.compounds[static_cast<std::size_t>(chosen)];
        applyToMixture(
            panel, "ingredient.add",
            [&](plan::Plan plan) {
                return plan::addIngredient(std::move(plan), {wanted.id, wanted.usualStrength});
            },
            "Add " + wanted.name);
    }
    const auto problem = panel.fields.problems.find("ingredient.add");
    if (problem != panel.fields.problems.end())
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.danger, problem->second);
}

/// The action's button under a name that cannot be taken for that of a compound's.
Button mixtureButton(const Panel& panel, const char* id, const char* label, const char* actionId) {
    const Action& action = panel.actions.at(actionId);
    return {.id = id,
            .label = label,
            .disabledReason = disabledReasonOf(action, panel.context),
            .tip = tipOf(action, panel.context)};
}

void drawMixtureButtons(Panel& panel) {
    const int pressed =
        buttonPair(panel, mixtureButton(panel, "mixture.add", "Add mixture", "mix.addMixture"),
                   mixtureButton(panel, "mixture.remove", "Remove mixture", "mix.removeMixture"));
    if (pressed >= 0)
        perform(panel.actions.at(pressed == 0 ? "mix.addMixture" : "mix.removeMixture"),
                panel.context);
}

} // namespace

void drawMixturesSection(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    const int count = plan::mixtureCount(plan);
    int shown = shownMixture(panel.context);
    section(panel.kit, "Mixtures", count == 1 ? "One" : std::to_string(count));
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int m = 0; m < count; ++m)
        names.push_back(plan::nameOfMixture(plan, m));
    if (count > 1 && select(panel.kit, {"mixture", "", names}, shown))
        panel.state().mix.mixture = shown;
    drawMixtureButtons(panel);
    shown = shownMixture(panel.context);
    if (shown == 0)
        return;
    const auto& now = panel.openCase().plan();
    const std::string& name = now.furtherMixtures[static_cast<std::size_t>(shown - 1)].name;
    if (const auto typed = textField(panel.kit, panel.fields, "mixture.name", "Name", name))
        apply(panel, "mixture.name", plan::renameMixture(now, shown, *typed), "Name a mixture");
}

void drawIngredientsSection(Panel& panel) {
    const int mixture = shownMixture(panel.context);
    const auto parts = plan::ingredientsOf(panel.openCase().plan(), mixture);
    if (parts.empty())
        wrappedText(panel.kit, panel.kit.fonts.body, panel.kit.theme.muted,
                    "Nothing is in this mixture yet.");
    ImGui::PushID(mixture);
    for (std::size_t i = 0; i < parts.size(); ++i)
        drawIngredient(panel, i, parts[i]);
    drawAdd(panel);
    ImGui::PopID();
}

} // namespace meso::ui
