#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace meso::store {

/// One line of a reference table, in the order that the field's comment gives.
using TableRow = std::vector<double>;

/// Diffusion with loss from a known start in unbounded or bounded uniform tissue.
struct UniformTable {
    double diffusivity_mm2_per_s = 0;
    double loss_per_s = 0;
    double size_mm = 0;         ///< V2: radius of the ball; V3: thickness; V5: radius of the sphere
    double depth_mm = 0;        ///< V3: depth of the source's centre
    double sigma_mm = 0;        ///< V3, V5: standard deviation along the surface
    double depthSigma_mm = 0;   ///< V3: standard deviation across it
    double flux = 0;            ///< V11: through the skin, amount per mm2 and s
    std::vector<TableRow> rows; ///< the coordinates, then the concentration
};

/// V4: a Gaussian of unit mass in layered tissue, by Hankel and eigenfunction expansion.
struct LayeredTable {
    std::string name;
    std::vector<TableRow> layers; ///< thickness mm, capacity, diffusivity mm2/s, loss 1/s
    double depth_mm = 0, sigma_mm = 0, depthSigma_mm = 0;
    std::vector<double> times_s, radii_mm, depths_mm;
    std::vector<std::vector<TableRow>> concentration; ///< [time][radius][depth], per mm3
    std::vector<double> mass;                         ///< left in the tissue at each time
};

/// A line of compounds.csv: what the formulas give in another implementation. Empty text: no logP.
struct CompoundRow {
    std::string name, flowState;
    double bloodFlow_per_s = 0;
    double molarMass_Da = 0;
    bool hasLogP = false;
    double logP = 0, fractionNonIonised = 1, fractionUnbound = 1, bindingFactor = 1;
    double diffusivity_cm2_per_s = 0, capacity = 0, pore_per_s = 0;
    double freeUptake_per_s = 0, capillary_per_s = 0, lymph_per_s = 0, loss_per_s = 0;
};

/// The regression of one 0.05 mL depot: band averages relative to the injected strength.
struct SingleDepotRow {
    std::string compound;
    double depth_mm = 0, bandTop_mm = 0; ///< the band is 1 mm high
    double peak = 0, halfLife_min = 0, radiusAtOnePercent_mm = 0, auc_h = 0;
};

/// Reference values that the solver is held against: closed forms evaluated, and semi-analytic
/// solutions, to full precision.
struct ReferenceTables {
    UniformTable pointSource; ///< V1 rows: t, r, c
    UniformTable ball;        ///< V2 rows: t, r, c
    UniformTable slab;        ///< V3 rows: t, z, r, c
    UniformTable sphere;      ///< V5 rows: t, arc length, c per mm2
    UniformTable unitSphere;  ///< V5 rows: t, angle, c per mm2
    UniformTable steadyFlux;  ///< V11 rows: z, c
    UniformTable erfc;        ///< V12 rows: t, z, c / c0
    double shellOuter_mm = 0, shellInner_mm = 0;
    std::vector<TableRow> shellSteady; ///< V6 rows: z, c, flat c
    std::vector<TableRow> shellModes;  ///< V6 rows: l, lowest eigenvalue / D in 1/mm2, ..
    std::vector<LayeredTable> layered; ///< V4
    std::vector<CompoundRow> compounds;
    std::vector<SingleDepotRow> singleDepots;
};

/// Reads the reference values of the solver's verification from a folder that holds
/// analytic_tables.json, layered_tables.json, coverage_single.json and compounds.csv. Fails with
/// the file and the field when one is missing or malformed.
Result<ReferenceTables> readReferenceTables(const std::filesystem::path& folder);

} // namespace meso::store
