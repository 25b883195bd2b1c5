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

namespace meso::plan {

enum class RuleState {
    Passed,
    Broken,
    NotApplicable ///< the rule met nothing that it could judge: shown as a dash, never as passed
};

/// What one rule says about one plan.
struct RuleResult {
    std::string id;
    clinic::Severity severity = clinic::Severity::Info;
    RuleState state = RuleState::NotApplicable;
    std::string sentence;   ///< what was found, with numbers and the limit
    std::vector<int> sites; ///< ids concerned; empty when it is the whole plan
    std::string source;     ///< where the limit comes from
};

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

using RuleResults = std::vector<RuleResult>;

/// Runs every rule of the protocol and the rules about placement, compounds, anaesthetics, the
/// patient and the record. In a fixed order; each id once.
std::vector<RuleResult> check(const Plan& plan, const CheckContext& context);

/// Whether an error is among the results: such a plan must not be approved.
bool blocks(const std::vector<RuleResult>& results);

/// Sites outside the treatment area (A01).
void judgePlacement(const Plan& plan, const CheckContext& context, RuleResults& results);

} // namespace meso::plan
