#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "geom/region.h"
#include "geom/surface.h"
#include "plan/layout/layout_quality.h"
#include "plan/plan.h"

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
    int maxSites = 200;        ///< refuse more
    Mm minSpacing{2};          ///< refuse a pattern finer than this
    std::optional<LayoutPattern> pattern; ///< empty: the plan's, or Even where there is no plan
    /// Sites per area at each vertex of the mesh, relative, above 0; empty: the same everywhere.
    /// The even pattern follows it everywhere, rows from piece to piece.
    std::vector<double> density;
    std::vector<geom::SurfacePoint> kept;    ///< sites that stay; they count
    std::vector<geom::SurfacePoint> earlier; ///< of another session: their gaps are sought
};

struct Layout {
    std::vector<geom::SurfacePoint> sites; ///< the new ones, on the region's mesh
    std::vector<geom::Vec3> positions;     ///< mm, same order
    LayoutQuality quality;
};

/// Number of sites that the request asks for. Fails when it is out of range or the area is too
/// small for it, with the numbers.
Result<int> countOf(const geom::Region& region, const LayoutRequest& request);

/// Fills the region evenly. Sites repel each other and their mirror images behind the border, ever
/// more stiffly, so that they settle 3/8 of a spacing inside it and equally far from each
/// other. Pieces of the region get sites in proportion to their area. `surface` indexes the
/// region's mesh. Where sites are kept, new ones settle among them; where there are earlier ones,
/// in their gaps. Fails as countOf does. About 40 ms for 40 sites; O(count^2).
Result<Layout> layOut(const geom::Region& region, const geom::SurfaceIndex& surface,
                      const LayoutRequest& request);

/// Moves sites only as far as it takes to even them out; `held` ones push and stay. Sites outside
/// the region come to its nearest place first. Returns the new places of `sites`, in their order.
std::vector<geom::SurfacePoint> evenedOut(const geom::Region& region,
                                          const geom::SurfaceIndex& surface,
                                          const std::vector<geom::SurfacePoint>& sites,
                                          const std::vector<geom::SurfacePoint>& held,
                                          const std::vector<double>& density);

/// Sites per area at each vertex, for LayoutRequest::density: that of the last of the region's
/// outlines that encloses the vertex. `ofOutline`: one value per outline. Empty when all are equal.
/// O(vertices x points of the outlines).
std::vector<double> densityField(const geom::Region& region, const std::vector<double>& ofOutline);

/// Evenness of sites that exist already (placed by hand, read from a file). Every site must lie on
/// a triangle of the region's mesh.
LayoutQuality qualityOf(const geom::Region& region, const std::vector<geom::SurfacePoint>& sites,
                        const std::vector<double>& density = {});

} // namespace meso::plan
