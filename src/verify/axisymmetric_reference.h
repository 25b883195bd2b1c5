#pragma once
#include <limits>
#include <vector>

#include "verify/axisymmetric_case.h"

namespace meso::verify {

/// A place: arc length along the skin from the depot's axis, and depth.
struct AxisymmetricPlace {
    double r_mm = 0, z_mm = 0;
};

/// A stretch of depth, skin = 0.
struct AxisymmetricBand {
    double from_mm = 0, to_mm = 0;
};

/// What is to be read.
struct AxisymmetricReading {
    std::vector<double> times_s;                ///< increasing, >= 0
    std::vector<AxisymmetricPlace> points = {}; ///< inside a layer, not on its border
    std::vector<AxisymmetricBand> bands = {};   ///< anywhere between skin and bone
    std::vector<double> radii_mm = {};          ///< where the bands are read, >= 0, below the wall
    bool exposure = false;                      ///< whether integrals to infinity are wanted
};

/// Fineness in space and time. Four layers of 6 mm, a depot of 0.3 mm softness and a day take, with
/// extrapolation, 0.5 s and are within 2e-4 of the highest value then (band means within 2e-5);
/// {1.2, 3e-4} takes 0.2 s and is within 5e-4 (2e-4), {3, 1e-5} 2 s and 4e-5 (3e-6). Cost grows
/// with the inverse square of the softness.
struct AxisymmetricFineness {
    double cellsPerSpread = 2;   ///< across the Gaussian's standard deviation, of the coarser grid
    double stepTolerance = 1e-4; ///< of one step, relative to the highest value then
};

/// What was read at one time. Concentrations are total, mg/mL; amounts mg/mL x mm3.
struct AxisymmetricMoment {
    double time_s = 0;
    std::vector<double> points;
    std::vector<std::vector<double>> bands; ///< volume means: [band][radius]
    std::vector<double> inTissue, cleared;  ///< amount of each layer
    double store = 0;                       ///< not yet released

    /// Everything; the dose at any time.
    [[nodiscard]] double total() const;
};

struct AxisymmetricResult {
    std::vector<AxisymmetricMoment> moments;
    /// Integral over time of the bands' means, [band][radius], mg/mL s. Empty unless wanted.
    std::vector<std::vector<double>> exposure;
    /// Largest distance of a point or band from the finer of two grids, at any time, relative to
    /// the largest that was read then: the error in space of the finer grid. That of the
    /// extrapolation is some ten to a hundred times less. Not a number where there was one grid.
    double apart = std::numeric_limits<double>::quiet_NaN();
    int unknowns = 0, steps = 0, factorisations = 0; ///< of the finer grid
};

/// Finite volumes in r and z: u = C / K is continuous, -K D grad u flows, in true spherical
/// geometry; at t = 0 it is a multiple of SmoothedEllipsoid. Two-point fluxes over resistances in
/// series (second order); L-stable SDIRK of order 4 with an embedded one of order 3 (Hairer &
/// Wanner, Solving ODEs II, table 6.5), whose steps are halves of halves of the time between two
/// readings. Shares no code with the program's solver. All of `question` must be as its fields say.
AxisymmetricResult solveAxisymmetric(const AxisymmetricCase& question,
                                     const AxisymmetricReading& reading,
                                     const AxisymmetricFineness& fineness = {});

/// The same on a grid of half the widths too, in the same steps, and from both Richardson's
/// extrapolation to width 0. About six times the cost.
AxisymmetricResult referenceAxisymmetric(const AxisymmetricCase& question,
                                         const AxisymmetricReading& reading,
                                         const AxisymmetricFineness& fineness = {});

} // namespace meso::verify
