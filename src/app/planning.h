#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/head_context.h"
#include "base/result.h"
#include "base/units.h"
#include "geom/region.h"
#include "plan/plan.h"
#include "plan/rules/rule_result.h"

namespace meso::plan {
struct LayoutRequest;
}

namespace meso::app {

struct ClinicalLibrary;

/// A plan without sites: protocol defaults, one area preset. Fails when the preset is unknown (the
/// message lists those that exist) or does not fit on the head.
Result<plan::Plan> newPlan(const std::string& presetId, const HeadContext& headContext,
                           const ClinicalLibrary& library);

/// The sample case: a man of 41, Norwood III vertex, minoxidil and dexpanthenol, 40 sites.
Result<plan::Plan> samplePlan(const HeadContext& headContext, const ClinicalLibrary& library);

/// The plan's treatment area on its head. Exclusion patches count with their margins.
Result<geom::Region> regionOf(const plan::Plan& plan, const HeadContext& headContext);

/// Sites per area at each vertex of the region, as the plan's outlines ask for; empty where they
/// ask for the same everywhere.
std::vector<double> densityOf(const plan::Plan& plan, const geom::Region& region);

/// Replaces the sites of a plan that are not locked by a layout in the request's pattern (empty:
/// the plan's), in injection order and numbered past the locked ones, each with the protocol's
/// volume and depth. Locked sites count and stay as they are. Density and limits come from the plan
/// and the protocol, not from the request. Fails as plan::layOutPattern does, and for a plan that
/// holds the record of a session.
Result<plan::Plan> layOutPlan(plan::Plan plan, const HeadContext& headContext,
                              const geom::Region& region, const ClinicalLibrary& library,
                              plan::LayoutRequest request);

/// The needle angle at which the whole needle ends at this depth; 90 degrees where it is too short.
Degrees angleFor(Mm depth, Mm needleLength);

/// Head coordinates of the sites, mm, in the plan's order. Fails when a site names a triangle that
/// the scalp grid does not have (a file from another grid).
Result<std::vector<geom::Vec3>> sitePositions(const plan::Plan& plan, const anatomy::Head& head);

/// Whether the two places of every site, scalp coordinates and grid point, are one place on this
/// head (within 1 mm; where s is too near 0.1 or 0.9 to be precise, only the grid point counts).
/// Fails, naming the site and the distance: such a plan would show one place and say another.
Status checkPlaces(const plan::Plan& plan, const HeadContext& headContext);

/// Every rule of the protocol on this plan.
Result<std::vector<plan::RuleResult>> checkPlan(const plan::Plan& plan,
                                                const HeadContext& headContext,
                                                const geom::Region& region,
                                                const ClinicalLibrary& library);

} // namespace meso::app
