#include "ui/plan/area_actions.h"

#include "app/edits/area_edits.h"
#include "app/edits/area_growth.h"
#include "app/edits/layout_edits.h"
#include "ui/kit/icons.h"
#include "ui/state/actions.h"
#include "ui/state/area_desk.h"
#include "ui/state/outcome.h"
#include "ui/viewport/area_gestures.h"

namespace meso::ui {

namespace {

using anatomy::ScalpOutline;
using Outlines = std::vector<ScalpOutline>;
using OutlinesEdit = std::function<Result<Outlines>(Desk, const ScalpOutline&)>;

constexpr const char* kAreaGroup = "Area";

void openAreaPage(Desk desk) {
    desk.state.workspace = Workspace::Plan;
    desk.state.planPage = PlanPage::Area;
}

std::string whyNoOutline(Desk desk) {
    if (desk.session.plan().area.outlines.empty())
        return "The plan has no area. Choose a preset or draw one.";
    return shownOutline(desk) ? "" : "Select an outline of the area first.";
}

const ScalpOutline& outlineOf(Desk desk) {
    return desk.session.plan().area.outlines[*shownOutline(desk)];
}

/// An edit of the selected outline, which may give several.
Action outlineAction(const char* id, const char* label, const char* icon, OutlinesEdit edit) {
    return {id,
            label,
            icon,
            "",
            kAreaGroup,
            [edit, name = std::string(label)](Desk desk) {
                auto pieces = edit(desk, outlineOf(desk));
                if (!pieces)
                    editArea(desk, pieces.error(), name);
                else if (editArea(desk, withReplaced(desk, *shownOutline(desk), *pieces), name))
                    desk.state.area.corner.reset();
            },
            whyNoOutline};
}

Result<Outlines> grownBy(Desk desk, const ScalpOutline& outline, double share) {
    return app::grownBehindHairline(outline, Mm(share * desk.state.area.growth.value()),
                                    *desk.session.derived().desk,
                                    desk.session.library().areas.hairline);
}

Result<Outlines> one(Result<ScalpOutline> outline) {
    if (!outline)
        return outline.error();
    return Outlines{std::move(outline).value()};
}

Action drawAction(const char* id, const char* label, Drawn drawn) {
    Action action{id, label, kIconPolygon, "", kAreaGroup, [drawn](Desk desk) {
                      desk.state.area.drawn = drawn;
                      desk.state.tool = Tool::Area;
                      desk.state.measured.clear();
                  }};
    action.isOn = [drawn](Desk desk) {
        return desk.state.tool == Tool::Area && desk.state.area.drawn == drawn;
    };
    if (drawn == Drawn::IsCutOut)
        action.why = [](Desk desk) {
            return desk.session.plan().area.outlines.empty() ? "There is no area to cut from." : "";
        };
    return action;
}

void nextOutline(Desk desk) {
    openAreaPage(desk);
    const auto& shown = desk.state.area.outline;
    const std::size_t count = desk.session.plan().area.outlines.size();
    desk.state.area.outline = shown && *shown + 1 < count ? *shown + 1 : 0;
    desk.state.area.corner.reset();
}

void removeOutline(Desk desk) {
    if (editArea(desk, withReplaced(desk, *shownOutline(desk), {}), "Remove a part of the area"))
        desk.state.area.outline.reset();
}

void makeSymmetric(Desk desk) {
    if (editArea(desk, anatomy::madeSymmetric(desk.session.plan().area.outlines),
                 "Make the area symmetric"))
        desk.state.area.outline.reset();
}

/// Where a spot is marked without the mouse: at the one selected site, else under the cursor.
std::optional<anatomy::ScalpCoordinate> placeMeant(Desk desk) {
    if (desk.state.selection.size() == 1)
        for (const plan::InjectionSite& site : desk.session.plan().sites)
            if (desk.state.selection.contains(site.id))
                return site.place;
    if (!desk.state.hoveredSkin)
        return std::nullopt;
    const auto place = desk.session.placeAt(*desk.state.hoveredSkin);
    return place ? std::optional(place->coordinate) : std::nullopt;
}

void removeExclusion(Desk desk) {
    const std::size_t number = *selectedExclusion(desk);
    tellOutcome(desk.session,
                desk.session.edit(app::removeExclusion(desk.session.plan(), number),
                                  "Remove " + desk.session.plan().area.exclusions[number].name),
                {});
    desk.state.area.exclusion.reset();
}

void addOutlineActions(std::vector<Action>& out) {
    out.push_back(drawAction("area.draw", "Draw a new area", Drawn::Replaces));
    out.push_back(drawAction("area.drawAdd", "Draw and add to the area", Drawn::IsAdded));
    out.push_back(drawAction("area.drawCut", "Draw and cut out of the area", Drawn::IsCutOut));
    out.push_back({"area.next", "Handles of the next outline", kIconPolygon, "", kAreaGroup,
                   nextOutline, [](Desk desk) {
                       return desk.session.plan().area.outlines.empty() ? "The plan has no area."
                                                                        : "";
                   }});
    out.push_back(outlineAction("area.grow", "Grow the outline", kIconPlus,
                                [](Desk d, const ScalpOutline& o) { return grownBy(d, o, 1); }));
    out.push_back(outlineAction("area.shrink", "Shrink the outline", kIconMinus,
                                [](Desk d, const ScalpOutline& o) { return grownBy(d, o, -1); }));
    out.push_back(outlineAction(
        "area.mirror", "Mirror the outline", kIconRepeat,
        [](Desk, const ScalpOutline& o) { return Result(Outlines{anatomy::mirrored(o)}); }));
    out.push_back(outlineAction(
        "area.simplify", "Simplify the outline", kIconTune, [](Desk d, const ScalpOutline& o) {
            return one(anatomy::withHandles(o, kMostHandles, kHandleTolerance,
                                            d.session.derived().desk->frame));
        }));
    out.push_back({"area.remove", "Remove the outline", kIconDelete, "", kAreaGroup, removeOutline,
                   [](Desk desk) {
                       const std::string why = whyNoOutline(desk);
                       return why.empty() && desk.session.plan().area.outlines.size() == 1
                                  ? "The last outline stays: a plan needs an area."
                                  : why;
                   }});
    out.push_back({"area.symmetric", "Make the area symmetric", kIconSplitView, "", kAreaGroup,
                   makeSymmetric, [](Desk desk) {
                       return desk.session.plan().area.outlines.empty() ? "The plan has no area."
                                                                        : "";
                   }});
    out.push_back({"area.removeCorner", "Remove the selected corner", kIconDelete, "Delete",
                   kAreaGroup, removeCorner, [](Desk desk) {
                       const ScalpOutline* handles = shownHandles(desk);
                       const auto& corner = desk.state.area.corner;
                       return handles && corner && *corner < handles->points.size()
                                  ? ""
                                  : "Select a corner of an outline first.";
                   }});
    out.back().alsoShortcut = "Backspace";
}

void addExclusionActions(std::vector<Action>& out) {
    out.push_back({"area.exclude", "Exclude a spot at the selected site", kIconCancel, "",
                   kAreaGroup,
                   [](Desk desk) {
                       openAreaPage(desk);
                       excludeAt(desk, *placeMeant(desk));
                   },
                   [](Desk desk) {
                       return placeMeant(desk) ? "" : "Select one site, or point at the scalp.";
                   }});
    out.push_back({"area.removeExclusion", "Remove the selected exclusion", kIconDelete, "Delete",
                   kAreaGroup, removeExclusion, [](Desk desk) {
                       return selectedExclusion(desk) && handlesAreShown(desk.state)
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
