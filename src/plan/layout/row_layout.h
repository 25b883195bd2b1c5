#pragma once
#include <vector>

#include "plan/layout/layout.h"

namespace meso::plan {

/// One number per vertex of a region's mesh, mm, whose level lines are the rows of a pattern: rows
/// whose numbers differ by d lie about d apart. Not a number where there are no rows.
using RowField = std::vector<double>;

/// Fills the region with rows sqrt(3)/2 of a spacing apart, sites one spacing apart along each row
/// and shifted by half a spacing from row to row, counted from the middle of each piece. Lattices
/// of many spacings and shifts are tried, each piece with a shift of its own; among those with
/// exactly the wanted count the widest and evenest is taken in which every piece gets about its
/// share. Where a spacing is asked for, the shifts that fit most sites. Pieces of another density
/// have another spacing; within a piece it is the same everywhere. Sites stand at least 3/8 of the
/// spacing inside the border; those nearer than 0.7 of it to a kept site, or 0.5 to another row's,
/// are left out. The seed does not matter. Fails as layOut does, and where the area is too narrow
/// for rows. About 0.1 s for 40 sites.
Result<Layout> layOutRows(const geom::Region& region, const RowField& rows,
                          const LayoutRequest& request);

} // namespace meso::plan
