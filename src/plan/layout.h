#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "geom/region.h"
#include "geom/surface.h"

namespace meso::plan {

/// The triangle of area, count and spacing on a hexagonal pattern, where every site owns the cell
/// sqrt(3)/2 * spacing^2. Two of the three give the third; none may be shown without the others.
Mm spacingFor(Mm2 area, int count); ///< sqrt(2 A / (sqrt(3) N)); count >= 1
int countFor(Mm2 area, Mm spacing); ///< rounded to the nearest whole number, at least 0
Mm2 areaFor(int count, Mm spacing); ///< 40 sites at 10 mm cover 34.6 cm2

/// What to lay out: exactly `count` sites, or as many as `spacing` asks for. Give one of the two.
struct LayoutRequest {
    std::optional<int> count;  ///< 1 to mostSites
    std::optional<Mm> spacing; ///< between neighbours, along the skin
    std::uint64_t seed = 1;    ///< same seed, same head, same area: same sites, bit for bit
    int mostSites = 200;       ///< refuse more
    Mm smallestSpacing{2};     ///< refuse a pattern finer than this
};

/// How even a layout came out. Distances run along the skin.
struct LayoutQuality {
    Mm2 area;
    int count = 0;
    Mm spacing;         ///< of the ideal hexagonal pattern: the third number of the triangle
    Mm nearestSmallest; ///< smallest distance of a site to its nearest neighbour
    Mm nearestMean;
    double nearestVariation = 0; ///< standard deviation / mean of those distances
};

struct Layout {
    std::vector<geom::SurfacePoint> sites; ///< on the region's mesh
    std::vector<geom::Vec3> positions;     ///< mm, same order
    LayoutQuality quality;
};

/// Fills the region evenly. Sites repel each other and their mirror images behind the border, ever
/// more stiffly, so that they settle 3/8 of a spacing inside it and equally far from each
/// other. Pieces of the region get sites in proportion to their area. `surface` indexes the
/// region's mesh. Fails when the request is out of range or the area is too small for the count,
/// with the numbers. About 40 ms for 40 sites; O(count^2).
Result<Layout> layOut(const geom::Region& region, const geom::SurfaceIndex& surface,
                      const LayoutRequest& request);

/// Evenness of sites that exist already (placed by hand, read from a file). Every site must lie on
/// a triangle of the region's mesh.
LayoutQuality qualityOf(const geom::Region& region, const std::vector<geom::SurfacePoint>& sites);

} // namespace meso::plan
