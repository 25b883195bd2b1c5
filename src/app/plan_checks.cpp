#include "app/plan_checks.h"

#include "anatomy/danger.h"
#include "anatomy/thickness.h"
#include "app/library.h"
#include "plan/rules/checks.h"

namespace meso::app {

Result<CorridorMapPtr> corridorsOn(const HeadContext& headContext, const ClinicalLibrary& library) {
    auto map = anatomy::CorridorMap::make(library.corridors, *headContext.head, headContext.frame);
    if (!map)
        return map.error();
    return std::make_shared<const anatomy::CorridorMap>(std::move(map).value());
}

std::vector<plan::RuleResult> checkOn(const plan::Plan& plan, const CheckGeometry& geometry,
                                      const ClinicalLibrary& library) {
    std::vector<float> thickness;
    if (plan.tissue.thicknessByRegion)
        thickness = anatomy::ThicknessMap(geometry.headContext.frame, library.thickness)
                        .factorsAt(geometry.positions);
    plan::CheckContext context{library.protocol, library.compounds, library.tissue, geometry.region,
                               geometry.positions};
    context.corridors = geometry.corridors;
    context.head = geometry.headContext.head.get();
    context.hairline = &library.areas.hairline;
    context.thickness = thickness;
    context.flags = &library.patientFlags;
    context.vehicles = &library.vehicles;
    context.anaesthetics = &library.anaesthetics;
    context.areas = &library.areas;
    context.mixtures = &library.mixtures;
    return plan::check(plan, context);
}

} // namespace meso::app
