#include "ui/viewport/area_gestures.h"

#include "app/edits/area_edits.h"
#include "ui/state/area_desk.h"

namespace meso::ui {

namespace {

using anatomy::ScalpOutline;

const std::vector<plan::ExclusionPatch>& exclusionsOf(const plan::Plan& plan) {
    return plan.area.exclusions;
}

std::optional<SkinSpot> spotOf(Desk desk, anatomy::ScalpCoordinate place) {
    const app::HeadDesk& head = *desk.session.derived().desk;
    const auto position = head.frame.positionAt(place);
    return position ? spotAt(*head.head->scalp, *position) : std::nullopt;
}

std::optional<geom::Vec2> pixelOf(Desk desk, const Sight& sight, anatomy::ScalpCoordinate place) {
    const auto spot = spotOf(desk, place);
    return spot ? sight.pixelOf(*spot) : std::nullopt;
}

/// Where the handle was before the drag.
std::optional<anatomy::ScalpCoordinate> grabbedPlace(Desk desk, const Handle& handle) {
    const auto& grabbed = desk.state.area.grabbed;
    if (handle.of == Handle::Of::Corner && grabbed && handle.number < grabbed->points.size())
        return grabbed->points[handle.number];
    const auto& exclusions = exclusionsOf(desk.session.committed());
    if (handle.of == Handle::Of::Exclusion && handle.number < exclusions.size())
        return exclusions[handle.number].centre;
    return std::nullopt;
}

Result<plan::Plan> withCornerAt(Desk desk, const Handle& handle, anatomy::ScalpCoordinate to) {
    const auto number = shownOutline(desk);
    if (!number)
        return Error{"The outline that was being dragged is no longer in the plan."};
    auto moved = anatomy::withCornerMoved(*desk.state.area.grabbed, handle.number, to);
    if (!moved)
        return moved.error();
    plan::Plan next = desk.session.committed();
    if (*number >= next.area.outlines.size())
        return Error{"The outline that was being dragged is no longer in the plan."};
    next.area.presetId.clear();
    next.area.outlines[*number] = std::move(moved).value();
    return next;
}

/// Replaces the shown outline and lays out anew.
bool replaceShown(Desk desk, Result<ScalpOutline> outline, const std::string& label) {
    const auto number = shownOutline(desk);
    if (!number)
        return false;
    if (!outline)
        return editArea(desk, outline.error(), label);
    return editArea(desk, withReplaced(desk, *number, {*outline}), label);
}

} // namespace

std::vector<SeenHandle> seenHandles(Desk desk, const Sight& sight) {
    std::vector<SeenHandle> out;
    if (!handlesAreShown(desk.state))
        return out;
    const AreaView& area = desk.state.area;
    if (shownHandles(desk))
        for (std::size_t i = 0; i < area.figures.corners.size(); ++i)
            if (const auto pixel = sight.pixelOf(area.figures.corners[i]))
                out.push_back({{Handle::Of::Corner, i}, *pixel, area.corner == i});
    const auto& exclusions = exclusionsOf(desk.session.plan());
    for (std::size_t i = 0; i < exclusions.size(); ++i)
        if (const auto pixel = pixelOf(desk, sight, exclusions[i].centre))
            out.push_back({{Handle::Of::Exclusion, i}, *pixel, area.exclusion == i});
    return out;
}

Handle handleAt(Desk desk, const Sight& sight, const geom::Vec2& pixel, double reach) {
    Handle found;
    for (const SeenHandle& seen : seenHandles(desk, sight))
        if (const double away = (seen.pixel - pixel).norm(); away <= reach) {
            found = seen.handle;
            reach = away;
        }
    return found;
}

bool edgeIsAt(Desk desk, const Sight& sight, const geom::Vec2& pixel, double reach) {
    if (!shownHandles(desk))
        return false;
    std::optional<geom::Vec2> before;
    for (const SkinSpot& spot : desk.state.area.figures.edge) {
        const auto here = sight.pixelOf(spot);
        if (here && before) {
            const geom::Vec2 along = *here - *before;
            const double share = std::clamp(
                (pixel - *before).dot(along) / std::max(along.squaredNorm(), 1e-9), 0.0, 1.0);
            if ((*before + share * along - pixel).norm() <= reach)
                return true;
        }
        before = here;
    }
    return false;
}

void selectHandle(Desk desk, const Handle& handle) {
    AreaView& area = desk.state.area;
    area.corner.reset();
    area.exclusion.reset();
    if (handle.of == Handle::Of::Corner)
        area.corner = handle.number;
    if (handle.of == Handle::Of::Exclusion)
        area.exclusion = handle.number;
    if (handle.of != Handle::Of::None)
        desk.state.selection.clear();
}

void addCorner(Desk desk, anatomy::ScalpCoordinate place) {
    const ScalpOutline* handles = shownHandles(desk);
    if (!handles)
        return;
    if (!replaceShown(desk, anatomy::withCornerAdded(*handles, place), "Add a corner"))
        return;
    const ScalpOutline* now = shownHandles(desk);
    for (std::size_t i = 0; now && i < now->points.size(); ++i)
        if (now->points[i] == place)
            selectHandle(desk, {Handle::Of::Corner, i});
}

void removeCorner(Desk desk) {
    const ScalpOutline* handles = shownHandles(desk);
    if (!handles || !desk.state.area.corner)
        return;
    if (replaceShown(desk, anatomy::withoutCorner(*handles, *desk.state.area.corner),
                     "Remove a corner"))
        desk.state.area.corner.reset();
}

void grabHandle(Desk desk, const Handle& handle) {
    selectHandle(desk, handle);
    const ScalpOutline* handles = shownHandles(desk);
    if (handle.of == Handle::Of::Corner && handles)
        desk.state.area.grabbed = *handles;
}

Status slideHandle(Desk desk, const Sight& sight, const Handle& handle, const geom::Vec2& drag) {
    const auto from = grabbedPlace(desk, handle);
    const auto pixel = from ? pixelOf(desk, sight, *from) : std::nullopt;
    const auto skin = pixel ? sight.skinAt(*pixel + drag) : std::nullopt;
    if (!skin)
        return Error{"There is no scalp here: the handle stays where it was last."};
    const auto place = desk.session.placeAt(*skin);
    if (!place)
        return place.error();
    if (handle.of == Handle::Of::Corner)
        return desk.session.edit(withCornerAt(desk, handle, place->coordinate), "Move a corner");
    return desk.session.edit(app::moveExclusion(desk.session.committed(), handle.number,
                                                place->coordinate, *desk.session.derived().desk),
                             "Move " + exclusionsOf(desk.session.committed())[handle.number].name);
}

void dropHandle(Desk desk, const Handle& handle) {
    desk.state.area.grabbed.reset();
    if (handle.of != Handle::Of::Corner || desk.session.plan() == desk.session.committed())
        return;
    if (!editArea(desk, desk.session.plan().area.outlines, "Move a corner"))
        desk.session.cancelDraft();
}

} // namespace meso::ui
