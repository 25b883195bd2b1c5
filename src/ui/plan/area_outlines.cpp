#include "ui/plan/area_outlines.h"

#include "app/case/open_case.h"
#include "app/edits/area_edits.h"
#include "app/edits/derive.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "plan/layout/layout.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/area_sections.h"
#include "ui/state/area_controller.h"
#include "ui/state/area_page_state.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr Bounds kGrowth{0.5, anatomy::kMaxGrowth.value()}; ///< mm
constexpr Bounds kDensity{0.25, 4};                         ///< as ScalpOutline::density

/// A press on the chosen one closes its handles.
void chooseOutline(Panel& panel, std::size_t number, bool isChosen) {
    AreaPageState& view = panel.state().area;
    view.outline = isChosen ? std::nullopt : std::optional(number);
    view.corner.reset();
}

void listOutlines(Panel& panel) {
    const auto& outlines = panel.openCase().plan().area.outlines;
    const auto areas = outlineAreas(panel.context);
    const auto shown = shownOutline(panel.context);
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        const std::string name =
            outlines[i].name.empty() ? "Outline " + std::to_string(i + 1) : outlines[i].name;
        if (listLine(panel.kit, "area.outline." + std::to_string(i), name,
                     areas[i] ? text::cm2(*areas[i]) : "—", shown == i))
            pressed = i;
    }
    if (pressed)
        chooseOutline(panel, *pressed, shown == pressed);
}

NumberField plainField(const std::string& id, const std::string& label, double value,
                       Bounds bounds) {
    NumberField field;
    field.id = id;
    field.label = label;
    field.value = value;
    field.shown = text::fixed(value, 2);
    field.step = 0.25;
    field.bounds = bounds;
    field.range = text::fixed(bounds.min, 2) + " to " + text::fixed(bounds.max, 0);
    field.read = [](const std::string& typed) { return readPlain(typed, ""); };
    return field;
}

/// Other outlines get more or fewer sites then, in sum as many as before.
void setDensity(Panel& panel, std::size_t number, double density) {
    auto next = plan::setDensity(panel.openCase().plan(), number, density);
    if (next && !next->sites.empty()) {
        plan::LayoutRequest request;
        request.seed = next->seed;
        request.count = static_cast<int>(next->sites.size());
        const app::Derived& derived = panel.openCase().derived();
        next = app::withNewLayout(*next, *derived.headContext, *derived.region,
                                  panel.openCase().library(), request);
    }
    apply(panel, "area.density", std::move(next), "Density of a part of the area");
}

void drawDensity(Panel& panel) {
    const auto& outlines = panel.openCase().plan().area.outlines;
    const auto number = shownOutline(panel.context);
    NumberField field =
        plainField("area.density", "Density", number ? outlines[*number].density : 1, kDensity);
    field.width = 132;
    if (!number)
        field.disabledReason = "Select an outline of the area first.";
    else if (outlines.size() == 1)
        field.disabledReason = "There is one outline: density is relative to the others.";
    if (const auto value = numberField(panel.kit, panel.fields, field))
        setDensity(panel, *number, *value);
}

void drawOutlineGrowth(Panel& panel) {
    LengthField field = lengthField("area.growth", "Grow by", panel.state().area.growth, kGrowth);
    field.step = 1;
    field.width = 132;
    if (const auto value = numberField(panel.kit, panel.fields, field))
        panel.state().area.growth = *value;
}

} // namespace

void drawOutlinesSection(Panel& panel) {
    Kit& kit = panel.kit;
    section(kit, "Parts of the area", text::cm2(panel.openCase().derived().region->area()));
    listOutlines(panel);
    const std::string note = shownOutline(panel.context)
                                 ? "Drag a handle on the head or the map. Click the line to add a "
                                   "corner; Delete removes the selected one."
                                 : "Choose an outline to drag its corners.";
    wrappedText(kit, kit.fonts.caption, kit.theme.muted, note);
    drawOutlineGrowth(panel);
    actionButtons(panel, {{"area.grow", "Grow"},
                          {"area.shrink", "Shrink"},
                          {"area.simplify", "Simplify"},
                          {"area.mirror", "Mirror"},
                          {"area.remove", "Remove"},
                          {"area.symmetric", "Make symmetric"}});
    drawDensity(panel);
    section(kit, "Draw an outline");
    actionButtons(
        panel, {{"area.draw", "New area"}, {"area.drawAdd", "Add"}, {"area.drawCut", "Cut out"}});
    if (panel.state().tool == Tool::Area)
        wrappedText(kit, kit.fonts.caption, kit.theme.muted,
                    "Click the corners on the head or the map. Enter closes the outline.");
}

} // namespace meso::ui
