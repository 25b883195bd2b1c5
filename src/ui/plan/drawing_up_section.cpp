#include "ui/plan/drawing_up_section.h"

#include <algorithm>

#include "app/library.h"
#include "base/text.h"
#include "plan/dose.h"
#include "plan/mixing.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/mix_page.h"
#include "ui/state/mix_controller.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// Strength on the label of a compound's stock; until it is typed, the highest published one.
MgPerMl stockOf(const Panel& panel, const plan::Ingredient& part) {
    for (const auto& [id, strength] : panel.state().mix.stocks)
        if (id == part.compoundId)
            return strength;
    MgPerMl most = part.strength;
    if (const clinic::Compound* compound =
            panel.openCase().library().compounds.find(part.compoundId))
        for (const MgPerMl published : compound->publishedStrengths)
            most = std::max(most, published);
    return most;
}

void keepStock(Panel& panel, const std::string& compoundId, MgPerMl strength) {
    auto& stocks = panel.state().mix.stocks;
    std::erase_if(stocks, [&](const auto& entry) { return entry.first == compoundId; });
    stocks.emplace_back(compoundId, strength);
}

void drawRecipe(Panel& panel, const std::vector<plan::Ingredient>& parts) {
    Kit& kit = panel.kit;
    VolumeField volume = volumeField("recipe.volume", "To prepare", panel.state().mix.recipeVolume);
    volume.bounds = {0.1, 1000};
    volume.range = "0.1 to 1000 mL";
    volume.step = 0.5;
    if (const auto value = numberField(kit, panel.fields, volume))
        panel.state().mix.recipeVolume = *value;
    std::vector<plan::Stock> stocks;
    for (const plan::Ingredient& part : parts) {
        const MgPerMl stock = stockOf(panel, part);
        const StrengthField field =
            strengthFieldOf("recipe.stock." + part.compoundId,
                            "Stock of " + nameOfCompound(panel.openCase(), part.compoundId),
                            unitOf(panel.openCase(), part.compoundId), stock);
        if (const auto value = numberField(kit, panel.fields, field))
            keepStock(panel, part.compoundId, *value);
        stocks.push_back({part.compoundId, stockOf(panel, part), Ml(0)});
    }
    const auto recipe = plan::recipeFor(parts, stocks, panel.state().mix.recipeVolume);
    if (!recipe) {
        banner(kit, Tone::Warn, recipe.error().message);
        return;
    }
    for (const plan::Stock& stock : recipe->stocks)
        row(kit, nameOfCompound(panel.openCase(), stock.compoundId), text::of(stock.volume, 3));
    row(kit, "Vehicle to fill up", text::of(recipe->vehicle, 3));
    kit.items["recipe.result"] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

std::string gradeText(clinic::EvidenceGrade grade) {
    switch (grade) {
    case clinic::EvidenceGrade::Controlled:
        return "Controlled trial";
    case clinic::EvidenceGrade::Uncontrolled:
        return "Studies without a control group";
    case clinic::EvidenceGrade::OnlyCombined:
        return "Studied only in mixtures";
    case clinic::EvidenceGrade::OtherUse:
        return "Studied for another use";
    case clinic::EvidenceGrade::Against:
        return "A controlled trial found no effect";
    case clinic::EvidenceGrade::NoneFound:
        return "No study found";
    }
    return {};
}

void drawKnowledge(Panel& panel, const clinic::Compound& compound) {
    Kit& kit = panel.kit;
    const auto say = [&](const std::string& what, const std::string& sentence) {
        if (!sentence.empty())
            wrappedText(kit, kit.fonts.caption, kit.theme.muted, what + ": " + sentence);
    };
    say("Evidence", gradeText(compound.evidenceGrade) +
                        (compound.evidence.empty() ? "." : ". " + compound.evidence));
    say("Law", compound.legal);
    say("Note", compound.note);
    std::string published;
    for (const MgPerMl strength : compound.publishedStrengths)
        published +=
            (published.empty() ? "" : ", ") + clinic::strengthText(compound.countedIn, strength);
    say("Published strengths", published);
    say("Source", compound.source);
}

} // namespace

void drawSyringesSection(Panel& panel) {
    Kit& kit = panel.kit;
    const plan::Plan& plan = panel.openCase().plan();
    section(kit, "To draw up", "Syringe of " + text::of(plan.syringe.volume));
    const auto needs = plan::syringesFor(plan);
    if (!needs) {
        banner(kit, Tone::Warn, needs.error().message);
        return;
    }
    if (needs->empty())
        wrappedText(kit, kit.fonts.body, kit.theme.muted, "There are no sites yet.");
    for (const plan::DrawUpAmounts& need : *needs) {
        if (plan::mixtureCount(plan) > 1)
            wrappedText(kit, kit.fonts.medium, kit.theme.text,
                        plan::nameOfMixture(plan, need.mixture));
        row(kit, "To draw up", text::of(need.drawnUp));
        row(kit, "In", text::counted(need.fillings.size(), "filling"));
        row(kit, "Stays in hub and needle", text::of(need.lost));
    }
}

void drawRecipeSection(Panel& panel) {
    const auto parts = plan::ingredientsOf(panel.openCase().plan(), shownMixture(panel.context));
    if (!parts.empty() && fold(panel, "mix.recipe", "Prepare the mixture"))
        drawRecipe(panel, parts);
}

void drawKnowledgeSection(Panel& panel) {
    const auto& library = panel.openCase().library().compounds;
    for (const plan::Ingredient& part :
         plan::ingredientsOf(panel.openCase().plan(), shownMixture(panel.context)))
        if (const clinic::Compound* compound = library.find(part.compoundId))
            if (fold(panel, "mix.about." + compound->id, "About " + compound->name))
                drawKnowledge(panel, *compound);
}

} // namespace meso::ui
