#include "ui/state/site_focus.h"

#include <algorithm>
#include <vector>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "ui/state/ui_state.h"
#include "ui/state/viewport_camera.h"
#include "ui/state/workspaces.h"

namespace meso::ui {

namespace {

/// Of the neighbourhood that is shown around sites, at least.
constexpr double kNeighbourhood_mm = 60;
/// Cosine against the line of sight below which a mark fades.
constexpr double kFacing = 0.25;
/// Share of the picture at each border that does not count as well seen.
constexpr double kRim = 0.08;

/// Sites as the camera sees them.
struct Spots {
    std::vector<geom::Vec3> positions; ///< mm
    geom::Vec3 outward{0, 0, 0};       ///< sum of the normals
};

Spots spotsOf(UiContext context, const plan::SiteIds& ids) {
    const app::Derived& derived = context.openCase.derived();
    const auto& sites = context.openCase.plan().sites;
    Spots spots;
    for (std::size_t i = 0; i < sites.size() && i < derived.positions.size(); ++i)
        if (ids.contains(sites[i].id)) {
            spots.positions.push_back(derived.positions[i]);
            spots.outward += derived.normals[i];
        }
    return spots;
}

void aimAt(UiContext context, const Spots& spots) {
    constexpr double kAllAround = 0.1; // mean normal of sites on every side
    if (context.state.viewMode == ViewMode::Map || spots.positions.empty())
        return;
    const auto count = static_cast<double>(spots.positions.size());
    if (spots.outward.norm() / count < kAllAround) {
        fitCamera(context, false);
        return;
    }
    view::BoundingSphere ball;
    for (const geom::Vec3& position : spots.positions)
        ball.centre += position / count;
    double radius = kNeighbourhood_mm;
    for (const geom::Vec3& position : spots.positions)
        radius = std::max(radius, (position - ball.centre).norm() + kNeighbourhood_mm / 2);
    ball.radius = Mm(radius);
    flyTo(context, view::cameraFacing(spots.outward, ball));
}

bool isSeenWell(const UiState& state, const geom::Vec3& position, const geom::Vec3& outward) {
    const view::Camera camera = state.flight ? state.flight->to : state.camera;
    const geom::Vec3 towardsEye = (view::eyeOf(camera) - position).normalized();
    if (outward.dot(towardsEye) < kFacing)
        return false;
    const view::PixelSize size = state.viewportSize;
    const geom::Vec2 pixel = view::project(camera, size, position).pixel;
    return pixel.x() > kRim * size.width && pixel.x() < (1 - kRim) * size.width &&
           pixel.y() > kRim * size.height && pixel.y() < (1 - kRim) * size.height;
}

} // namespace

void showSites(UiContext context, const plan::SiteIds& ids) {
    context.state.selection = ids;
    context.state.show.sites = true;
    aimAt(context, spotsOf(context, ids));
}

void ensureVisible(UiContext context, int id) {
    const Spots spots = spotsOf(context, {id});
    if (!spots.positions.empty() &&
        !isSeenWell(context.state, spots.positions.front(), spots.outward))
        aimAt(context, spots);
}

} // namespace meso::ui
