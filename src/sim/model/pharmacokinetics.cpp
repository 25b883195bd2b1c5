#include "sim/model/pharmacokinetics.h"

#include <algorithm>
#include <cmath>

namespace meso::sim {
namespace {

// Constants of the Kretsos-Kasting model (2008, 2013) as published in the Open Systems Pharmacology
// skin model, in its units: cm, s, hours where said.
constexpr double kAlbuminAccessible = 0.32; // volume fraction
constexpr double kLipidFraction = 0.001;    // volume fraction
constexpr double kAqueousFraction = 0.6;    // volume fraction
constexpr double kAlbuminDiffusivity_cm2_per_s = 1e-7;
constexpr double kCapillarySurface_per_cm = 100;
constexpr double kBloodPh = 7.4;
constexpr double kMacromolecule_Da = 1500;
constexpr double kMm2PerCm2 = 100;

// Lymph at an injection site, set to the clearance of dextran and albumin from human skin (J Vasc
// Res 2001;38; Jensen 2012, Clin Physiol Funct Imaging 32:126). Undisturbed skin: 0.46e-5.
constexpr double kLymph_per_s = 1.6e-5;

// Two-pore capillary wall: Rippe & Haraldsson 1994 with the pore sizes of Li & Shah 2019.
constexpr double kPoreFlow_per_s = 5.74e-6;
constexpr double kPoreConductance_nm3 = 13197;
struct Pore {
    double radius_nm, flowShare;
};
constexpr Pore kPores[] = {{4.44, 0.958}, {22.85, 0.042}};

double fractionNonIonised(const clinic::Compound& c) {
    const double acid = c.pKaAcid ? 1 / (1 + std::pow(10.0, kBloodPh - *c.pKaAcid)) : 1;
    const double base = c.pKaBase ? 1 / (1 + std::pow(10.0, *c.pKaBase - kBloodPh)) : 1;
    return 1 - (acid + base) + 2 * acid * base;
}

// Albumin-binding regression on logD; the class chooses the coefficients.
double unboundFromLogD(clinic::IonClass kind, double logD) {
    double slope = 0.5578, offset = 0.0188;
    if (kind == clinic::IonClass::AcidWithPharmacophore)
        slope = 0.7936, offset = 0.2239;
    else if (kind == clinic::IonClass::OtherAcidOrZwitterion)
        slope = 0.3127, offset = 0.5121;
    return 1 / (1 + slope * std::exp(logD) + offset);
}

// Potts-Guy permeability times 100, as a rate per tissue volume.
double transcellularRate_per_s(double logP, double molarMass_Da) {
    const double permeability_cm_per_h =
        100 * std::pow(10.0, -2.7437 + 0.71 * logP - 0.0061 * molarMass_Da);
    return permeability_cm_per_h / 3600 * kCapillarySurface_per_cm;
}

double poreRate_per_s(double molarMass_Da) {
    const double radius_nm = 0.0483 * std::pow(molarMass_Da, 0.386);
    double sum_per_nm2 = 0;
    for (const Pore& pore : kPores) {
        const double ratio = radius_nm / pore.radius_nm;
        if (ratio >= 1)
            continue;
        const double open =
            std::pow(1 - ratio, 4.5) / (1 - 0.3956 * ratio + 1.0616 * ratio * ratio);
        sum_per_nm2 += open * pore.flowShare / (pore.radius_nm * pore.radius_nm);
    }
    return kPoreFlow_per_s * kPoreConductance_nm3 / radius_nm * sum_per_nm2;
}

double inSeries(double a, double b) {
    return a > 0 && b > 0 ? 1 / (1 / a + 1 / b) : 0;
}

// Viscosity of water by Vogel's equation, mPa s; within 1 % from 0 to 60 degrees.
double waterViscosity(double kelvin) {
    return 2.414e-2 * std::pow(10.0, 247.8 / (kelvin - 140));
}

// Stokes and Einstein: a diffusivity goes as T / viscosity. 1 at the skin's 33 degrees.
double mobility(double temperature_C) {
    constexpr double kSkin_C = 33, kZero_K = 273.15;
    if (temperature_C == kSkin_C)
        return 1;
    const double ratio = (temperature_C + kZero_K) / (kSkin_C + kZero_K);
    return ratio * waterViscosity(kSkin_C + kZero_K) / waterViscosity(temperature_C + kZero_K);
}

Status checkOptions(const PharmacokineticOptions& o) {
    if (!(o.temperature_C >= 10 && o.temperature_C <= 45))
        return Error{"The tissue's temperature must lie between 10 and 45 °C."};
    const auto usable = [](double factor) { return factor >= 1e-3 && factor <= 1e3; };
    if (!usable(o.diffusivityFactor) || !usable(o.lymphFactor))
        return Error{"Factors of diffusion and lymph must lie between 0.001 and 1000."};
    return Done{};
}

bool inRange(const std::optional<double>& value, double low, double high) {
    return !value || (*value >= low && *value <= high);
}

Status checkCompound(const clinic::Compound& c, PerSecond bloodFlow) {
    if (!(c.molarMass.value() > 0) || !std::isfinite(c.molarMass.value()))
        return Error{c.name + " has no positive molar mass, so its diffusion cannot be computed."};
    if (!(bloodFlow.value() > 0) || !std::isfinite(bloodFlow.value()))
        return Error{"The blood flow of the tissue must be above zero."};
    if (c.fractionUnbound && !(*c.fractionUnbound > 0 && *c.fractionUnbound <= 1))
        return Error{c.name + " has an unbound fraction outside 0 to 1."};
    if (!inRange(c.logP, -20, 20) || !inRange(c.pKaAcid, -20, 40) || !inRange(c.pKaBase, -20, 40))
        return Error{c.name + " has a logP or a pKa that no compound has."};
    if (!(c.matrixBinding >= 0 && c.matrixBinding < 1e6) ||
        !(c.capillaryFactor >= 0 && c.capillaryFactor < 1e3))
        return Error{c.name + " has a negative binding ratio or capillary factor."};
    return Done{};
}

// `scale` is what the options make of a diffusivity; that of the free compound holds it already.
void bindSmallMolecule(const clinic::Compound& c, double scale, DermisKinetics& d) {
    const double logP = *c.logP;
    d.fractionNonIonised = fractionNonIonised(c);
    d.fractionUnbound = c.fractionUnbound
                            ? *c.fractionUnbound
                            : unboundFromLogD(c.ionClass, logP + std::log10(d.fractionNonIonised));
    d.bindingFactor = (1 - kAlbuminAccessible) + kAlbuminAccessible / d.fractionUnbound +
                      kLipidFraction * d.fractionNonIonised * std::pow(10.0, logP);
    d.transcellular =
        PerSecond(d.fractionNonIonised * transcellularRate_per_s(logP, c.molarMass.value()));
    const double bound_cm2_per_s = kAlbuminAccessible * kAlbuminDiffusivity_cm2_per_s *
                                   (1 - d.fractionUnbound) / d.fractionUnbound;
    d.dermis.capacity = kAqueousFraction * d.bindingFactor;
    d.dermis.diffusivity =
        (d.freeDiffusivity + Mm2PerSecond(bound_cm2_per_s * kMm2PerCm2) * scale) / d.bindingFactor;
}

// A bolus opens the tissue for large molecules, so the dermis takes them at capacity 1; only ratios
// between layers matter.
void bindMacromolecule(const clinic::Compound& c, DermisKinetics& d) {
    d.bindingFactor = 1 + c.matrixBinding;
    d.dermis.capacity = 1;
    d.dermis.diffusivity = d.freeDiffusivity / d.bindingFactor;
}

LayerTransport epidermis(const DermisKinetics& d, double flowFactor) {
    LayerTransport layer = d.dermis;
    layer.capacity = d.macromolecule ? 0.2 : kAqueousFraction;
    layer.diffusivity = d.freeDiffusivity * (d.macromolecule ? 0.3 / d.bindingFactor : 0.6);
    layer.capillary = d.dermis.capillary * flowFactor;
    layer.lymph = d.dermis.lymph * flowFactor;
    return layer;
}

LayerTransport subcutis(const clinic::Compound& c, const DermisKinetics& d,
                        const PharmacokineticOptions& options) {
    if (d.macromolecule)
        return d.dermis;
    constexpr double kAqueousPart = 0.30;
    const double aqueous = kAqueousPart * d.bindingFactor;
    const double oilWater = std::pow(10.0, 1.115 * *c.logP - 1.35);
    const double fat = options.subcutisLipid
                           ? std::min(0.5 * d.fractionNonIonised * oilWater, 20 * d.dermis.capacity)
                           : 0;
    LayerTransport layer;
    layer.capacity = aqueous + fat;
    layer.diffusivity = d.dermis.diffusivity * (aqueous / layer.capacity);
    layer.capillary = d.freeUptake * (kAqueousPart / layer.capacity);
    layer.lymph = PerSecond(kLymph_per_s * options.lymphFactor * kAqueousPart / layer.capacity);
    return layer;
}

LayerTransport galea(const DermisKinetics& d, double flowFactor) {
    LayerTransport layer = d.dermis;
    layer.diffusivity = d.dermis.diffusivity / 2;
    layer.capillary = d.dermis.capillary * flowFactor;
    layer.lymph = d.dermis.lymph * flowFactor;
    return layer;
}

} // namespace

bool isMacromolecule(const clinic::Compound& compound) {
    return !compound.logP || compound.molarMass.value() > kMacromolecule_Da;
}

Result<DermisKinetics> dermisKinetics(const clinic::Compound& compound, PerSecond bloodFlow,
                                      const PharmacokineticOptions& options) {
    if (const Status checked = checkCompound(compound, bloodFlow); !checked)
        return checked.error();
    if (const Status checked = checkOptions(options); !checked)
        return checked.error();
    const double molarMass_Da = compound.molarMass.value();
    DermisKinetics d;
    d.macromolecule = isMacromolecule(compound);
    const double scale = mobility(options.temperature_C) * options.diffusivityFactor;
    d.freeDiffusivity =
        Mm2PerSecond(std::pow(10.0, -4.15 - 0.6555 * std::log10(molarMass_Da)) * kMm2PerCm2) *
        scale;
    d.pore = PerSecond(options.porePath ? poreRate_per_s(molarMass_Da) : 0);
    if (d.macromolecule)
        bindMacromolecule(compound, d);
    else
        bindSmallMolecule(compound, scale, d);
    const double carried_per_s =
        options.bloodCarriage ? bloodFlow.value() / d.fractionUnbound : bloodFlow.value();
    d.freeUptake = PerSecond(compound.capillaryFactor *
                             inSeries((d.transcellular + d.pore).value(), carried_per_s));
    d.dermis.capillary = d.freeUptake / d.bindingFactor;
    d.dermis.lymph = PerSecond(kLymph_per_s * options.lymphFactor) / d.bindingFactor;
    return d;
}

Result<std::vector<LayerTransport>> layerTransports(const clinic::Compound& compound,
                                                    const anatomy::TissueProfile& tissue,
                                                    const PharmacokineticOptions& options) {
    const Result<DermisKinetics> kinetics = dermisKinetics(compound, tissue.bloodFlow, options);
    if (!kinetics)
        return kinetics.error();
    std::vector<LayerTransport> layers;
    for (const anatomy::TissueLayer& layer : tissue.layers) {
        using enum anatomy::LayerKind;
        if (layer.kind == ViableEpidermis)
            layers.push_back(epidermis(*kinetics, tissue.epidermisFlowFactor));
        else if (layer.kind == Subcutis)
            layers.push_back(subcutis(compound, *kinetics, options));
        else if (layer.kind == Galea)
            layers.push_back(galea(*kinetics, tissue.galeaFlowFactor));
        else
            layers.push_back(kinetics->dermis);
    }
    return layers;
}

} // namespace meso::sim
