#pragma once
#include <vector>

#include "anatomy/layers.h"
#include "base/result.h"
#include "base/units.h"
#include "clinic/compound.h"

namespace meso::sim {

/// How a compound moves and is lost in one tissue layer. Rates act on the total concentration.
struct LayerTransport {
    double capacity = 1;         ///< K = total tissue / unbound aqueous concentration, > 0
    Mm2PerSecond diffusivity{0}; ///< D of the total concentration, > 0
    PerSecond capillary{0};      ///< uptake by blood, >= 0
    PerSecond lymph{0};          ///< uptake by lymph, >= 0
    [[nodiscard]] PerSecond loss() const { return capillary + lymph; }
    bool operator==(const LayerTransport&) const = default;
};

/// Model choices on which the literature does not agree. The defaults are those of the program.
struct PharmacokineticOptions {
    /// Pore path through the capillary wall. Off gives the model of Kretsos et al. as published, in
    /// which hydrophilic compounds stay for days: only for comparison with it.
    bool porePath = true;
    /// Partition into subcutaneous fat, capped at 20 times the dermis. Not validated: it gives
    /// finasteride and dutasteride tails of days to weeks.
    bool subcutisLipid = false;
    /// Blood carries what it binds too, so that it takes more of a bound compound: the flow is
    /// divided by the unbound fraction. The lower bound of residence; off as in the model of
    /// Kretsos et al., which the duration of lidocaine supports.
    bool bloodCarriage = false;
    double temperature_C = 33;    ///< of the tissue, 10 to 45; diffusion follows T / viscosity
    double diffusivityFactor = 1; ///< multiplies every diffusivity, > 0
    double lymphFactor = 1;       ///< multiplies the uptake by lymph, > 0
    bool operator==(const PharmacokineticOptions&) const = default;
};

/// Everything computed on the way to the transport of the dermis, for tests and for the report.
struct DermisKinetics {
    bool macromolecule = false;    ///< above 1.5 kDa, or without logP
    double fractionNonIonised = 1; ///< at pH 7.4
    double fractionUnbound = 1;    ///< in plasma
    double bindingFactor = 1;      ///< BF: total / unbound, both per aqueous volume
    Mm2PerSecond freeDiffusivity{0};
    PerSecond transcellular{0}; ///< lipid path through the capillary wall
    PerSecond pore{0};          ///< pore path through the capillary wall
    PerSecond freeUptake{0};    ///< k_free: both paths in series with the blood flow
    LayerTransport dermis;
};

/// Above 1.5 kDa or without logP: moves by size alone and leaves through pores and lymph.
bool isMacromolecule(const clinic::Compound& compound);

/// Dermis values of a compound at the given blood flow (per tissue volume, > 0).
/// Small molecules: Kretsos, Miller, Zamora-Estrada & Kasting 2008, Int J Pharm 346:64, with the
/// two-pore path of Li & Shah 2019 added. Macromolecules: size law, two-pore wall and lymph.
/// Fails when the molar mass or the flow is not positive, a fraction lies outside (0, 1], or an
/// option is out of its range.
Result<DermisKinetics> dermisKinetics(const clinic::Compound& compound, PerSecond bloodFlow,
                                      const PharmacokineticOptions& options = {});

/// One LayerTransport per layer of the tissue, in its order. Fails like dermisKinetics.
Result<std::vector<LayerTransport>> layerTransports(const clinic::Compound& compound,
                                                    const anatomy::TissueProfile& tissue,
                                                    const PharmacokineticOptions& options = {});

} // namespace meso::sim
