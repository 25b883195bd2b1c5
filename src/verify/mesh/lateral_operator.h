#pragma once
#include <span>
#include <vector>

#include "geom/mesh.h"

namespace meso::verify {

/// Diffusion along the surface: (B x)_i = sum_j w_ij (x_j - x_i), 1/mm2, in compressed rows. The
/// cotangent Laplacian (Pinkall & Polthier 1993) of the intrinsic Delaunay triangulation, whose
/// weights are never negative, so that diffusion obeys the maximum principle (Bobenko & Springborn
/// 2007). mass_i w_ij = mass_j w_ji: it conserves the amount.
struct LateralOperator {
    std::vector<int> rowStart;    ///< vertices + 1
    std::vector<int> column;      ///< neighbours of each vertex, increasing
    std::vector<double> weight;   ///< w_ij >= 0, 1/mm2
    std::vector<double> mass_mm2; ///< lumped barycentric area per vertex; 0: not on the surface
    double largestRowSum = 0;     ///< max_i sum_j w_ij, 1/mm2: bounds the step
    std::vector<double> rowSum;   ///< sum_j w_ij per vertex, 1/mm2; 4/h^2 on even triangles
    [[nodiscard]] int vertices() const { return static_cast<int>(mass_mm2.size()); }
};

/// The operator on these triangles of a surface. Border edges are closed (no flux). Triangles at a
/// cut that would spoil positivity are left out; vertices with no triangle keep mass 0 and no
/// neighbours. O(n log n).
LateralOperator lateralOperator(const std::vector<geom::Vec3>& vertices_mm,
                                std::span<const geom::Triangle> triangles);

} // namespace meso::verify
