#pragma once
#include <span>
#include <vector>

#include "base/units.h"
#include "geom/mesh.h"
#include "verify/mesh/lateral_operator.h"
#include "verify/mesh/tissue_grid.h"

/// How the shell metric follows a surface that is not a sphere: the mean curvature of the scalp,
/// smoothed and sorted into classes.
namespace meso::verify {

/// Mean curvature of a surface at every vertex, 1/mm, positive where it bulges (a sphere of radius
/// R has 1/R); NaN where too little surface is near to tell. B x = -2 H n (Meyer et al. 2003) at
/// inner vertices, averaged over about 5 mm by three implicit steps of diffusion. Both are linear
/// in the positions, so that the noise of a scan averages out: 0.1 mm from vertex to vertex moves
/// the result by 3 % of a head's. Within some 10 mm of an open border it does not, but the class is
/// kept within a sane range. O(n), about 0.1 s for 70,000 vertices.
std::vector<float> surfaceBend(const LateralOperator& lateral,
                               std::span<const geom::Vec3> positions,
                               std::span<const geom::Vec3> normals,
                               std::span<const geom::Triangle> triangles);

/// Width of a class of curvature, 1/mm: a class errs by at most 0.2 % of a volume at 4 mm.
inline constexpr double kBendClassWidth_per_mm = 5e-4;
/// Curvatures outside this range are taken for its end: no scalp is bent more than a ball of 40 mm,
/// and hollows are shallow.
inline constexpr double kLeastBend_per_mm = 0, kMostBend_per_mm = 1.0 / 40;

/// The class of a curvature, counted from the grid's own, which is the middle of class 0: so a
/// sphere of the reference radius has one class. 0 for NaN and on a flat grid.
int bendClass(double bend_per_mm, const TissueGrid& grid);
/// The curvature that a class stands for, 1/mm.
double bendOfClass(int bendClass, const TissueGrid& grid);

/// The same cells below a surface of another mean curvature (>= 0; 0 is flat).
TissueGrid bentGrid(const TissueGrid& grid, double bend_per_mm);

} // namespace meso::verify
