#pragma once
#include "anatomy/head.h"
#include "anatomy/outline_edits.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/skin_outline.h"
#include "base/result.h"
#include "base/units.h"

namespace meso::anatomy {

/// The outline moved outward by `by` along the skin (inward below 0), at most kMaxGrowth. Corners
/// become round outward, as wide as the way; shrinking may give several pieces. It stops at the
/// edge of the scalp. Fails when nothing is left. Up to 120 ms.
Result<ScalpOutlines> grown(const ScalpOutline& outline, Mm by, const Head& head,
                            const ScalpFrame& frame);

} // namespace meso::anatomy
