#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "anatomy/scalp_coordinate.h"
#include "base/bounds.h"
#include "base/result.h"
#include "geom/surface_point.h"
#include "plan/plan.h"

/// Every user edit of a plan as a pure function from plan to plan. None of them draws, saves or
/// lays out; each refuses, with a sentence that names the allowed range, what the plan file would
/// refuse to read.
namespace meso::plan {

/// Ids of the sites that an edit is about.
using SiteIds = std::set<int>;

// Those of plan.json, against nonsense; what is sensible is for the protocol's rules to say.
inline constexpr Bounds kVolumeBounds{0.0001, 5};     ///< mL per site
inline constexpr Bounds kDepthBounds{0.05, 25};       ///< mm
inline constexpr Bounds kAngleBounds{1, 90};          ///< degrees
inline constexpr Bounds kNeedleLengthBounds{0.5, 50}; ///< mm
inline constexpr Bounds kStrengthBounds{1e-9, 1000};  ///< mg/mL

/// A place on the skin, both ways that a site stores it.
struct SkinPlace {
    anatomy::ScalpCoordinate coordinate;
    geom::SurfacePoint onScalp;
    bool operator==(const SkinPlace&) const = default;
};

/// What a new site gets beside its place.
struct SiteDefaults {
    Ml volume{0};
    Mm depth{0};
    Degrees angle{90};
};

/// Adds a site with the next free number (one more than the highest). Fails at 1,000 sites, which
/// is what a plan file holds, and for a place that no scalp has.
Result<Plan> addSite(Plan plan, const SkinPlace& place, const SiteDefaults& defaults);
/// Puts a site somewhere else. Fails when there is no such site or it is locked, and as addSite
/// does.
Result<Plan> moveSite(Plan plan, int id, const SkinPlace& place);
/// Removes the sites; ids that the plan does not have are ignored.
Plan eraseSites(Plan plan, const SiteIds& ids);
/// Numbers the sites 1, 2, 3 ... in their order.
Plan renumberSites(Plan plan);

// The same value for all of `ids`; empty: for all sites, as with the common values below. Ids that
// the plan does not have are ignored.
Result<Plan> setVolume(Plan plan, const SiteIds& ids, Ml volume);
Result<Plan> setDepth(Plan plan, const SiteIds& ids, Mm depth);
Result<Plan> setAngle(Plan plan, const SiteIds& ids, Degrees angle);

Result<Plan> setNeedle(Plan plan, Needle needle);
// Of the formulation. All fail at an index that it does not have.
/// The strength of the ingredient at `index`.
Result<Plan> setStrength(Plan plan, std::size_t index, MgPerMl strength);
/// Another compound at `index`, at `strength`. Fails when the formulation has it already.
Result<Plan> setCompound(Plan plan, std::size_t index, const Ingredient& ingredient);
/// Fails at 20 compounds, and when the formulation has it already.
Result<Plan> addIngredient(Plan plan, const Ingredient& ingredient);
Result<Plan> removeIngredient(Plan plan, std::size_t index);

/// At most 200 bytes of UTF-8.
Result<Plan> setTitle(Plan plan, std::string title);

/// One value if all of the sites agree, empty where they differ or there are none: the dash of a
/// field for several sites. `ids` empty: of all sites.
std::optional<Ml> commonVolume(const Plan& plan, const SiteIds& ids);
std::optional<Mm> commonDepth(const Plan& plan, const SiteIds& ids);
std::optional<Degrees> commonAngle(const Plan& plan, const SiteIds& ids);

/// "site 12", "3 sites", "all sites" (empty): for the labels of edits.
std::string nameOf(const SiteIds& ids);

} // namespace meso::plan
