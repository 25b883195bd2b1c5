#include "app/plan_checks.h"

namespace meso::app {

Result<CorridorMapPtr> corridorsOn(const HeadDesk& desk, const ClinicalLibrary& library) {
    auto map = anatomy::CorridorMap::make(library.corridors, *desk.head, desk.frame);
    if (!map)
        return map.error();
    return std::make_shared<const anatomy::CorridorMap>(std::move(map).value());
}

std::vector<plan::RuleResult> checkOn(const plan::Plan& plan, const CheckGround& ground,
                                      const ClinicalLibrary& library) {
    std::vector<float> thickness;
    if (plan.tissue.thicknessByRegion)
        thickness =
            anatomy::ThicknessMap(ground.desk.frame, library.thickness).factorsAt(ground.positions);
    plan::CheckContext context{library.protocol, library.compounds, library.tissue, ground.region,
                               ground.positions};
    context.corridors = ground.corridors;
    context.head = ground.desk.head.get();
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
