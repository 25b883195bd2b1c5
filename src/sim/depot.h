#pragma once
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "sim/depot_profile.h"
#include "sim/lateral_operator.h"
#include "sim/patch.h"
#include "sim/sim_input.h"
#include "sim/tissue_grid.h"

namespace meso::sim {

/// An injected bolus at t = 0: an oblate ellipsoid of the injected strength.
struct DepotShape {
    Ml delivered{0};      ///< what stays in the tissue: volume (1 - leak)
    Mm halfWidth{0};      ///< a, along the surface
    Mm halfHeight{0};     ///< c, across it
    Mm edge{0};           ///< standard deviation of the smoothed edge
    bool widened = false; ///< a was raised to 2.5 mesh spacings, so the peak is too low
    bool operator==(const DepotShape&) const = default;
};

/// The shape from volume and depth: volume V (1 - leak) / epsilon; c = smallest of the radius of a
/// ball of that volume, the tissue's largest half height, and the room to the nearer wall;
/// a = sqrt(3 V / (4 pi c)); the edge at least 0.3 spacings wide. The tissue is `thicknessFactor`
/// times as thick at the site.
DepotShape depotShape(const SimDepot& depot, const anatomy::TissueProfile& tissue, Mm spacing,
                      double thicknessFactor = 1);

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
    [[nodiscard]] const TissueGrid& gridAt(int vertex) const {
        return !classes || classes->uniform() ? grid : classes->grids[classes->ofVertex[vertex]];
    }
};

/// Adds one depot to the amounts (vertices x cells, (mg/mL) mm): cell averages of the smoothed
/// ellipsoid (cellSamples times 2 Gauss points
/// in depth), reflected at skin and bone, scaled in double so that exactly the delivered dose lies
/// in the tissue. `profile` is that of the shape. Fails when no solved vertex is near, which means
/// a site off the surface.
Status addDepot(const SimDepot& depot, const DepotShape& shape, const DepotProfile& profile,
                const DepotCanvas& canvas, std::span<double> amounts);

/// Sentences about depots too narrow for the mesh, and about pairs whose ellipsoids overlap (they
/// compete for volume, which a linear model cannot show). O(depots^2).
std::vector<std::string> depotWarnings(std::span<const SimDepot> depots,
                                       std::span<const DepotShape> shapes);

} // namespace meso::sim
