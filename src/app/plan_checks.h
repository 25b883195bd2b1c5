#pragma once
#include <memory>
#include <vector>

#include "app/head_context.h"
#include "geom/region.h"
#include "plan/plan.h"
#include "plan/rules/rule_result.h"

namespace meso::anatomy {
class CorridorMap;
}

namespace meso::app {

struct ClinicalLibrary;

using CorridorMapPtr = std::shared_ptr<const anatomy::CorridorMap>;

/// The library's corridors on a head; once per head, some 0.3 s. Fails as CorridorMap::make does.
Result<CorridorMapPtr> corridorsOn(const HeadContext& headContext, const ClinicalLibrary& library);

/// What a plan is checked on. All references outlive the call.
struct CheckGeometry {
    const HeadContext& headContext;
    const geom::Region& region;
    const std::vector<geom::Vec3>& positions;        ///< of the sites, mm
    const anatomy::CorridorMap* corridors = nullptr; ///< null: their rules show a dash
};

/// Every rule of the program on this plan, with all that the library knows. The depth rules follow
/// the thickness of each region where the plan asks for it (TissueChoices::thicknessByRegion; 2 ms
/// more). Below a millisecond for 40 sites.
std::vector<plan::RuleResult> checkOn(const plan::Plan& plan, const CheckGeometry& geometry,
                                      const ClinicalLibrary& library);

} // namespace meso::app
