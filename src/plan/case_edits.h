#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "plan/edits.h"
#include "plan/plan.h"

/// User edits of what a session needs beside its sites: the case, assumptions about the tissue,
/// several mixtures, syringe and needle. Pure functions like those of plan/edits, with the same
/// kind of refusals.
namespace meso::plan {

inline constexpr Bounds kWeightBounds{20, 300};       ///< kg
inline constexpr Bounds kHeightBounds{120, 230};      ///< cm
inline constexpr Bounds kTemperatureBounds{10, 45};   ///< degrees Celsius
inline constexpr Bounds kDepotFractionBounds{0.2, 3}; ///< volume of fluid / of depot
inline constexpr Bounds kLeakBounds{0, 0.9};          ///< share of every injection
inline constexpr Bounds kSyringeBounds{0.1, 60};      ///< mL
inline constexpr Bounds kDeadVolumeBounds{0, 1};      ///< mL
inline constexpr Bounds kDensityBounds{0.25, 4};      ///< against the other outlines
inline constexpr std::size_t kMaxFurtherMixtures = 5;

Result<Plan> setWeight(Plan plan, std::optional<double> weight_kg);
Result<Plan> setHeight(Plan plan, std::optional<double> height_cm);
/// "male", "female" or "unstated".
Result<Plan> setSex(Plan plan, const std::string& sex);
/// 18 to 120; 0: not stated.
Result<Plan> setAge(Plan plan, int years);
/// Adds or takes away what was found in the history; at most 100 findings.
Result<Plan> setFlag(Plan plan, const std::string& flag, bool found);

/// What the simulation assumes. Whether the flow state exists is for the simulation to say.
Result<Plan> setTissue(Plan plan, const TissueChoices& tissue);

Result<Plan> setVehicle(Plan plan, const std::string& vehicle);
Result<Plan> setSyringe(Plan plan, const Syringe& syringe);
/// Sites per area of one outline against the others. Fails where there is no such outline.
Result<Plan> setDensity(Plan plan, std::size_t outline, double density);

/// An empty mixture more. Fails at kMaxFurtherMixtures.
Result<Plan> addMixture(Plan plan, const std::string& name);
/// Takes a further mixture (1 and up) away; its sites get the first one.
Result<Plan> removeMixture(Plan plan, int mixture);
Result<Plan> renameMixture(Plan plan, int mixture, const std::string& name);
/// Applies an edit of the formulation (setStrength, addIngredient ...) to a mixture: 0 the first.
Result<Plan> editMixture(Plan plan, int mixture, const std::function<Result<Plan>(Plan)>& edit);

// Of sites; empty ids: all.
Result<Plan> setMixture(Plan plan, const SiteIds& ids, int mixture);
/// Empty: the plan's needle.
Result<Plan> setSiteNeedle(Plan plan, const SiteIds& ids, const std::optional<Needle>& needle);
Plan setLocked(Plan plan, const SiteIds& ids, bool locked);

} // namespace meso::plan
