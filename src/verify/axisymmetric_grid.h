#pragma once
#include <span>
#include <vector>

#include "verify/smoothed_ellipsoid.h"

namespace meso::verify {

/// What a grid around one depot has to resolve. Lengths in mm.
struct AxisymmetricGrading {
    std::vector<double> layers_mm; ///< thicknesses from the skin inward, each > 0
    std::vector<double> cuts_mm;   ///< further depths at which a face must lie; others are left out
    EllipsoidShape depot;
    double radius_mm = 0;      ///< of the head; 0 = flat
    double wall_mm = 30;       ///< arc length along the skin to the far wall
    double cellsPerSpread = 2; ///< in and around the depot, before `halvings`
    int halvings = 0;          ///< how often every cell is cut in two
};

/// Rings around the depot's axis times cells across depth, in a ball that is cut at bone, or in a
/// slab. r is the arc length along the skin, z the depth below it. A volume is the product of both
/// measures and 2 pi: that of r is the skin's area / 2 pi, that of z volume per area of skin.
struct AxisymmetricGrid {
    double radius_mm = 0;                                   ///< of the head; 0 = flat
    std::vector<double> ringFaces_mm;                       ///< from 0 to the wall
    std::vector<double> depthFaces_mm;                      ///< from 0 to the bone
    std::vector<double> ringMeasures_mm2, depthMeasures_mm; ///< from 0 to each face
    std::vector<int> layer;                                 ///< of each cell across depth

    [[nodiscard]] int rings() const { return static_cast<int>(ringFaces_mm.size()) - 1; }
    [[nodiscard]] int cells() const { return static_cast<int>(layer.size()); }
    [[nodiscard]] double volume_mm3(int ring, int cell) const;
};

double ringMeasure_mm2(double radius_mm, double r_mm); ///< R^2 (1 - cos(r/R)); flat: r^2 / 2
double depthMeasure_mm(double radius_mm, double z_mm); ///< integral of (1 - z/R)^2 from the skin

/// Fine in and around the depot and at the borders of layers, growing outside. With one halving
/// more every face stays and one is added between any two, so that errors of second order fall
/// fourfold. At least four cells in a layer.
AxisymmetricGrid axisymmetricGrid(const AxisymmetricGrading& grading);

/// What the mean values of neighbouring cells count in a value between them.
struct CellWeights {
    int first = 0;
    std::vector<double> weights; ///< of `first` and the cells after it
};

/// The value at the measure `at` from cell averages: the slope of the polynomial through the
/// integrals at up to eight faces (fourth order at least where there are four cells). Only cells
/// `from` <= i < `to` are used; `at` lies between their ends.
CellWeights valueBetweenCells(std::span<const double> measures, double at, int from, int to);

/// Mean share of the smoothed depot in every cell, ring by ring: its density at the physical
/// distance r (1 - z/R) from the axis, reflected at skin and bone, by 3 x 3 Gauss points.
std::vector<double> depotShares(const AxisymmetricGrid& grid, const EllipsoidShape& depot);

} // namespace meso::verify
