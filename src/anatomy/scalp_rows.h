#pragma once
#include "anatomy/direction_table.h"
#include "anatomy/ten_ten.h"
#include "geom/surface.h"

namespace meso::anatomy {

/// The table (s, t) -> direction from `centre`, s in [0.10, 0.90] and t in [-1, 1]: 41 rows, each a
/// taut tape through its marks on the midline, the 10 % contour and the base ring (nasion, ears,
/// inion), laid by rays in its plane. About
/// 5000 rays.
DirectionTable makeScalpTable(const geom::SurfaceIndex& skin, const TenTen& system,
                              const Landmarks& marks, const geom::Vec3& centre);

} // namespace meso::anatomy
