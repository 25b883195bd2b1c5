#pragma once
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "anatomy/skin_outline.h"
#include "app/edits/area_growth.h"
#include "geom/region.h"
#include "plan/layout/gaps.h"
#include "plan/plan.h"
#include "ui/state/page_states.h"
#include "ui/state/skin_projection.h"

/// What the pages show and what would be too expensive to work out in every frame: each figure with
/// what it was worked out of, so that it is known when it no longer holds. Nothing here is the
/// user's; all of it can be thrown away at any time.
namespace meso::ui {

/// Figures of the area that take longer than a frame may, each kept for what it was worked out of.
struct AreaFigures {
    struct MeasuredOutline {
        anatomy::ScalpOutline outline;
        Mm2 area{0};
    };
    const void* head = nullptr;              ///< head that all of it belongs to
    std::vector<MeasuredOutline> areas;      ///< of the plan's outlines, exclusions not counted
    std::optional<anatomy::ScalpOutline> of; ///< outline that `handles` are of
    anatomy::ScalpOutline handles;           ///< the same with few corners
    std::vector<SkinPoint> corners, edge;    ///< of `handles`; the edge at most 2 mm apart
    std::shared_ptr<const geom::Region> gapsOf;
    std::vector<geom::SurfacePoint> gapSites;
    std::vector<plan::Gap> gaps; ///< between those sites
    std::shared_ptr<const geom::Region> growthOf;
    Mm2 growthTo{0};
    app::AreaGrowth growth; ///< of that region, to that area
};

/// What every order on offer comes to; kept for the sites that it was worked out of.
struct RouteFigures {
    const void* head = nullptr; ///< head that it belongs to
    std::vector<plan::InjectionSite> sites;
    std::array<std::optional<Mm>, kRouteChoices> paths; ///< empty: too many sites to try it
    int current = -1;                                   ///< that the plan has; -1: none of them
};

/// The caches of one window.
struct UiCaches {
    AreaFigures area;
    RouteFigures route;
};

} // namespace meso::ui
