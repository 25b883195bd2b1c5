#pragma once
#include <string>
#include <vector>

#include "app/planning.h"
#include "plan/edits.h"

namespace meso::plan {
struct LayoutRequest;
}

/// Edits of a plan that need its head: another area, exclusions, and sites laid out anew. Pure
/// functions. Edits of outlines themselves are in anatomy/outline_edits.
namespace meso::app {

struct ClinicalLibrary;

/// Most places that an outline drawn by hand may have.
inline constexpr std::size_t kMaxCorners = 500;
/// Most outlines, and most exclusions, that a plan holds.
inline constexpr std::size_t kMaxAreas = 50;
inline constexpr Bounds kPatchRadiusBounds{0.1, 60}; ///< mm
inline constexpr Bounds kPatchMarginBounds{0, 30};   ///< mm

/// Replaces the sites by an even layout. A volume, depth or angle on which all old sites agree is
/// kept; the rest is the protocol's. Fails as layOutPlan does; about 0.1 s.
Result<plan::Plan> withNewLayout(const plan::Plan& plan, const HeadContext& headContext,
                                 const geom::Region& region, const ClinicalLibrary& library,
                                 const plan::LayoutRequest& request);

/// Replaces the area by a preset, keeps the exclusions, and lays out as many sites as the plan has
/// (the protocol's number when it has none). Fails when the preset is unknown, does not fit on the
/// head, or is too small for the sites.
Result<plan::Plan> withPreset(const plan::Plan& plan, const std::string& presetId,
                              const HeadContext& headContext, const ClinicalLibrary& library);

/// Replaces the area by one outline, "drawn area", whose corners are joined straight in (s, t); the
/// rest as withPreset. Fails, with what to do, for fewer than three corners or more than
/// kMaxCorners, for a line that leaves the scalp or crosses itself, and for an area too small for
/// the sites: fewer sites are never used silently.
Result<plan::Plan> withDrawnArea(const plan::Plan& plan,
                                 const std::vector<anatomy::ScalpCoordinate>& corners,
                                 const HeadContext& headContext, const ClinicalLibrary& library);

/// Replaces all outlines of the area, which no longer is a preset's, and lays out as many sites as
/// the plan has; the rest as withPreset. Fails for no outline or more than kMaxAreas, for one that
/// leaves the scalp or crosses itself, and for an area too small for the sites.
Result<plan::Plan> withOutlines(const plan::Plan& plan,
                                const std::vector<anatomy::ScalpOutline>& outlines,
                                const HeadContext& headContext, const ClinicalLibrary& library);

// Exclusion patches, numbered as in TreatmentArea::exclusions. Sites stay where they are, also in a
// patch: rule R16 names them, and laying out anew moves them. Each fails for a patch that no plan
// file holds (radius, margin, a name above 200 bytes, more than kMaxAreas), for a place off the
// scalp and for a number that the plan does not have. Whether any area is left is for regionOf.

Result<plan::Plan> addExclusion(plan::Plan plan, const plan::ExclusionPatch& patch,
                                const HeadContext& headContext);
/// Name, radius, margin and place at once.
Result<plan::Plan> setExclusion(plan::Plan plan, std::size_t number,
                                const plan::ExclusionPatch& patch, const HeadContext& headContext);
Result<plan::Plan> moveExclusion(plan::Plan plan, std::size_t number, anatomy::ScalpCoordinate to,
                                 const HeadContext& headContext);
Result<plan::Plan> removeExclusion(plan::Plan plan, std::size_t number);

} // namespace meso::app
