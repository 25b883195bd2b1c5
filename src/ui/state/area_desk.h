#pragma once
#include <vector>

#include "anatomy/outline_edits.h"
#include "ui/state/actions.h"

/// What buttons, actions and drags do to the area of the plan. The edits change the draft of the
/// session and tell a refusal as a notice; the frame commits.
namespace meso::ui {

/// Most corners that are shown as handles; an outline with more is drawn through so many instead.
inline constexpr std::size_t kMostHandles = 24;
/// A corner that matters by less than this is no handle.
inline constexpr Mm kHandleTolerance{1};

/// Handles are on the views: the area page of the Plan workspace is open.
bool handlesAreShown(const UiState& state);
/// Number of the outline whose handles are shown; empty: of none.
std::optional<std::size_t> shownOutline(Desk desk);
/// That outline with so few corners that each can be dragged. Nullptr: none is shown. Kept until
/// the outline changes.
const anatomy::ScalpOutline* shownHandles(Desk desk);
/// Number of the selected exclusion; empty: none.
std::optional<std::size_t> selectedExclusion(Desk desk);

/// Area of every outline of the plan, exclusions not counted; 20 ms for each that is new. Empty
/// values while a handle is dragged: there is no time for them then.
std::vector<std::optional<Mm2>> outlineAreas(Desk desk);
/// The widest gaps between the sites by geometry, widest first, at most 8. 10 ms when new; while
/// something is dragged, those from before.
const std::vector<plan::Gap>& widestGaps(Desk desk);
/// Gaps from this radius on are holes in the pattern rather than its meshes.
Mm holeFrom(Desk desk);

/// Takes other outlines and lays the sites out in them: as many, or, where the count follows, as
/// far apart. Returns whether it was done.
bool editArea(Desk desk, Result<std::vector<anatomy::ScalpOutline>> outlines,
              const std::string& label);
/// The plan's outlines with one of them replaced by others; none: removed.
std::vector<anatomy::ScalpOutline> withReplaced(Desk desk, std::size_t number,
                                                const std::vector<anatomy::ScalpOutline>& by);
/// Another preset, with the rest as editArea().
Status choosePreset(Desk desk, const std::string& id);
/// Lays out sites in the plan's area by the two locked numbers of the triangle. `pattern` empty:
/// the plan's.
Status layOutLocked(Desk desk, std::optional<plan::LayoutPattern> pattern,
                    const std::string& label);
/// The spacing of the triangle as it stands: that of the last layout, where it was asked for.
Mm spacingNow(Desk desk);
/// Lays the sites out half a pitch away from those of an earlier session, also where that was
/// planned on another head. Fails with the reason why there is no such plan, and as
/// app::offsetByHalfPitch does.
Status offsetFrom(Desk desk, const Result<plan::Plan>& earlier);
/// Another corner of the triangle follows from now on.
void letFollow(Desk desk, plan::TriangleCorner corner);

/// Area that the sites would cover at the spacing that was asked for, while the area follows from
/// them; empty: it does not, or there are no sites.
std::optional<Mm2> wantedArea(Desk desk);
/// How far the outlines must move for that; empty as before, and while a handle is dragged. 30 ms
/// for each outline when new.
std::optional<app::AreaGrowth> growthWanted(Desk desk);
/// Moves them, and says by how much they fell short.
Status growToWanted(Desk desk);

/// An exclusion of the usual size at a place of the scalp.
void excludeAt(Desk desk, anatomy::ScalpCoordinate place);

} // namespace meso::ui
