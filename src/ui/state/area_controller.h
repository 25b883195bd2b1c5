#pragma once
#include <vector>

#include "anatomy/outline_edits.h"
#include "plan/layout/triangle.h"
#include "plan/plan.h"
#include "ui/state/actions.h"

namespace meso::app {
struct AreaGrowth;
}
namespace meso::plan {
struct Gap;
struct Plan;
} // namespace meso::plan

/// What buttons, actions and drags do to the area of the plan. The edits change the draft of the
/// open case and report a refusal as a notice; the frame commits.
namespace meso::ui {

struct UiState;

/// Most corners that are shown as handles; an outline with more is drawn through so many instead.
inline constexpr std::size_t kMaxHandles = 24;
/// A corner that matters by less than this is no handle.
inline constexpr Mm kHandleTolerance{1};

/// Handles are on the views: the area page of the Plan workspace is open.
bool handlesAreShown(const UiState& state);
/// Number of the outline whose handles are shown; empty: of none.
std::optional<std::size_t> shownOutline(UiContext context);
/// That outline with so few corners that each can be dragged. Nullptr: none is shown. Kept until
/// the outline changes.
const anatomy::ScalpOutline* shownHandles(UiContext context);
/// Number of the selected exclusion; empty: none.
std::optional<std::size_t> selectedExclusion(UiContext context);

/// Area of every outline of the plan, exclusions not counted; 20 ms for each that is new. Empty
/// values while a handle is dragged: there is no time for them then.
std::vector<std::optional<Mm2>> outlineAreas(UiContext context);
/// The widest gaps between the sites by geometry, widest first, at most 8. 10 ms when new; while
/// something is dragged, those from before.
const std::vector<plan::Gap>& widestGaps(UiContext context);
/// Gaps from this radius on are holes in the pattern rather than its meshes.
Mm holeFrom(UiContext context);

/// Takes other outlines and lays the sites out in them: as many, or, where the count follows, as
/// far apart. Returns whether it was done.
bool editArea(UiContext context, Result<std::vector<anatomy::ScalpOutline>> outlines,
              const std::string& label);
/// The plan's outlines with one of them replaced by others; none: removed.
std::vector<anatomy::ScalpOutline> withReplaced(UiContext context, std::size_t number,
                                                const std::vector<anatomy::ScalpOutline>& by);
/// Another preset, with the rest as editArea().
Status choosePreset(UiContext context, const std::string& id);
/// Lays out sites in the plan's area by the two locked numbers of the triangle. `pattern` empty:
/// the plan's.
Status layOutLocked(UiContext context, std::optional<plan::LayoutPattern> pattern,
                    const std::string& label);
/// The spacing of the triangle as it stands: that of the last layout, where it was asked for.
Mm spacingNow(UiContext context);
/// Lays the sites out half a pitch away from those of an earlier session, also where that was
/// planned on another head. Fails with the reason why there is no such plan, and as
/// app::offsetByHalfSpacing does.
Status offsetFrom(UiContext context, const Result<plan::Plan>& earlier);
/// Another corner of the triangle follows from now on.
void setDependentCorner(UiContext context, plan::TriangleCorner corner);

/// Area that the sites would cover at the spacing that was asked for, while the area follows from
/// them; empty: it does not, or there are no sites.
std::optional<Mm2> wantedArea(UiContext context);
/// How far the outlines must move for that; empty as before, and while a handle is dragged. 30 ms
/// for each outline when new.
std::optional<app::AreaGrowth> growthWanted(UiContext context);
/// Moves them, and says by how much they fell short.
Status growToWanted(UiContext context);

/// An exclusion of the usual size at a place of the scalp.
void excludeAt(UiContext context, anatomy::ScalpCoordinate place);

} // namespace meso::ui
