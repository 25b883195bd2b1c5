#include "app/edits/derive.h"
#include "anatomy/danger.h"
#include "app/assets.h"
#include "app/library.h"
#include "app/plan_checks.h"
#include "app/planning.h"
#include "plan/layout/layout.h"
#include "plan/layout/route.h"

namespace meso::app {

using plan::Plan;

namespace {

std::vector<geom::SurfacePoint> pointsOf(const Plan& plan) {
    std::vector<geom::SurfacePoint> points;
    points.reserve(plan.sites.size());
    for (const plan::InjectionSite& site : plan.sites)
        points.push_back(site.onScalp);
    return points;
}

Result<std::shared_ptr<const HeadContext>> headContextFor(const Plan& plan, const Assets& assets,
                                                          const PreviousDerived* before) {
    if (before && before->plan.head == plan.head)
        return before->derived.headContext;
    auto headContext = openHead(plan.head, assets);
    if (!headContext)
        return headContext.error();
    return std::make_shared<const HeadContext>(std::move(headContext).value());
}

Result<std::shared_ptr<const geom::Region>>
regionFor(const Plan& plan, const HeadContext& headContext, const PreviousDerived* before) {
    if (before && before->derived.headContext.get() == &headContext &&
        before->plan.area == plan.area)
        return before->derived.region;
    auto region = regionOf(plan, headContext);
    if (!region)
        return region.error();
    return std::make_shared<const geom::Region>(std::move(region).value());
}

Result<CorridorMapPtr> corridorsFor(const HeadContext& headContext, const ClinicalLibrary& library,
                                    const PreviousDerived* before) {
    if (before && before->derived.headContext.get() == &headContext && before->derived.corridors &&
        before->derived.corridors->library() == library.corridors)
        return before->derived.corridors;
    return corridorsOn(headContext, library);
}

/// Positions, normals and evenness; taken over where neither the sites' places nor the area differ.
Status placeSites(Derived& out, const Plan& plan, const PreviousDerived* before) {
    const std::vector<geom::SurfacePoint> points = pointsOf(plan);
    if (before && before->derived.region == out.region && pointsOf(before->plan) == points) {
        out.positions = before->derived.positions;
        out.normals = before->derived.normals;
        out.quality = before->derived.quality;
        return Done{};
    }
    auto positions = sitePositions(plan, *out.headContext->head);
    if (!positions)
        return positions.error();
    out.positions = std::move(positions).value();
    for (const geom::SurfacePoint& point : points)
        out.normals.push_back(normalAt(*out.headContext->head->scalp->mesh, point));
    out.quality = plan::qualityOf(*out.region, points);
    return Done{};
}

} // namespace

Result<Derived> deriveOn(std::shared_ptr<const HeadContext> headContext, const Plan& plan,
                         const ClinicalLibrary& library, const PreviousDerived* before,
                         CorridorMapPtr corridors) {
    Derived out;
    out.headContext = std::move(headContext);
    auto region = regionFor(plan, *out.headContext, before);
    if (!region)
        return region.error();
    out.region = std::move(region).value();
    if (auto placed = placeSites(out, plan, before); !placed)
        return placed.error();
    out.corridors = std::move(corridors);
    if (!out.corridors) {
        auto found = corridorsFor(*out.headContext, library, before);
        if (!found)
            return found.error();
        out.corridors = std::move(found).value();
    }
    out.findings =
        checkOn(plan, {*out.headContext, *out.region, out.positions, out.corridors.get()}, library);
    out.volume = plan::totalVolume(plan);
    out.doses = plan::dosesOf(plan);
    out.time = plan::sessionTime(plan, out.positions, library.protocol);
    return out;
}

Result<Derived> derive(const Plan& plan, const ClinicalLibrary& library, const Assets& assets,
                       const PreviousDerived* before) {
    auto headContext = headContextFor(plan, assets, before);
    if (!headContext)
        return headContext.error();
    return deriveOn(std::move(headContext).value(), plan, library, before);
}

} // namespace meso::app
