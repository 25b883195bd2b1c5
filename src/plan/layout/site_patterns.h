#pragma once
#include "anatomy/scalp_frame.h"
#include "base/result.h"
#include "plan/layout/layout.h"
#include "plan/layout/row_layout.h"

namespace meso::plan {

/// Rows beside the line straight across the head through the middle of the region: distance from
/// it along the skin, negative to the front. About 0.15 s on a scalp.
RowField straightRows(const geom::Region& region, const geom::SurfaceIndex& surface);
/// Rows of constant s, as the hair is parted across the head; mm along the midline. Rows come
/// closer to each other toward the ears. Not a number where (s, t) does not exist. 10 microseconds
/// per vertex of the region.
RowField partingRows(const geom::Region& region, const anatomy::ScalpFrame& frame);
/// Rows that follow the front borders of the region's outlines: distance from them along the skin.
/// A stretch of an outline is a front border where one enters the area when walking back. Fails
/// where there is none. About 0.2 s.
Result<RowField> hairlineRows(const geom::Region& region, const geom::SurfaceIndex& surface,
                              const anatomy::ScalpFrame& frame);

/// Lays out sites by the request's pattern. Earlier sites are only filled in between by the even
/// pattern, which is taken where there are any. Fails as layOut, layOutRows and hairlineRows do.
Result<Layout> layOutPattern(const geom::Region& region, const geom::SurfaceIndex& surface,
                             const anatomy::ScalpFrame& frame, const LayoutRequest& request);

} // namespace meso::plan
