#pragma once
#include <optional>
#include <vector>

#include "base/units.h"
#include "geom/region.h"
#include "geom/surface.h"

namespace meso::plan {

/// A place of the area that is far from every site: where one more would do most.
struct Gap {
    geom::SurfacePoint place;
    geom::Vec3 position = geom::Vec3::Zero(); ///< mm
    Mm radius{0}; ///< distance along the skin to the nearest site or to a wider gap
    bool operator==(const Gap&) const = default;
};

/// How far inside the border sites stand for so many of them: 3/8 of a spacing.
Mm borderDistance(Mm2 area, int count);

/// The n widest gaps between sites, widest first, by geometry alone. Each one counts as filled for
/// those after it, so that they lie apart, and filling them in this order adds sites where they are
/// missed most. Only places that far inside the border count where a site could stand. Without
/// sites the first gap is the deepest place of the area, with its distance to the border. Fewer
/// than n where the radius falls below `narrowest`. O(vertices x (sites + n)): about 10 ms for 40.
std::vector<Gap> worstGaps(const geom::Region& region, const std::vector<geom::SurfacePoint>& sites,
                           int n, Mm narrowest = Mm(0));

} // namespace meso::plan
