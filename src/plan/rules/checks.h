#pragma once
#include <span>
#include <string>
#include <vector>

#include "anatomy/danger.h"
#include "anatomy/hair_loss.h"
#include "anatomy/layers.h"
#include "clinic/compound.h"
#include "clinic/known_mixtures.h"
#include "clinic/protocol.h"
#include "clinic/vehicle.h"
#include "geom/region.h"
#include "plan/anaesthetic_load.h"
#include "plan/flag_conflicts.h"
#include "plan/plan.h"
#include "plan/rules/rule_result.h"

namespace meso::plan {

/// Everything that the rules compare a plan with. All references outlive the call. What is left
/// empty or null cannot be judged: its rules show a dash.
struct CheckContext {
    const clinic::Protocol& protocol;
    const clinic::CompoundLibrary& compounds;
    const anatomy::TissueProfile& tissue;
    const geom::Region& region;                      ///< the plan's area on its head
    const std::vector<geom::Vec3>& positions;        ///< of the sites, mm, same order
    const anatomy::CorridorMap* corridors = nullptr; ///< of the plan's head
    const anatomy::Head* head = nullptr;             ///< landmarks and tape lengths
    const anatomy::Hairline* hairline = nullptr;
    /// Per site: thickness of its tissue / that of the profile; empty: 1 everywhere.
    std::span<const float> thickness = {};
    const clinic::PatientFlagLibrary* flags = nullptr;
    const clinic::VehicleLibrary* vehicles = nullptr;
    const clinic::AnaestheticLibrary* anaesthetics = nullptr;
    const anatomy::AreaLibrary* areas = nullptr; ///< for the names of presets
    const clinic::MixtureLibrary* mixtures = nullptr;
};

/// Runs every rule of the protocol and the rules about placement, compounds, anaesthetics, the
/// patient and the record. In a fixed order; each id once.
std::vector<RuleResult> check(const Plan& plan, const CheckContext& context);

/// Whether an error is among the results: such a plan must not be approved.
bool blocks(const std::vector<RuleResult>& results);

/// Sites outside the treatment area (A01).
void judgePlacement(const Plan& plan, const CheckContext& context, RuleResults& results);

} // namespace meso::plan
