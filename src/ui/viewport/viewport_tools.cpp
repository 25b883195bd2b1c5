#include "ui/viewport/viewport_tools.h"

#include <algorithm>
#include <cmath>

#include "ui/state/area_desk.h"
#include "ui/state/session_desk.h"
#include "ui/state/tools.h"
#include "ui/viewport/area_gestures.h"
#include "ui/viewport/viewport.h"

namespace meso::ui {

namespace {

void tellRefusal(app::Session& session, const Status& outcome) {
    if (!outcome)
        session.tell(app::Notice::Kind::Problem, outcome.error().message);
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
std::optional<plan::SkinPlace> placeUnder(Desk desk, const Sight& sight, const Click& click) {
    const auto skin = sight.skinAt(click.pixel);
    if (!skin)
        return std::nullopt;
    const auto place = desk.session.placeAt(*skin);
    if (place)
        return *place;
    desk.session.tell(app::Notice::Kind::Problem, place.error().message);
    return std::nullopt;
}

void placeSite(Desk desk, const plan::SkinPlace& place) {
    auto next = plan::addSite(desk.session.plan(), place, desk.session.siteDefaults());
    const int id = next ? next->sites.back().id : 0;
    const Status outcome =
        desk.session.edit(std::move(next), "Place " + plan::nameOf(plan::SiteIds{id}));
    if (outcome) {
        desk.state.selection = {id};
        desk.state.wantsSelected = true;
    }
    tellRefusal(desk.session, outcome);
}

void eraseSite(Desk desk, int id) {
    const plan::SiteIds ids{id};
    const Status outcome =
        desk.session.edit(plan::eraseSites(desk.session.plan(), ids), "Erase " + plan::nameOf(ids));
    if (outcome)
        desk.state.selection.erase(id);
    tellRefusal(desk.session, outcome);
}

void measureAt(UiState& state, const std::optional<geom::Vec3>& skin) {
    if (!skin)
        return;
    if (state.measured.size() >= 2)
        state.measured.clear();
    state.measured.push_back(*skin);
}

/// A click on a handle selects it, one on an edge puts a corner there. Returns whether it was one.
bool clickOnArea(Desk desk, const Sight& sight, const Click& click) {
    selectHandle(desk, click.handle);
    if (click.handle.of != Handle::Of::None)
        return true;
    if (!click.onEdge)
        return false;
    if (const auto place = placeUnder(desk, sight, click))
        addCorner(desk, place->coordinate);
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

const plan::InjectionSite* siteOf(const plan::Plan& plan, int id) {
    const auto found =
        std::find_if(plan.sites.begin(), plan.sites.end(),
                     [id](const plan::InjectionSite& site) { return site.id == id; });
    return found == plan.sites.end() ? nullptr : &*found;
}

} // namespace

void clickWithTool(Desk desk, const Sight& sight, const Click& click) {
    if (clickInSession(desk, sight, click))
        return;
    switch (desk.state.tool) {
    case Tool::Select:
    case Tool::Move:
        if (!clickOnArea(desk, sight, click))
            selectByClick(desk.state, click);
        break;
    case Tool::Lasso:
        selectByClick(desk.state, click);
        break;
    case Tool::Place:
        if (const auto place = placeUnder(desk, sight, click))
            placeSite(desk, *place);
        break;
    case Tool::Erase:
        if (click.site != 0)
            eraseSite(desk, click.site);
        break;
    case Tool::Area:
        if (const auto place = placeUnder(desk, sight, click))
            desk.state.corners.push_back(place->coordinate);
        break;
    case Tool::Exclude:
        if (const auto place = placeUnder(desk, sight, click))
            excludeAt(desk, place->coordinate);
        break;
    case Tool::Measure:
        measureAt(desk.state, sight.skinAt(click.pixel));
        break;
    }
}

Status slideSites(Desk desk, const Sight& sight, const Slide& slide) {
    const plan::Plan& start = desk.session.committed();
    const anatomy::ScalpGrid& grid = *desk.session.derived().desk->head->scalp;
    const plan::InjectionSite* grabbed = siteOf(start, slide.grabbed);
    if (!grabbed)
        return Error{"The site that was being dragged is no longer in the plan."};
    const SkinSpot from{positionOf(*grid.mesh, grabbed->onScalp),
                        normalAt(*grid.mesh, grabbed->onScalp)};
    const auto pixel = sight.pixelOf(from);
    const auto skin = pixel ? sight.skinAt(*pixel + slide.drag) : std::nullopt;
    if (!skin)
        return Error{"There is no scalp here: the site stays where it was last."};
    const Eigen::Quaterniond turn = turnBetween(grid, from.position, *skin);
    plan::Plan next = start;
    for (const int id : desk.state.selection) {
        const plan::InjectionSite* site = siteOf(start, id);
        if (!site)
            continue;
        const geom::Vec3 direction = positionOf(*grid.mesh, site->onScalp) - grid.centre;
        const auto place = desk.session.placeAt(
            id == slide.grabbed ? *skin : geom::Vec3(grid.centre + turn * direction));
        if (!place)
            return Error{"Site " + std::to_string(id) +
                         " would leave the scalp: " + place.error().message};
        auto moved = plan::moveSite(std::move(next), id, *place);
        if (!moved)
            return moved.error();
        next = std::move(moved).value();
    }
    return desk.session.edit(std::move(next), moveLabel(desk.state.selection));
}

void cancelGesture(Desk desk) {
    if (desk.state.drag.kind == Drag::Kind::MoveSites ||
        desk.state.drag.kind == Drag::Kind::MoveHandle)
        desk.session.cancelDraft();
    desk.state.area.grabbed.reset();
    desk.state.drag = {};
}

Status finishArea(Desk desk) {
    if (desk.state.corners.size() < 3)
        return Error{"An area needs at least three corners: click them on the scalp first."};
    const std::vector<anatomy::ScalpOutline> drawn{{"drawn area", desk.state.corners}};
    const auto& before = desk.session.plan().area.outlines;
    if (desk.state.area.drawn != Drawn::Replaces && !before.empty()) {
        const bool isAdded = desk.state.area.drawn == Drawn::IsAdded;
        if (!editArea(desk,
                      isAdded ? anatomy::united(before, drawn) : anatomy::subtracted(before, drawn),
                      isAdded ? "Add to the area" : "Cut out of the area"))
            return Done{};
        desk.state.corners.clear();
        desk.state.selection.clear();
        desk.state.area.outline.reset();
        return Done{};
    }
    const Status outcome = desk.session.drawArea(desk.state.corners);
    if (outcome) {
        desk.state.corners.clear();
        desk.state.selection.clear();
    }
    return outcome;
}

} // namespace meso::ui
