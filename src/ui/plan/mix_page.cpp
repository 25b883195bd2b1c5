#include "ui/plan/mix_page.h"

#include "plan/mixing.h"

#include <algorithm>

#include "app/library.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/plan/amounts_section.h"
#include "ui/plan/case_section.h"
#include "ui/plan/drawing_up_section.h"
#include "ui/plan/equipment_section.h"
#include "ui/plan/formulation_section.h"
#include "ui/state/mix_controller.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

std::string suffixOf(clinic::AmountUnit unit) {
    return unit == clinic::AmountUnit::Ml ? " mL/mL" : " U/mL";
}

} // namespace

clinic::AmountUnit unitOf(const app::OpenCase& openCase, const std::string& id) {
    const clinic::Compound* compound = openCase.library().compounds.find(id);
    return compound ? compound->countedIn : clinic::AmountUnit::Mg;
}

std::string compoundStrengthText(const app::OpenCase& openCase, const std::string& id,
                                 MgPerMl strength) {
    const clinic::AmountUnit unit = unitOf(openCase, id);
    return unit == clinic::AmountUnit::Mg ? plan::mgAndPercentText(strength)
                                          : clinic::strengthText(unit, strength);
}

StrengthField strengthFieldOf(const std::string& id, const std::string& label,
                              clinic::AmountUnit unit, MgPerMl strength) {
    StrengthField field = strengthField(id, label, strength);
    if (unit == clinic::AmountUnit::Mg)
        return field;
    const std::string suffix = suffixOf(unit);
    field.shown = clinic::strengthText(unit, strength);
    field.bounds.max = clinic::maxStrength(unit);
    field.range = "more than 0 to " + text::significant(field.bounds.max) + suffix;
    field.step = unit == clinic::AmountUnit::Ml ? 0.1 : 5;
    field.read = [unit](const std::string& typed) { return clinic::readStrength(unit, typed); };
    return field;
}

void applyToMixture(Panel& panel, const std::string& fieldId,
                    const std::function<Result<plan::Plan>(plan::Plan)>& edit,
                    const std::string& label) {
    apply(panel, fieldId,
          plan::editMixture(panel.openCase().plan(), shownMixture(panel.context), edit), label);
}

bool fold(Panel& panel, const std::string& id, const std::string& title,
          const std::string& remark) {
    Kit& kit = panel.kit;
    std::set<std::string>& unfolded = panel.state().mix.unfolded;
    const bool isOpen = unfolded.contains(id);
    const float width = std::max(ImGui::GetContentRegionAvail().x, kit.px(80));
    const float textLeft = kit.px(22);
    const std::vector<std::string> lines = wrappedLines(kit.fonts.medium, title, width - textLeft);
    const float both =
        sizeOf(kit.fonts.medium, title).x + kit.px(12) + sizeOf(kit.fonts.caption, remark).x;
    const bool isBeside = remark.empty() || both <= width - textLeft;
    const float font = kit.fonts.medium->FontSize;
    const float below = isBeside ? 0 : kit.fonts.caption->FontSize;
    const float words = font * static_cast<float>(lines.size());
    const float height = std::max(kit.px(kMinTarget), words + kit.px(8)) + below;
    ImGui::PushID(id.c_str());
    const bool pressed = ImGui::InvisibleButton("##fold", {width, height});
    const Interaction use = interactionOf(kit, id, pressed, isOpen ? "Fold up" : "Unfold", {});
    ImGui::PopID();
    float middle = use.box.min.y + (height - below - words + font) / 2;
    drawCentred(kit.fonts.icon, packed(kit.theme.muted), {use.box.min.x + kit.px(9), middle},
                isOpen ? kIconChevronDown : kIconChevronRight);
    drawUpTo(kit.fonts.caption, packed(kit.theme.muted), use.box.max.x,
             isBeside ? middle : use.box.max.y - below / 2 - kit.px(2), remark);
    for (const std::string& line : lines) {
        drawFrom(kit.fonts.medium, packed(use.hovered ? kit.theme.accent : kit.theme.text),
                 use.box.min.x + textLeft, middle, line);
        middle += font;
    }
    focusRing(kit, kit.px(4));
    if (use.pressed && isOpen)
        unfolded.erase(id);
    else if (use.pressed)
        unfolded.insert(id);
    return isOpen;
}

void drawMixPage(Panel& panel) {
    drawCaseSection(panel);
    divider(panel.kit);
    drawMixturesSection(panel);
    drawIngredientsSection(panel);
    divider(panel.kit);
    drawEquipmentSection(panel);
    divider(panel.kit);
    drawAmountsSection(panel);
    drawAnaestheticsSection(panel);
    divider(panel.kit);
    drawSyringesSection(panel);
    drawRecipeSection(panel);
    drawKnowledgeSection(panel);
}

} // namespace meso::ui
