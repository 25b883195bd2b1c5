#include "ui/plan/area_actions.h"

#include "app/case/open_case.h"
#include "app/edits/area_edits.h"
#include "app/edits/area_growth.h"
#include "app/edits/derive.h"
#include "app/library.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/area_controller.h"
#include "ui/state/outcome.h"
#include "ui/viewport/area_gestures.h"

namespace meso::ui {

namespace {

using anatomy::ScalpOutline;
using Outlines = std::vector<ScalpOutline>;
using OutlinesEdit = std::function<Result<Outlines>(UiContext, const ScalpOutline&)>;

constexpr const char* kAreaGroup = "Area";

void openAreaPage(UiContext context) {
    context.state.workspace = Workspace::Plan;
    context.state.planPage = PlanPage::Area;
}

std::string noOutlineReason(UiContext context) {
    if (context.openCase.plan().area.outlines.empty())
        return "The plan has no area. Choose a preset or draw one.";
    return shownOutline(context) ? "" : "Select an outline of the area first.";
}

const ScalpOutline& outlineOf(UiContext context) {
    return context.openCase.plan().area.outlines[*shownOutline(context)];
}

/// An edit of the selected outline, which may give several.
Action outlineAction(const char* id, const char* label, const char* icon,
                     const OutlinesEdit& edit) {
    return {id,
            label,
            icon,
            "",
            kAreaGroup,
            [edit, name = std::string(label)](UiContext context) {
                auto pieces = edit(context, outlineOf(context));
                if (!pieces)
                    editArea(context, pieces.error(), name);
                else if (editArea(context, withReplaced(context, *shownOutline(context), *pieces),
                                  name))
                    context.state.area.corner.reset();
            },
            noOutlineReason};
}

Result<Outlines> grownBy(UiContext context, const ScalpOutline& outline, double share) {
    return app::grownBehindHairline(outline, Mm(share * context.state.area.growth.value()),
                                    *context.openCase.derived().headContext,
                                    context.openCase.library().areas.hairline);
}

Result<Outlines> one(Result<ScalpOutline> outline) {
    if (!outline)
        return outline.error();
    return Outlines{std::move(outline).value()};
}

Action drawAction(const char* id, const char* label, OutlineMode drawn) {
    Action action{id, label, kIconPolygon, "", kAreaGroup, [drawn](UiContext context) {
                      context.state.area.drawn = drawn;
                      context.state.tool = Tool::Area;
                      context.state.measured.clear();
                  }};
    action.isOn = [drawn](UiContext context) {
        return context.state.tool == Tool::Area && context.state.area.drawn == drawn;
    };
    if (drawn == OutlineMode::IsCutOut)
        action.disabledReason = [](UiContext context) {
            return context.openCase.plan().area.outlines.empty() ? "There is no area to cut from."
                                                                 : "";
        };
    return action;
}

void nextOutline(UiContext context) {
    openAreaPage(context);
    const auto& shown = context.state.area.outline;
    const std::size_t count = context.openCase.plan().area.outlines.size();
    context.state.area.outline = shown && *shown + 1 < count ? *shown + 1 : 0;
    context.state.area.corner.reset();
}

void removeOutline(UiContext context) {
    if (editArea(context, withReplaced(context, *shownOutline(context), {}),
                 "Remove a part of the area"))
        context.state.area.outline.reset();
}

void makeSymmetric(UiContext context) {
    if (editArea(context, anatomy::madeSymmetric(context.openCase.plan().area.outlines),
                 "Make the area symmetric"))
        context.state.area.outline.reset();
}

/// Where a spot is marked without the mouse: at the one selected site, else under the cursor.
std::optional<anatomy::ScalpCoordinate> placeMeant(UiContext context) {
    if (context.state.selection.size() == 1)
        for (const plan::InjectionSite& site : context.openCase.plan().sites)
            if (context.state.selection.contains(site.id))
                return site.place;
    if (!context.state.hoveredSkin)
        return std::nullopt;
    const auto place = context.openCase.placeAt(*context.state.hoveredSkin);
    return place ? std::optional(place->coordinate) : std::nullopt;
}

void removeExclusion(UiContext context) {
    const std::size_t number = *selectedExclusion(context);
    notifyOutcome(
        context.openCase,
        context.openCase.edit(app::removeExclusion(context.openCase.plan(), number),
                              "Remove " + context.openCase.plan().area.exclusions[number].name),
        {});
    context.state.area.exclusion.reset();
}

void addOutlineActions(std::vector<Action>& out) {
    out.push_back(drawAction("area.draw", "Draw a new area", OutlineMode::Replaces));
    out.push_back(drawAction("area.drawAdd", "Draw and add to the area", OutlineMode::IsAdded));
    out.push_back(
        drawAction("area.drawCut", "Draw and cut out of the area", OutlineMode::IsCutOut));
    out.push_back({"area.next", "Handles of the next outline", kIconPolygon, "", kAreaGroup,
                   nextOutline, [](UiContext context) {
                       return context.openCase.plan().area.outlines.empty()
                                  ? "The plan has no area."
                                  : "";
                   }});
    out.push_back(
        outlineAction("area.grow", "Grow the outline", kIconPlus,
                      [](UiContext d, const ScalpOutline& o) { return grownBy(d, o, 1); }));
    out.push_back(
        outlineAction("area.shrink", "Shrink the outline", kIconMinus,
                      [](UiContext d, const ScalpOutline& o) { return grownBy(d, o, -1); }));
    out.push_back(outlineAction(
        "area.mirror", "Mirror the outline", kIconRepeat,
        [](UiContext, const ScalpOutline& o) { return Result(Outlines{anatomy::mirrored(o)}); }));
    out.push_back(outlineAction(
        "area.simplify", "Simplify the outline", kIconTune, [](UiContext d, const ScalpOutline& o) {
            return one(anatomy::withHandles(o, kMaxHandles, kHandleTolerance,
                                            d.openCase.derived().headContext->frame));
        }));
    out.push_back({"area.remove", "Remove the outline", kIconDelete, "", kAreaGroup, removeOutline,
                   [](UiContext context) {
                       const std::string why = noOutlineReason(context);
                       return why.empty() && context.openCase.plan().area.outlines.size() == 1
                                  ? "The last outline stays: a plan needs an area."
                                  : why;
                   }});
    out.push_back({"area.symmetric", "Make the area symmetric", kIconSplitView, "", kAreaGroup,
                   makeSymmetric, [](UiContext context) {
                       return context.openCase.plan().area.outlines.empty()
                                  ? "The plan has no area."
                                  : "";
                   }});
    out.push_back({"area.removeCorner", "Remove the selected corner", kIconDelete, "Delete",
                   kAreaGroup, removeCorner, [](UiContext context) {
                       const ScalpOutline* handles = shownHandles(context);
                       const auto& corner = context.state.area.corner;
                       return handles && corner && *corner < handles->points.size()
                                  ? ""
                                  : "Select a corner of an outline first.";
                   }});
    out.back().alsoShortcut = "Backspace";
}

void addExclusionActions(std::vector<Action>& out) {
    out.push_back({"area.exclude", "Exclude a spot at the selected site", kIconCancel, "",
                   kAreaGroup,
                   [](UiContext context) {
                       openAreaPage(context);
                       excludeAt(context, *placeMeant(context));
                   },
                   [](UiContext context) {
                       return placeMeant(context) ? "" : "Select one site, or point at the scalp.";
                   }});
    out.push_back({"area.removeExclusion", "Remove the selected exclusion", kIconDelete, "Delete",
                   kAreaGroup, removeExclusion, [](UiContext context) {
                       return selectedExclusion(context) && handlesAreShown(context.state)
                                  ? ""
                                  : "Select an exclusion on the area page first.";
                   }});
    out.back().alsoShortcut = "Backspace";
}

} // namespace

std::vector<Action> areaActions() {
    std::vector<Action> out;
    addOutlineActions(out);
    addExclusionActions(out);
    return out;
}

} // namespace meso::ui
