#pragma once
#include <vector>

#include "app/planning.h"
#include "plan/layout/gaps.h"
#include "plan/layout/route.h"

/// Edits of a whole layout that need its head. Pure functions: each returns a new plan, keeps
/// locked sites bit for bit and puts every other site on the area. `region` is that of the plan
/// (regionOf).
namespace meso::app {

struct ClinicalLibrary;

/// Moves the unlocked sites only as far as it takes to even them out for the density of the area;
/// numbers, volumes and order stay. Those outside the area come to its nearest place. Fails when
/// there is nothing to move. About 20 ms.
Result<plan::Plan> evenOut(const plan::Plan& plan, const HeadContext& headContext,
                           const geom::Region& region);

/// The n widest gaps, widest first, for rings and a button each ("Add a site here"). About 10 ms.
std::vector<plan::Gap> worstGapsOf(const plan::Plan& plan, const geom::Region& region, int n);

/// Adds n sites in the widest gaps, one after another, each with what the other sites share or the
/// protocol's defaults. Fails when fewer than n places are at least `narrowest` away from every
/// site, with the number that fit.
Result<plan::Plan> fillGaps(const plan::Plan& plan, const HeadContext& headContext,
                            const geom::Region& region, const ClinicalLibrary& library, int n,
                            Mm narrowest);

/// Replaces the unlocked sites of one half by the mirror images of all sites of the other, about
/// t = 0, each with its original's volume, depth, angle, needle and mixture, not locked. Sites
/// within 0.5 mm of the midline stay. Images that fall off the area, or nearer to a locked site
/// than the protocol's smallest spacing, are left out. Fails when `from` (Left or Right) has no
/// sites.
Result<plan::Plan> mirrorSites(const plan::Plan& plan, anatomy::Side from,
                               const HeadContext& headContext, const geom::Region& region,
                               const ClinicalLibrary& library);

/// Lays out as many sites as the plan has, in the gaps of an earlier session's sites on the same
/// head. Fails when the plan has no sites, as layOutPlan does. About 0.1 s.
Result<plan::Plan> offsetByHalfSpacing(const plan::Plan& plan,
                                       const std::vector<plan::InjectionSite>& earlier,
                                       const HeadContext& headContext, const geom::Region& region,
                                       const ClinicalLibrary& library);

/// Puts the sites into an order to inject them in, mixture after mixture; numbers stay
/// (plan::renumberSites gives new ones). Fails as sitePositions does.
Result<plan::Plan> reordered(const plan::Plan& plan, plan::InjectionOrder rule,
                             const HeadContext& headContext, const geom::Region& region);

/// The session in the plan's order, with fillings and needle changes. Fails as sitePositions does.
Result<plan::RoutePlan> routeOf(const plan::Plan& plan, const HeadContext& headContext,
                                const ClinicalLibrary& library);

} // namespace meso::app
