#include "ui/viewport/viewport_tools.h"

#include <cmath>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "app/notice.h"
#include "ui/state/area_controller.h"
#include "ui/state/area_page_state.h"
#include "ui/state/session_controller.h"
#include "ui/state/tools.h"
#include "ui/state/ui_state.h"
#include "ui/state/workspaces.h"
#include "ui/viewport/area_gestures.h"

namespace meso::ui {

namespace {

void notifyRefusal(app::OpenCase& openCase, const Status& outcome) {
    if (!outcome)
        openCase.notify(app::Notice::Kind::Problem, outcome.error().message);
}

void selectByClick(UiState& state, const Click& click) {
    if (click.site == 0) {
        if (!click.shift && !click.ctrl)
            state.selection.clear();
        return;
    }
    state.wantsSelected = true;
    if (click.ctrl && state.selection.contains(click.site))
        state.selection.erase(click.site);
    else if (click.ctrl || click.shift)
        state.selection.insert(click.site);
    else
        state.selection = {click.site};
}

/// The skin under a click as sites are stored. Background is no place and no mistake either.
std::optional<plan::SkinPlace> placeUnder(UiContext context, const SkinProjection& projection,
                                          const Click& click) {
    const auto skin = projection.skinAt(click.pixel);
    if (!skin)
        return std::nullopt;
    const auto place = context.openCase.placeAt(*skin);
    if (place)
        return *place;
    context.openCase.notify(app::Notice::Kind::Problem, place.error().message);
    return std::nullopt;
}

void placeSite(UiContext context, const plan::SkinPlace& place) {
    auto next = plan::addSite(context.openCase.plan(), place, context.openCase.siteDefaults());
    const int id = next ? next->sites.back().id : 0;
    const Status outcome =
        context.openCase.edit(std::move(next), "Place " + plan::nameOf(plan::SiteIds{id}));
    if (outcome) {
        context.state.selection = {id};
        context.state.wantsSelected = true;
    }
    notifyRefusal(context.openCase, outcome);
}

void eraseSite(UiContext context, int id) {
    const plan::SiteIds ids{id};
    const Status outcome = context.openCase.edit(plan::eraseSites(context.openCase.plan(), ids),
                                                 "Erase " + plan::nameOf(ids));
    if (outcome)
        context.state.selection.erase(id);
    notifyRefusal(context.openCase, outcome);
}

void measureAt(UiState& state, const std::optional<geom::Vec3>& skin) {
    if (!skin)
        return;
    if (state.measured.size() >= 2)
        state.measured.clear();
    state.measured.push_back(*skin);
}

/// A click on a handle selects it, one on an edge puts a corner there. Returns whether it was one.
bool clickOnArea(UiContext context, const SkinProjection& projection, const Click& click) {
    selectHandle(context, click.handle);
    if (click.handle.of != Handle::Of::None)
        return true;
    if (!click.onEdge)
        return false;
    if (const auto place = placeUnder(context, projection, click))
        addCorner(context, place->coordinate);
    return true;
}

/// Turns the head's directions by the same rotation that takes one place to another; not at all
/// between opposite places, which no drag over the scalp joins.
Eigen::Quaterniond turnBetween(const anatomy::ScalpGrid& grid, const geom::Vec3& from,
                               const geom::Vec3& to) {
    const geom::Vec3 start = (from - grid.centre).normalized();
    const geom::Vec3 end = (to - grid.centre).normalized();
    const geom::Vec3 axis = start.cross(end);
    Eigen::Quaterniond turn(1 + start.dot(end), axis.x(), axis.y(), axis.z());
    return turn.norm() < 1e-6 ? Eigen::Quaterniond::Identity() : turn.normalized();
}

std::string moveLabel(const plan::SiteIds& ids) {
    return "Move " + plan::nameOf(ids);
}

} // namespace

void clickWithTool(UiContext context, const SkinProjection& projection, const Click& click) {
    if (clickInSession(context, projection, click))
        return;
    switch (context.state.tool) {
    case Tool::Select:
    case Tool::Move:
        if (!clickOnArea(context, projection, click))
            selectByClick(context.state, click);
        break;
    case Tool::Lasso:
        selectByClick(context.state, click);
        break;
    case Tool::Place:
        if (const auto place = placeUnder(context, projection, click))
            placeSite(context, *place);
        break;
    case Tool::Erase:
        if (click.site != 0)
            eraseSite(context, click.site);
        break;
    case Tool::Area:
        if (const auto place = placeUnder(context, projection, click))
            context.state.corners.push_back(place->coordinate);
        break;
    case Tool::Exclude:
        if (const auto place = placeUnder(context, projection, click))
            excludeAt(context, place->coordinate);
        break;
    case Tool::Measure:
        measureAt(context.state, projection.skinAt(click.pixel));
        break;
    }
}

Status slideSites(UiContext context, const SkinProjection& projection, const Slide& slide) {
    const plan::Plan& start = context.openCase.committed();
    const anatomy::ScalpGrid& grid = *context.openCase.derived().headContext->head->scalp;
    const plan::InjectionSite* grabbed = plan::siteWithId(start.sites, slide.grabbed);
    if (!grabbed)
        return Error{"The site that was being dragged is no longer in the plan."};
    const SkinPoint from{positionOf(*grid.mesh, grabbed->onScalp),
                         normalAt(*grid.mesh, grabbed->onScalp)};
    const auto pixel = projection.pixelOf(from);
    const auto skin = pixel ? projection.skinAt(*pixel + slide.drag) : std::nullopt;
    if (!skin)
        return Error{"There is no scalp here: the site stays where it was last."};
    const Eigen::Quaterniond turn = turnBetween(grid, from.position, *skin);
    plan::Plan next = start;
    for (const int id : context.state.selection) {
        const plan::InjectionSite* site = plan::siteWithId(start.sites, id);
        if (!site)
            continue;
        const geom::Vec3 direction = positionOf(*grid.mesh, site->onScalp) - grid.centre;
        const auto place = context.openCase.placeAt(
            id == slide.grabbed ? *skin : geom::Vec3(grid.centre + turn * direction));
        if (!place)
            return Error{"Site " + std::to_string(id) +
                         " would leave the scalp: " + place.error().message};
        auto moved = plan::moveSite(std::move(next), id, *place);
        if (!moved)
            return moved.error();
        next = std::move(moved).value();
    }
    return context.openCase.edit(std::move(next), moveLabel(context.state.selection));
}

void cancelGesture(UiContext context) {
    if (context.state.drag.kind == Drag::Kind::MoveSites ||
        context.state.drag.kind == Drag::Kind::MoveHandle)
        context.openCase.cancelDraft();
    context.state.area.grabbed.reset();
    context.state.drag = {};
}

Status finishArea(UiContext context) {
    if (context.state.corners.size() < 3)
        return Error{"An area needs at least three corners: click them on the scalp first."};
    const std::vector<anatomy::ScalpOutline> drawn{{"drawn area", context.state.corners}};
    const auto& before = context.openCase.plan().area.outlines;
    if (context.state.area.drawn != OutlineMode::Replaces && !before.empty()) {
        const bool isAdded = context.state.area.drawn == OutlineMode::IsAdded;
        if (!editArea(context,
                      isAdded ? anatomy::united(before, drawn) : anatomy::subtracted(before, drawn),
                      isAdded ? "Add to the area" : "Cut out of the area"))
            return Done{};
        context.state.corners.clear();
        context.state.selection.clear();
        context.state.area.outline.reset();
        return Done{};
    }
    Status outcome = context.openCase.drawArea(context.state.corners);
    if (outcome) {
        context.state.corners.clear();
        context.state.selection.clear();
    }
    return outcome;
}

} // namespace meso::ui
