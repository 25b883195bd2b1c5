#include "app/edits/layout_edits.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "anatomy/ten_ten.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/edits.h"
#include "plan/layout/layout.h"
#include "plan/layout/layout_quality.h"
#include "plan/session_steps.h"

namespace meso::app {

using geom::SurfacePoint;
using geom::Vec3;
using plan::InjectionSite;
using plan::Plan;

namespace {

constexpr Mm kOnMidline{0.5}; ///< as TapeAddress counts

Status put(InjectionSite& site, const SurfacePoint& point, const HeadContext& headContext) {
    const auto place =
        headContext.frame.coordinateOf(positionOf(*headContext.head->scalp->mesh, point));
    if (!place)
        return place.error();
    site.place = *place;
    site.onScalp = point;
    return Done{};
}

std::vector<SurfacePoint> scalpPointsOf(const std::vector<InjectionSite>& sites) {
    std::vector<SurfacePoint> out;
    out.reserve(sites.size());
    for (const InjectionSite& site : sites)
        out.push_back(site.onScalp);
    return out;
}

/// A site with what the others share, or else the protocol's.
InjectionSite freshSite(const Plan& plan, const ClinicalLibrary& library) {
    InjectionSite out;
    out.volume = plan::commonVolume(plan, {}).value_or(library.protocol.defaultVolume);
    out.depth = plan::commonDepth(plan, {}).value_or(library.protocol.defaultDepth);
    out.angle = plan::commonAngle(plan, {}).value_or(angleFor(out.depth, plan.needle.length));
    return out;
}

/// Mirror image of a place on the skin, about the plane between left and right.
std::optional<SurfacePoint> mirrored(const InjectionSite& site, const HeadContext& headContext) {
    const anatomy::ScalpGrid& grid = *headContext.head->scalp;
    const anatomy::ScalpCoordinate other{site.place.s, -site.place.t};
    if (anatomy::ScalpFrame::isPrecise(other))
        if (const auto position = headContext.frame.positionAt(other))
            return anatomy::locate(grid, *position);
    const Vec3 here = positionOf(*grid.mesh, site.onScalp);
    return anatomy::locate(grid, Vec3(-here.x(), here.y(), here.z()));
}

anatomy::Side sideOf(const InjectionSite& site, const HeadContext& headContext) {
    const double x = positionOf(*headContext.head->scalp->mesh, site.onScalp).x();
    if (std::abs(x) < kOnMidline.value())
        return anatomy::Side::Midline;
    return x < 0 ? anatomy::Side::Left : anatomy::Side::Right;
}

/// The lowest numbers that no site has.
class FreeIds {
public:
    explicit FreeIds(const std::vector<InjectionSite>& sites) {
        for (const InjectionSite& site : sites)
            taken_.insert(site.id);
    }
    int next() {
        while (taken_.contains(last_))
            ++last_;
        return last_++;
    }

private:
    std::set<int> taken_;
    int last_ = 1;
};

} // namespace

Result<Plan> evenOut(const Plan& plan, const HeadContext& headContext, const geom::Region& region) {
    if (const Status free = plan::checkNoRecord(plan); !free)
        return free.error();
    std::vector<SurfacePoint> moving;
    std::vector<SurfacePoint> held;
    for (const InjectionSite& site : plan.sites)
        (site.locked ? held : moving).push_back(site.onScalp);
    if (moving.empty())
        return Error{plan.sites.empty() ? "There are no sites to even out."
                                        : "Every site is locked. Unlock those that may move."};
    const auto evened = plan::evenedOut(region, *headContext.head->scalp->index, moving, held,
                                        densityOf(plan, region));
    Plan out = plan;
    std::size_t next = 0;
    for (InjectionSite& site : out.sites) {
        if (site.locked)
            continue;
        if (const Status moved = put(site, evened[next++], headContext); !moved)
            return moved.error();
    }
    return out;
}

std::vector<plan::Gap> worstGapsOf(const Plan& plan, const geom::Region& region, int n) {
    return plan::worstGaps(region, scalpPointsOf(plan.sites), n);
}

Result<Plan> fillGaps(const Plan& plan, const HeadContext& headContext, const geom::Region& region,
                      const ClinicalLibrary& library, int n, Mm narrowest) {
    if (const Status free = plan::checkNoRecord(plan); !free)
        return free.error();
    const int room = library.protocol.maxSites - static_cast<int>(plan.sites.size());
    if (n < 1 || n > room)
        return Error{"The number of sites to add must lie between 1 and " +
                     std::to_string(std::max(room, 1)) + "; it is " + std::to_string(n) + "."};
    const auto gaps = plan::worstGaps(region, scalpPointsOf(plan.sites), n, narrowest);
    if (static_cast<int>(gaps.size()) < n)
        return Error{"Only " + std::to_string(gaps.size()) + " of " + std::to_string(n) +
                     " sites fit at least " + text::of(narrowest) +
                     " from every other. Add fewer, or allow them closer."};
    const InjectionSite fresh = freshSite(plan, library);
    Plan out = plan;
    FreeIds ids(plan.sites);
    for (const plan::Gap& gap : gaps) {
        out.sites.push_back(fresh);
        out.sites.back().id = ids.next();
        if (const Status placed = put(out.sites.back(), gap.place, headContext); !placed)
            return placed.error();
    }
    return out;
}

Result<Plan> mirrorSites(const Plan& plan, anatomy::Side from, const HeadContext& headContext,
                         const geom::Region& region, const ClinicalLibrary& library) {
    if (const Status free = plan::checkNoRecord(plan); !free)
        return free.error();
    const geom::TriMesh& mesh = *headContext.head->scalp->mesh;
    Plan out = plan;
    std::vector<InjectionSite> originals;
    std::vector<Vec3> locked;
    for (const InjectionSite& site : plan.sites) {
        if (sideOf(site, headContext) == from)
            originals.push_back(site);
        if (site.locked)
            locked.push_back(positionOf(mesh, site.onScalp));
    }
    if (from == anatomy::Side::Midline || originals.empty())
        return Error{"There are no sites on the side to mirror from."};
    std::erase_if(out.sites, [&](const InjectionSite& site) {
        const anatomy::Side side = sideOf(site, headContext);
        return !site.locked && side != from && side != anatomy::Side::Midline;
    });
    FreeIds ids(out.sites);
    for (InjectionSite image : originals) {
        const auto point = mirrored(image, headContext);
        if (!point || !region.contains(*point))
            continue;
        const Vec3 there = positionOf(mesh, *point);
        const bool isClear = std::all_of(locked.begin(), locked.end(), [&](const Vec3& other) {
            return (other - there).norm() >= library.protocol.minSpacing.value();
        });
        if (!isClear || !put(image, *point, headContext))
            continue;
        image.locked = false;
        image.id = ids.next();
        out.sites.push_back(image);
    }
    return out;
}

Result<Plan> offsetByHalfSpacing(const Plan& plan, const std::vector<InjectionSite>& earlier,
                                 const HeadContext& headContext, const geom::Region& region,
                                 const ClinicalLibrary& library) {
    if (plan.sites.empty())
        return Error{"Lay out the sites of this session first; they are then put into the gaps of "
                     "the earlier one."};
    plan::LayoutRequest request;
    request.count = static_cast<int>(plan.sites.size());
    request.seed = plan.seed;
    request.pattern = plan::LayoutPattern::Even;
    const auto triangles = static_cast<int>(headContext.head->scalp->mesh->triangles().size());
    for (const InjectionSite& site : earlier) {
        if (site.onScalp.triangle >= triangles)
            return Error{"The earlier session is of another scalp grid."};
        request.earlier.push_back(site.onScalp);
    }
    return layOutPlan(plan, headContext, region, library, request);
}

Result<Plan> reordered(const Plan& plan, plan::InjectionOrder rule, const HeadContext& headContext,
                       const geom::Region& region) {
    if (const Status free = plan::checkNoRecord(plan); !free)
        return free.error();
    const auto positions = sitePositions(plan, *headContext.head);
    if (!positions)
        return positions.error();
    if (plan.sites.empty())
        return plan;
    const plan::LayoutQuality quality = plan::qualityOf(region, scalpPointsOf(plan.sites));
    const bool hasRows = plan.pattern != plan::LayoutPattern::Even && plan.sites.size() > 1;
    Plan out = plan;
    out.sites.clear();
    for (const int i : plan::injectionOrder(plan, *positions, rule,
                                            hasRows ? quality.nearestMean : quality.spacing,
                                            headContext.frame.tenTen().midline.length))
        out.sites.push_back(plan.sites[i]);
    return out;
}

Result<plan::RoutePlan> routeOf(const Plan& plan, const HeadContext& headContext,
                                const ClinicalLibrary& library) {
    const auto positions = sitePositions(plan, *headContext.head);
    if (!positions)
        return positions.error();
    return plan::routeAsPlanned(plan, *positions, library.protocol);
}

} // namespace meso::app
