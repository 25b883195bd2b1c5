#pragma once
#include <array>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "geom/mesh.h"
#include "sim/fast_rows.h"
#include "sim/lateral_operator.h"
#include "sim/tissue_grid.h"

namespace meso::sim {

/// A whole surface as the fast solver sees it: its lateral operator, with vertices numbered so that
/// neighbours lie close in memory. Built once per head and shared by every run on it; immutable.
class ScalpDomain {
public:
    /// Fails when the surface is missing or no part of it can be solved. About 0.5 s for 70,000
    /// vertices.
    static Result<std::shared_ptr<const ScalpDomain>> make(geom::MeshPtr surface);

    [[nodiscard]] int vertices() const { return lateral_.vertices(); }
    [[nodiscard]] const geom::MeshPtr& surface() const { return surface_; }
    /// Per domain vertex: its number in the surface. Vertices without area are left out.
    [[nodiscard]] const std::vector<int>& meshVertex() const { return meshVertex_; }
    [[nodiscard]] const std::vector<geom::Vec3>& positions() const { return positions_; } ///< mm
    [[nodiscard]] const std::vector<geom::Vec3>& normals() const { return normals_; }     ///< unit
    [[nodiscard]] const LateralOperator& lateral() const { return lateral_; }
    /// The same operator as the fast kernels read it.
    [[nodiscard]] const FastRows& rows() const { return rows_; }
    /// sqrt(2 area per vertex / sqrt 3): the edge of even triangles.
    [[nodiscard]] Mm spacing() const { return spacing_; }
    /// Upper bound of the eigenvalues of -B, 1/mm2, at most a few percent above the largest.
    [[nodiscard]] double largestEigenvalue() const { return largestEigenvalue_; }
    /// The same where columns are widened for a depot at any depth of the grid (areaScales): what a
    /// FastPlan for runs on this domain takes. O(n).
    [[nodiscard]] double largestEigenvalue(const TissueGrid& grid) const;
    /// Mean curvature at every vertex, 1/mm; NaN where the surface is too small to tell.
    [[nodiscard]] const std::vector<float>& bend() const { return bend_; }
    /// bendAreaScale of these vertices for a depot at this depth, one each; empty where all are 1.
    /// `out` is replaced and keeps its memory. O(vertices).
    void areaScales(std::span<const int> vertices, const TissueGrid& grid, Mm depth,
                    std::vector<float>& out) const;
    /// Domain vertices within a straight distance of a point, in no particular order. O(result).
    [[nodiscard]] std::vector<int> within(const geom::Vec3& centre_mm, Mm reach) const;

private:
    ScalpDomain() = default;
    void sortIntoBins();
    geom::MeshPtr surface_;
    std::vector<int> meshVertex_;
    std::vector<geom::Vec3> positions_, normals_;
    std::vector<float> bend_;
    LateralOperator lateral_;
    FastRows rows_;
    Mm spacing_{0};
    double largestEigenvalue_ = 0;
    geom::Vec3 corner_ = geom::Vec3::Zero(); // of the bins
    double binWidth_mm_ = 1;
    std::array<int, 3> bins_{};
    std::vector<int> binStart_, binned_;
};
using ScalpDomainPtr = std::shared_ptr<const ScalpDomain>;

} // namespace meso::sim
