#pragma once
#include <array>
#include <span>
#include <vector>

#include "base/result.h"
#include "sim/kernel/depot_shape.h"
#include "verify/mesh/depot_profile.h"
#include "verify/mesh/lateral_operator.h"
#include "verify/mesh/patch.h"
#include "verify/mesh/tissue_grid.h"

namespace meso::verify {

/// A point at which a source is sampled around a vertex.
struct CellSample {
    geom::Vec3 offset = geom::Vec3::Zero(); ///< from the vertex, along the surface, mm
    double weight = 0;                      ///< all weights of a vertex add up to 1
};

/// 7 points over 0.4 of the area of a vertex (degree 5; Abramowitz & Stegun 25.4.61): how every
/// source is laid on the mesh. Averaging over the whole cell would widen a source by h^2/14, and
/// lumped masses sharpen it by about as much later on; 0.4 keeps both errors below 1 % of the peak
/// at h = 1 mm (measured by the verification).
std::array<CellSample, 7> cellSamples(double area_mm2, const geom::Vec3& normal);

/// The surface and depth cells that depots are laid into.
struct DepotCanvas {
    const Patch& patch;
    const LateralOperator& lateral;
    const TissueGrid& grid;
    const GridClasses* classes = nullptr; ///< where thickness varies; null: grid everywhere
    /// Of the layers, where a depot fills pores: then the unbound concentration is one in all of
    /// it. Empty: that of the total compound is.
    std::span<const double> capacities = {};
    [[nodiscard]] const TissueGrid& gridAt(int vertex) const {
        return !classes || classes->uniform() ? grid : classes->grids[classes->ofVertex[vertex]];
    }
};

/// Adds one depot to the amounts (vertices x cells, (mg/mL) mm): cell averages of the smoothed
/// ellipsoid (cellSamples times 2 Gauss points in depth), reflected at skin and bone, scaled so
/// that exactly the delivered dose lies in the tissue. `profile` is that of the shape. Fails when
/// no solved vertex is near, which means a site off the surface.
Status addDepot(const sim::SimDepot& depot, const sim::DepotShape& shape,
                const DepotProfile& profile, const DepotCanvas& canvas, std::span<double> amounts);

} // namespace meso::verify
