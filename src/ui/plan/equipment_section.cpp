#include "ui/plan/equipment_section.h"

#include <algorithm>

#include "app/case/open_case.h"
#include "app/library.h"
#include "base/text.h"
#include "plan/case_edits.h"
#include "ui/kit/kit_blocks.h"
#include "ui/kit/kit_select.h"
#include "ui/kit/kit_text.h"
#include "ui/kit/usual_fields.h"
#include "ui/panel/panel.h"

namespace meso::ui {

namespace {

void drawVehicle(Panel& panel) {
    Kit& kit = panel.kit;
    const app::OpenCase& openCase = panel.openCase();
    const auto& vehicles = openCase.library().vehicles.vehicles;
    std::vector<std::string> names{"Not stated"}, disabledReasons{""};
    int chosen = openCase.plan().vehicle.empty() ? 0 : -1;
    for (const clinic::Vehicle& vehicle : vehicles) {
        if (vehicle.id == openCase.plan().vehicle)
            chosen = static_cast<int>(names.size());
        names.push_back(vehicle.name);
        disabledReasons.push_back(
            vehicle.disabledReason.empty() ? "" : "Not to be injected: " + vehicle.disabledReason);
    }
    Choice choice{"vehicle", "Vehicle", names};
    choice.disabledReasons = disabledReasons;
    if (select(kit, choice, chosen)) {
        const std::string id = chosen == 0 ? "" : vehicles[static_cast<std::size_t>(chosen - 1)].id;
        apply(panel, "vehicle", plan::setVehicle(openCase.plan(), id), "Vehicle");
    }
    const clinic::Vehicle* vehicle = openCase.library().vehicles.find(openCase.plan().vehicle);
    if (vehicle && !vehicle->note.empty())
        wrappedText(kit, kit.fonts.caption, kit.theme.muted, vehicle->note);
}

void drawSyringe(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    VolumeField volume = volumeField("syringe.volume", "Syringe", plan.syringe.volume);
    volume.bounds = plan::kSyringeBounds;
    volume.range = "0.1 to 60 mL";
    volume.step = 0.5;
    if (const auto value = numberField(panel.kit, panel.fields, volume))
        apply(panel, volume.id, plan::setSyringe(plan, {*value, plan.syringe.deadVolume}),
              "Syringe of " + text::of(*value));
    VolumeField dead = volumeField("syringe.dead", "Dead volume", plan.syringe.deadVolume);
    dead.bounds = plan::kDeadVolumeBounds;
    dead.range = "0 to 1 mL";
    if (const auto value = numberField(panel.kit, panel.fields, dead))
        apply(panel, dead.id, plan::setSyringe(plan, {plan.syringe.volume, *value}), "Dead volume");
}

void drawNeedle(Panel& panel) {
    const plan::Plan& plan = panel.openCase().plan();
    if (const auto gauge =
            textField(panel.kit, panel.fields, "needle.gauge", "Needle gauge", plan.needle.gauge))
        apply(panel, "needle.gauge", plan::setNeedle(plan, {*gauge, plan.needle.length}),
              "Needle " + *gauge);
    LengthField length = lengthField("needle.length", "Needle length", plan.needle.length,
                                     plan::kNeedleLengthBounds);
    length.step = 1;
    if (const auto value = numberField(panel.kit, panel.fields, length))
        apply(panel, length.id, plan::setNeedle(plan, {plan.needle.gauge, *value}),
              "Needle of " + text::of(*value));
    const auto& sites = plan.sites;
    const auto own = std::count_if(sites.begin(), sites.end(),
                                   [](const auto& site) { return site.needle.has_value(); });
    if (own > 0)
        wrappedText(panel.kit, panel.kit.fonts.caption, panel.kit.theme.muted,
                    std::to_string(own) + (own == 1 ? " site has" : " sites have") +
                        " a needle of their own: see Sites.");
}

} // namespace

void drawEquipmentSection(Panel& panel) {
    section(panel.kit, "Vehicle, syringe, needle");
    drawVehicle(panel);
    drawSyringe(panel);
    drawNeedle(panel);
}

} // namespace meso::ui
