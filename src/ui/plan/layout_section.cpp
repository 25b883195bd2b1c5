#include "ui/plan/layout_section.h"

#include "app/case/open_case.h"
#include "app/edits/area_growth.h"
#include "app/edits/derive.h"
#include "app/library.h"
#include "base/text.h"
#include "clinic/protocol.h"
#include "plan/layout/layout.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"
#include "ui/plan/area_sections.h"
#include "ui/state/area_controller.h"
#include "ui/state/area_page_state.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

using plan::TriangleCorner;

constexpr float kFieldWidth = 156; ///< beside the lock, logical pixels

void layOut(Panel& panel, const std::string& field, const plan::LayoutRequest& request,
            const std::string& label) {
    const Status outcome = panel.openCase().layOut(request, label);
    if (!outcome)
        refuse(panel.fields, field, outcome.error().message);
    else
        panel.state().selection.clear();
}

/// A lock before a number of the triangle: shut on two of them, and open on the third.
void lock(Panel& panel, TriangleCorner corner, const char* id, const std::string& name) {
    const bool isOpen = panel.state().area.open == corner;
    const TriangleCorner next =
        corner == TriangleCorner::Spacing ? TriangleCorner::Count : TriangleCorner::Spacing;
    const std::string tip = isOpen ? name + " follows from the other two. Press to lock it."
                                   : name + " is locked. Press to let it follow.";
    if (iconButton(panel.kit, {id, isOpen ? kIconRefresh : kIconLock, tip,
                               isOpen ? Emphasis::Plain : Emphasis::Active, 32}))
        setDependentCorner(panel.context, isOpen ? next : corner);
    ImGui::SameLine();
}

void drawArea(Panel& panel, Mm2 area) {
    const bool follows = panel.state().area.open == TriangleCorner::Area;
    lock(panel, TriangleCorner::Area, "layout.lock.area", "The area");
    const int count = static_cast<int>(panel.openCase().plan().sites.size());
    const Mm2 covered =
        follows && count > 0 ? plan::areaFor(count, panel.state().area.wantedSpacing) : area;
    ImGui::BeginGroup();
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + panel.kit.px(5));
    row(panel.kit, follows ? "Would cover" : "Size of the area", text::cm2(covered));
    ImGui::EndGroup();
}

void drawCount(Panel& panel) {
    const clinic::Protocol& protocol = panel.openCase().library().protocol;
    lock(panel, TriangleCorner::Count, "layout.lock.count", "The number of sites");
    CountField count = countField("layout.count", "Sites", panel.openCase().derived().quality.count,
                                  {1, static_cast<double>(protocol.maxSites)});
    count.width = kFieldWidth;
    const auto value = numberField(panel.kit, panel.fields, count);
    if (!value)
        return;
    plan::LayoutRequest request;
    request.seed = panel.openCase().plan().seed;
    request.count = *value;
    if (panel.state().area.open == TriangleCorner::Count)
        panel.state().area.open = TriangleCorner::Spacing;
    layOut(panel, count.id, request, "Lay out " + std::to_string(*value) + " sites");
}

void drawSpacing(Panel& panel, Mm2 area) {
    const clinic::Protocol& protocol = panel.openCase().library().protocol;
    AreaPageState& view = panel.state().area;
    const int count = panel.openCase().derived().quality.count;
    lock(panel, TriangleCorner::Spacing, "layout.lock.spacing", "The spacing");
    std::optional<Mm> spacing;
    if (view.open == TriangleCorner::Area)
        spacing = view.wantedSpacing;
    else if (count > 0)
        spacing = plan::spacingFor(area, count);
    LengthField field =
        lengthField("layout.spacing", "Spacing", spacing, {protocol.minSpacing.value(), 200});
    if (spacing)
        field.shown = text::of(*spacing); // as in the sentence below
    field.step = 0.5;
    field.width = kFieldWidth;
    const auto value = numberField(panel.kit, panel.fields, field);
    if (!value)
        return;
    if (view.open == TriangleCorner::Area) {
        view.wantedSpacing = *value;
        return;
    }
    view.open = TriangleCorner::Count;
    plan::LayoutRequest request;
    request.seed = panel.openCase().plan().seed;
    request.spacing = *value;
    layOut(panel, field.id, request, "Lay out sites " + text::of(*value) + " apart");
}

/// What the two locked numbers mean for the area that there is.
void drawSentence(Panel& panel, Mm2 area) {
    const AreaPageState& view = panel.state().area;
    const int count = panel.openCase().derived().quality.count;
    if (count == 0)
        return;
    const Mm spacing =
        view.open == TriangleCorner::Count ? spacingNow(panel.context) : view.wantedSpacing;
    const auto sentence = plan::triangleSentence(count, spacing, area, view.open);
    if (!sentence)
        return;
    const std::string yours =
        view.open == TriangleCorner::Area ? " Your area is " + text::cm2(area) + "." : "";
    wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted, *sentence + yours);
}

/// One button that makes the area as large as sites and spacing ask for, with what it would do in
/// as many words as fit.
void drawGrowth(Panel& panel) {
    const auto growth = growthWanted(panel.context);
    const Action& action = panel.actions.at("layout.fitArea");
    if (!growth || !disabledReasonOf(action, panel.context).empty())
        return;
    Kit& kit = panel.kit;
    const std::string verb = growth->by < Mm(0) ? "Shrink" : "Grow";
    const std::string by = " by " + text::of(Mm(std::abs(growth->by.value())));
    const std::string to = " to " + text::cm2(growth->area);
    const float room = ImGui::GetContentRegionAvail().x - kit.px(20);
    const std::string whole = verb + " the area" + by + to;
    std::string label = verb + to;
    for (const std::string& longer : {verb + by + to, whole})
        if (sizeOf(kit.fonts.medium, longer).x <= room)
            label = longer;
    if (button(kit, {.id = action.id, .label = label, .size = {-1, 34}, .tip = whole}))
        perform(action, panel.context);
    if (growth->missing > Mm2(0))
        wrappedText(kit, kit.fonts.caption, kit.theme.warn,
                    "That is " + text::cm2(growth->missing) + " short of " +
                        text::cm2(*wantedArea(panel.context)) + ".");
}

void choosePattern(Panel& panel) {
    const std::vector<std::string> names{"Even", "Hexagonal rows", "Parting rows",
                                         "Along the hairline"};
    const char* ids[] = {"layout.even", "layout.hexagonal", "layout.parting", "layout.hairline"};
    int chosen = static_cast<int>(panel.openCase().plan().pattern);
    if (select(panel.kit, {"layout.pattern", "Pattern", names}, chosen))
        perform(panel.actions.at(ids[chosen]), panel.context);
}

} // namespace

void drawLayoutSection(Panel& panel) {
    const Mm2 area = panel.openCase().derived().region->area();
    section(panel.kit, "Layout");
    drawArea(panel, area);
    drawCount(panel);
    drawSpacing(panel, area);
    drawSentence(panel, area);
    drawGrowth(panel);
    choosePattern(panel);
    actionRow(panel, "",
              {{"edit.layOut", "Lay out"},
               {"layout.evenOut", "Even out"},
               {"layout.fillGaps", "Fill gaps"}});
    actionRow(panel, "Mirror",
              {{"layout.mirrorLeft", "Left to right"}, {"layout.mirrorRight", "Right to left"}});
    actionRow(panel, "Offset by half a pitch from",
              {{"layout.offsetSaved", "Saved file"},
               {"layout.offsetOther", "Compared"},
               {"layout.offsetFile", "Other file"}});
}

} // namespace meso::ui
