#include "ui/plan/area_exclusions.h"

#include "app/case/open_case.h"
#include "app/edits/area_edits.h"
#include "app/edits/derive.h"
#include "base/text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/area_sections.h"
#include "ui/state/area_controller.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

void set(Panel& panel, const std::string& field, std::size_t number,
         const plan::ExclusionPatch& patch, const std::string& label) {
    apply(panel, field,
          app::setExclusion(panel.openCase().plan(), number, patch,
                            *panel.openCase().derived().headContext),
          label);
}

void drawPatch(Panel& panel, std::size_t number) {
    plan::ExclusionPatch patch = panel.openCase().plan().area.exclusions[number];
    const std::string id = "exclusion." + std::to_string(number);
    if (const auto name =
            textField(panel.kit, panel.fields, id + ".name", "Name of the spot", patch.name)) {
        patch.name = *name;
        set(panel, id + ".name", number, patch, "Rename a spot");
    }
    LengthField radius =
        lengthField(id + ".radius", "Radius", patch.radius, app::kPatchRadiusBounds);
    radius.step = 0.5;
    radius.width = 132;
    if (const auto value = numberField(panel.kit, panel.fields, radius)) {
        patch.radius = *value;
        set(panel, radius.id, number, patch, "Radius of " + patch.name);
    }
    LengthField margin =
        lengthField(id + ".margin", "Margin", patch.margin, app::kPatchMarginBounds);
    margin.step = 1;
    margin.width = 132;
    if (const auto value = numberField(panel.kit, panel.fields, margin)) {
        patch.margin = *value;
        set(panel, margin.id, number, patch, "Margin of " + patch.name);
    }
}

} // namespace

void drawExclusionsSection(Panel& panel) {
    Kit& kit = panel.kit;
    const auto& exclusions = panel.openCase().plan().area.exclusions;
    section(kit, "Excluded", exclusions.empty() ? "" : std::to_string(exclusions.size()));
    if (exclusions.empty())
        wrappedText(kit, kit.fonts.caption, kit.theme.muted,
                    "Naevi, scars and lesions: mark what must not be injected.");
    const auto selected = selectedExclusion(panel.context);
    for (std::size_t i = 0; i < panel.openCase().plan().area.exclusions.size(); ++i) {
        const plan::ExclusionPatch& patch = panel.openCase().plan().area.exclusions[i];
        const std::string figure = text::of(patch.radius) + " + " + text::of(patch.margin);
        if (listLine(kit, "exclusion." + std::to_string(i), patch.name, figure, selected == i))
            panel.state().area.exclusion = selected == i ? std::nullopt : std::optional(i);
        if (selected == i)
            drawPatch(panel, i);
    }
    actionButtons(panel, {{"tool.exclude", "Place a spot", "area.placeSpot"},
                          {"area.exclude", "At the site"},
                          {"area.removeExclusion", "Remove"}});
}

} // namespace meso::ui
