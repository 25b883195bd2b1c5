#include "ui/viewport/nudge.h"

#include "anatomy/scalp_grid.h"
#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "geom/geodesic.h"
#include "plan/edits.h"
#include "plan/plan.h"
#include "ui/state/skin_projection.h"
#include "ui/state/ui_state.h"
#include "ui/state/workspaces.h"
#include "view/scalp_chart.h"

namespace meso::ui {

namespace {

/// The unit direction on the skin that a step on the picture goes.
geom::Vec3 alongSkin(const geom::Vec3& step, const geom::Vec3& normal, const geom::Vec3& instead) {
    const geom::Vec3 flat = step - normal * normal.dot(step);
    if (flat.norm() > 1e-3 * step.norm())
        return flat.normalized();
    return (instead - normal * normal.dot(instead)).normalized();
}

/// Where a step on the camera's picture leads at a place of the skin.
geom::Vec3 stepOnPicture(const view::Camera& camera, const SkinPoint& spot,
                         const geom::Vec2& step) {
    const view::ViewAxes axes = view::axesOf(camera);
    return alongSkin(axes.right * step.x() + axes.up * step.y(), spot.normal, axes.forward);
}

/// The same on the flat map, which is turned differently at every place.
geom::Vec3 stepOnMap(const anatomy::ScalpGrid& grid, const SkinPoint& spot,
                     const geom::Vec2& step) {
    const geom::Vec3 out = spot.position - grid.centre;
    const geom::Vec2 place = view::chartFromDirection(out) + 1e-4 * step.normalized();
    const geom::Vec3 there = view::directionFromChart(place) * out.norm() - out;
    return alongSkin(there, spot.normal, geom::Vec3::UnitY());
}

/// The skin at this length from the spot. The way curves, so that the first guess is corrected by
/// what it came to.
geom::Vec3 walked(const geom::SurfaceIndex& skin, const SkinPoint& spot,
                  const geom::Vec3& direction, Mm length) {
    double straight_mm = length.value();
    geom::ClosestPoint there;
    for (int i = 0; i < 4; ++i) {
        there = skin.closest(spot.position + straight_mm * direction);
        const Mm came = geom::arcBetween(spot.position, spot.normal, there.position,
                                         normalAt(skin.mesh(), there.point));
        if (came <= Mm(0))
            break;
        straight_mm *= length / came;
    }
    return there.position;
}

} // namespace

Status nudge(UiContext context, double right_mm, double up_mm) {
    const anatomy::ScalpGrid& grid = *context.openCase.derived().headContext->head->scalp;
    const geom::Vec2 step(right_mm, up_mm);
    plan::Plan next = context.openCase.plan();
    for (const plan::InjectionSite& site : context.openCase.plan().sites) {
        if (!context.state.selection.contains(site.id))
            continue;
        const SkinPoint spot{positionOf(*grid.mesh, site.onScalp),
                             normalAt(*grid.mesh, site.onScalp)};
        const geom::Vec3 direction = context.state.viewMode == ViewMode::Map
                                         ? stepOnMap(grid, spot, step)
                                         : stepOnPicture(context.state.camera, spot, step);
        const auto place =
            context.openCase.placeAt(walked(*grid.index, spot, direction, Mm(step.norm())));
        if (!place)
            return Error{"Site " + std::to_string(site.id) +
                         " would leave the scalp: " + place.error().message};
        auto moved = plan::moveSite(std::move(next), site.id, *place);
        if (!moved)
            return moved.error();
        next = std::move(moved).value();
    }
    return context.openCase.edit(std::move(next), "Move " + plan::nameOf(context.state.selection));
}

} // namespace meso::ui
