#pragma once
#include <string>
#include <vector>

#include "anatomy/area_shapes.h"
#include "anatomy/head.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/skin_outline.h"
#include "base/result.h"

/// Edits of the outlines of treatment areas. Pure functions: the outline comes in and the edited
/// one goes out, or the reason why not. Outlines keep their name and density.
namespace meso::anatomy {

using ScalpOutlines = std::vector<ScalpOutline>; ///< what several outlines enclose together

inline constexpr std::size_t kMaxOutlineCorners = 2000;
/// Farthest that an outline grows or shrinks in one step.
inline constexpr Mm kMaxGrowth{25};

/// Whether an outline can be an area: 3 to kMaxOutlineCorners corners with 0.10 <= s <= 0.90 and
/// |t| <= 1, and a line that does not cross itself. O(corners^2).
Status checkOutline(const ScalpOutline& outline);

// Handles. Each fails as checkOutline does, or where there is no corner of that number.

Result<ScalpOutline> withCornerMoved(ScalpOutline outline, std::size_t corner, ScalpCoordinate to);
/// Puts a corner into the edge nearest to the place, at the place.
Result<ScalpOutline> withCornerAdded(ScalpOutline outline, ScalpCoordinate place);
/// The corner's neighbours are joined; fails at three corners.
Result<ScalpOutline> withoutCorner(ScalpOutline outline, std::size_t corner);

/// Fewer corners to drag: at most `most` (3 and up), those that keep the line closest to where it
/// is; and none that only matters by less than `tolerance`. Fails where the line leaves the scalp,
/// or where it cannot be that coarse without crossing itself.
Result<ScalpOutline> withHandles(const ScalpOutline& outline, std::size_t most, Mm tolerance,
                                 const ScalpFrame& frame);

/// Left becomes right, in place and name. Twice is nothing.
ScalpOutline mirrored(const ScalpOutline& outline);

// Areas put together. Edges are straight in scalp coordinates, and so is the result, on any head.
// A piece takes name and density from the first outline of `areas` (then of `others`) that it
// holds. A hole cannot be kept by an outline: such a piece is cut in two from front to back through
// the hole. Inputs must pass checkOutline; each fails, with a sentence, when they do not or when
// nothing is left. About 10 ms for 500 corners and 500.

Result<ScalpOutlines> united(const ScalpOutlines& areas, const ScalpOutlines& others);
/// The areas without what the others cover. Outlines that are not touched stay as they are.
Result<ScalpOutlines> subtracted(const ScalpOutlines& areas, const ScalpOutlines& others);
/// What of each area the others cover.
Result<ScalpOutlines> intersected(const ScalpOutlines& areas, const ScalpOutlines& others);
/// The areas and their mirror images.
Result<ScalpOutlines> madeSymmetric(const ScalpOutlines& areas);

/// Everything behind the hairline that scalp coordinates reach: intersect with it to keep a grown
/// area off the forehead.
ScalpOutline hairBearingScalp(const Hairline& hairline);

} // namespace meso::anatomy
