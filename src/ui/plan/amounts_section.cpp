#include "ui/plan/amounts_section.h"

#include <algorithm>

#include "app/edits/derive.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/anaesthetic_load.h"
#include "plan/dose.h"
#include "plan/mixing.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/mix_page.h"
#include "ui/state/mix_controller.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

std::string amountsText(const Panel& panel, const std::string& id, double value) {
    return clinic::amountText({unitOf(panel.openCase(), id), value});
}

void drawAmounts(Panel& panel, const plan::IngredientAmounts& amounts) {
    Kit& kit = panel.kit;
    const std::string& id = amounts.compoundId;
    wrappedText(kit, kit.fonts.medium, kit.theme.text, nameOfCompound(panel.openCase(), id));
    row(kit, "Strength", compoundStrengthText(panel.openCase(), id, amounts.strength));
    const std::string perSite = amounts.perSite
                                    ? amountsText(panel, id, amounts.perSite->value())
                                    : amountsText(panel, id, amounts.minPerSite.value()) + " to " +
                                          amountsText(panel, id, amounts.maxPerSite.value());
    if (amounts.perSession.value() > 0)
        row(kit, "Per site", perSite);
    if (amounts.mg_per_cm2)
        row(kit, "Per cm² of the area", amountsText(panel, id, *amounts.mg_per_cm2));
    row(kit, "Per session", amountsText(panel, id, amounts.perSession.value()));
    kit.items["amounts." + id] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

/// How far a dose reaches toward its ceilings: a bar to the hard one, or twice the soft one.
void drawBar(Kit& kit, double dose, const clinic::Compound& compound, Tone tone) {
    const double soft = compound.softCeiling ? compound.softCeiling->value : 0;
    const double full = compound.hardCeiling ? compound.hardCeiling->value : 2 * soft;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Rect track{start, {start.x + width, start.y + kit.px(6)}};
    fill(track, packed(kit.theme.track), kit.px(3));
    const auto share = static_cast<float>(std::clamp(dose / full, 0.0, 1.0));
    const view::Colour ink = tone == Tone::Danger ? kit.theme.danger
                             : tone == Tone::Warn ? kit.theme.warn
                                                  : kit.theme.accent;
    if (share > 0)
        fill({track.min, {track.min.x + std::max(kit.px(6), share * width), track.max.y}},
             packed(ink), kit.px(3));
    if (soft > 0 && soft < full) {
        const float x = std::round(track.min.x + static_cast<float>(soft / full) * width);
        fill({{x, track.min.y - kit.px(2)}, {x + hairline(kit) * 2, track.max.y + kit.px(2)}},
             packed(kit.theme.text), 0);
    }
    ImGui::Dummy({width, kit.px(8)});
}

std::string ceilingsText(double dose, const clinic::Compound& compound, Tone tone) {
    const auto ceiling = [](const std::optional<clinic::Amount>& amount) {
        return clinic::amountText(*amount);
    };
    const clinic::AmountUnit unit =
        (compound.hardCeiling ? compound.hardCeiling : compound.softCeiling)->unit;
    std::string words = clinic::amountText({unit, dose});
    if (compound.softCeiling)
        words += ", warning above " + ceiling(compound.softCeiling);
    if (compound.hardCeiling)
        words += ", at most " + ceiling(compound.hardCeiling);
    if (tone == Tone::Danger)
        return "Above the hard ceiling: " + words + ".";
    return tone == Tone::Warn ? "Above the soft ceiling: " + words + "." : words + ".";
}

void drawCeiling(Panel& panel, const plan::SessionDose& dose) {
    Kit& kit = panel.kit;
    const clinic::Compound* compound = panel.openCase().library().compounds.find(dose.compoundId);
    if (!compound)
        return;
    wrappedText(kit, kit.fonts.medium, kit.theme.text, compound->name);
    if (!compound->softCeiling && !compound->hardCeiling) {
        wrappedText(kit, kit.fonts.caption, kit.theme.muted,
                    clinic::amountText({compound->countedIn, dose.total.value()}) +
                        ". The library has no ceiling for it, which says nothing about its "
                        "effects.");
    } else {
        const clinic::Amount& unit =
            compound->hardCeiling ? *compound->hardCeiling : *compound->softCeiling;
        const double value = plan::inUnitOf(unit, dose, compound->countedIn).value;
        const plan::CeilingState state = plan::ceilingState(dose, *compound);
        const bool isHard = state == plan::CeilingState::AboveHard;
        const bool isSoft = state == plan::CeilingState::AboveSoft;
        const Tone tone = isHard ? Tone::Danger : isSoft ? Tone::Warn : Tone::Neutral;
        drawBar(kit, value, *compound, tone);
        const view::Colour ink = isHard   ? kit.theme.danger
                                 : isSoft ? kit.theme.warn
                                          : kit.theme.muted;
        wrappedText(kit, kit.fonts.caption, ink, ceilingsText(value, *compound, tone));
        const std::string id = "ceiling." + dose.compoundId;
        const Item item{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
        kit.items[id] = item;
        if (isHard || isSoft)
            kit.items[id + (isHard ? ".aboveHard" : ".aboveSoft")] = item;
    }
    if (const auto days = plan::dailyDoses(dose, *compound))
        row(kit, "Days of the usual dose by mouth", text::significant(*days));
}

} // namespace

void drawAmountsSection(Panel& panel) {
    const app::OpenCase& openCase = panel.openCase();
    const int shown = shownMixture(panel.context);
    section(panel.kit, "Amounts", plan::nameOfMixture(openCase.plan(), shown));
    const auto volume = plan::mixtureVolume(openCase.plan(), shown);
    row(panel.kit, "Volume", text::of(volume));
    for (const plan::IngredientAmounts& amounts :
         plan::amountsOf(openCase.plan(), openCase.derived().quality.area))
        if (amounts.mixture == shown)
            drawAmounts(panel, amounts);
    divider(panel.kit);
    section(panel.kit, "Session and ceilings", "All mixtures");
    for (const plan::SessionDose& dose : plan::sessionDoses(openCase.plan()))
        drawCeiling(panel, dose);
}

void drawAnaestheticsSection(Panel& panel) {
    Kit& kit = panel.kit;
    const app::OpenCase& openCase = panel.openCase();
    const plan::AnaestheticLoad load =
        plan::anaestheticLoad(openCase.plan(), openCase.library().anaesthetics,
                              openCase.library().vehicles.find(openCase.plan().vehicle));
    if (load.agents.empty())
        return;
    divider(kit);
    section(kit, "Local anaesthetics", openCase.plan().about.weight_kg ? "" : "Weight not stated");
    for (const plan::AnaestheticShare& agent : load.agents) {
        const std::string name = nameOfCompound(openCase, agent.compoundId);
        row(kit, name,
            agent.limit ? text::of(agent.dose) + " of " + text::of(*agent.limit)
                        : text::of(agent.dose));
        const view::Colour ink = agent.state == plan::DoseLimitState::Exceeded  ? kit.theme.danger
                                 : agent.state == plan::DoseLimitState::Unknown ? kit.theme.warn
                                                                                : kit.theme.muted;
        wrappedText(kit, kit.fonts.caption, ink, agent.ruleId + ": " + agent.sentence);
    }
    row(kit, "Share of all limits", text::percent(load.sum));
    banner(kit,
           load.state == plan::DoseLimitState::Exceeded  ? Tone::Danger
           : load.state == plan::DoseLimitState::Unknown ? Tone::Warn
                                                         : Tone::Neutral,
           load.sentence);
    kit.items["anaesthetics"] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    for (const std::string& reservation : load.caveats)
        wrappedText(kit, kit.fonts.caption, kit.theme.warn, reservation);
}

} // namespace meso::ui
