#pragma once
#include <string>
#include <vector>

#include "app/planning.h"

/// Edits of a plan that need its head: another area, and sites laid out anew. Pure functions.
namespace meso::app {

/// Most places that an outline drawn by hand may have.
inline constexpr std::size_t kMostCorners = 500;

/// Replaces the sites by an even layout. A volume, depth or angle on which all old sites agree is
/// kept; the rest is the protocol's. Fails as layOutPlan does; about 0.1 s.
Result<plan::Plan> laidOutAnew(const plan::Plan& plan, const HeadDesk& desk,
                               const geom::Region& region, const ClinicalLibrary& library,
                               const plan::LayoutRequest& request);

/// Replaces the area by a preset, keeps the exclusions, and lays out as many sites as the plan has
/// (the protocol's number when it has none). Fails when the preset is unknown, does not fit on the
/// head, or is too small for the sites.
Result<plan::Plan> withPreset(const plan::Plan& plan, const std::string& presetId,
                              const HeadDesk& desk, const ClinicalLibrary& library);

/// Replaces the area by one outline, "drawn area", whose corners are joined straight in (s, t); the
/// rest as withPreset. Fails, with what to do, for fewer than three corners or more than
/// kMostCorners, for a line that leaves the scalp or crosses itself, and for an area too small for
/// the sites: fewer sites are never used silently.
Result<plan::Plan> withDrawnArea(const plan::Plan& plan,
                                 const std::vector<anatomy::ScalpCoordinate>& corners,
                                 const HeadDesk& desk, const ClinicalLibrary& library);

} // namespace meso::app
