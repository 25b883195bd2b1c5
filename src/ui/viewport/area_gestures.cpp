#include "ui/viewport/area_gestures.h"

#include "app/case/open_case.h"
#include "app/edits/area_edits.h"
#include "app/edits/derive.h"
#include "ui/state/area_controller.h"
#include "ui/state/area_page_state.h"
#include "ui/state/ui_caches.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

using anatomy::ScalpOutline;

const std::vector<plan::ExclusionPatch>& exclusionsOf(const plan::Plan& plan) {
    return plan.area.exclusions;
}

std::optional<SkinPoint> spotOf(UiContext context, anatomy::ScalpCoordinate place) {
    const app::HeadContext& head = *context.openCase.derived().headContext;
    const auto position = head.frame.positionAt(place);
    return position ? spotAt(*head.head->scalp, *position) : std::nullopt;
}

std::optional<geom::Vec2> pixelOf(UiContext context, const SkinProjection& projection,
                                  anatomy::ScalpCoordinate place) {
    const auto spot = spotOf(context, place);
    return spot ? projection.pixelOf(*spot) : std::nullopt;
}

/// Where the handle was before the drag.
std::optional<anatomy::ScalpCoordinate> grabbedPlace(UiContext context, const Handle& handle) {
    const auto& grabbed = context.state.area.grabbed;
    if (handle.of == Handle::Of::Corner && grabbed && handle.number < grabbed->points.size())
        return grabbed->points[handle.number];
    const auto& exclusions = exclusionsOf(context.openCase.committed());
    if (handle.of == Handle::Of::Exclusion && handle.number < exclusions.size())
        return exclusions[handle.number].centre;
    return std::nullopt;
}

Result<plan::Plan> withCornerAt(UiContext context, const Handle& handle,
                                anatomy::ScalpCoordinate to) {
    const auto number = shownOutline(context);
    if (!number)
        return Error{"The outline that was being dragged is no longer in the plan."};
    auto moved = anatomy::withCornerMoved(*context.state.area.grabbed, handle.number, to);
    if (!moved)
        return moved.error();
    plan::Plan next = context.openCase.committed();
    if (*number >= next.area.outlines.size())
        return Error{"The outline that was being dragged is no longer in the plan."};
    next.area.presetId.clear();
    next.area.outlines[*number] = std::move(moved).value();
    return next;
}

/// Replaces the shown outline and lays out anew.
bool replaceShown(UiContext context, const Result<ScalpOutline>& outline,
                  const std::string& label) {
    const auto number = shownOutline(context);
    if (!number)
        return false;
    if (!outline)
        return editArea(context, outline.error(), label);
    return editArea(context, withReplaced(context, *number, {*outline}), label);
}

} // namespace

std::vector<VisibleHandle> visibleHandles(UiContext context, const SkinProjection& projection) {
    std::vector<VisibleHandle> out;
    if (!handlesAreShown(context.state))
        return out;
    const AreaPageState& area = context.state.area;
    if (shownHandles(context))
        for (std::size_t i = 0; i < context.caches.area.corners.size(); ++i)
            if (const auto pixel = projection.pixelOf(context.caches.area.corners[i]))
                out.push_back({{Handle::Of::Corner, i}, *pixel, area.corner == i});
    const auto& exclusions = exclusionsOf(context.openCase.plan());
    for (std::size_t i = 0; i < exclusions.size(); ++i)
        if (const auto pixel = pixelOf(context, projection, exclusions[i].centre))
            out.push_back({{Handle::Of::Exclusion, i}, *pixel, area.exclusion == i});
    return out;
}

Handle handleAt(UiContext context, const SkinProjection& projection, const geom::Vec2& pixel,
                double reach) {
    Handle found;
    for (const VisibleHandle& seen : visibleHandles(context, projection))
        if (const double away = (seen.pixel - pixel).norm(); away <= reach) {
            found = seen.handle;
            reach = away;
        }
    return found;
}

bool edgeIsAt(UiContext context, const SkinProjection& projection, const geom::Vec2& pixel,
              double reach) {
    if (!shownHandles(context))
        return false;
    std::optional<geom::Vec2> before;
    for (const SkinPoint& spot : context.caches.area.edge) {
        const auto here = projection.pixelOf(spot);
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

void selectHandle(UiContext context, const Handle& handle) {
    AreaPageState& area = context.state.area;
    area.corner.reset();
    area.exclusion.reset();
    if (handle.of == Handle::Of::Corner)
        area.corner = handle.number;
    if (handle.of == Handle::Of::Exclusion)
        area.exclusion = handle.number;
    if (handle.of != Handle::Of::None)
        context.state.selection.clear();
}

void addCorner(UiContext context, anatomy::ScalpCoordinate place) {
    const ScalpOutline* handles = shownHandles(context);
    if (!handles)
        return;
    if (!replaceShown(context, anatomy::withCornerAdded(*handles, place), "Add a corner"))
        return;
    const ScalpOutline* now = shownHandles(context);
    for (std::size_t i = 0; now && i < now->points.size(); ++i)
        if (now->points[i] == place)
            selectHandle(context, {Handle::Of::Corner, i});
}

void removeCorner(UiContext context) {
    const ScalpOutline* handles = shownHandles(context);
    if (!handles || !context.state.area.corner)
        return;
    if (replaceShown(context, anatomy::withoutCorner(*handles, *context.state.area.corner),
                     "Remove a corner"))
        context.state.area.corner.reset();
}

void grabHandle(UiContext context, const Handle& handle) {
    selectHandle(context, handle);
    const ScalpOutline* handles = shownHandles(context);
    if (handle.of == Handle::Of::Corner && handles)
        context.state.area.grabbed = *handles;
}

Status slideHandle(UiContext context, const SkinProjection& projection, const Handle& handle,
                   const geom::Vec2& drag) {
    const auto from = grabbedPlace(context, handle);
    const auto pixel = from ? pixelOf(context, projection, *from) : std::nullopt;
    const auto skin = pixel ? projection.skinAt(*pixel + drag) : std::nullopt;
    if (!skin)
        return Error{"There is no scalp here: the handle stays where it was last."};
    const auto place = context.openCase.placeAt(*skin);
    if (!place)
        return place.error();
    if (handle.of == Handle::Of::Corner)
        return context.openCase.edit(withCornerAt(context, handle, place->coordinate),
                                     "Move a corner");
    return context.openCase.edit(
        app::moveExclusion(context.openCase.committed(), handle.number, place->coordinate,
                           *context.openCase.derived().headContext),
        "Move " + exclusionsOf(context.openCase.committed())[handle.number].name);
}

void dropHandle(UiContext context, const Handle& handle) {
    context.state.area.grabbed.reset();
    if (handle.of != Handle::Of::Corner || context.openCase.plan() == context.openCase.committed())
        return;
    if (!editArea(context, context.openCase.plan().area.outlines, "Move a corner"))
        context.openCase.cancelDraft();
}

} // namespace meso::ui
