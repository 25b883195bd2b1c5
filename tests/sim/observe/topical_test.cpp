#include "sim/observe/topical.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/model/pharmacokinetics.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

// Flat, 6 mm, one transport from top to bottom.
anatomy::TissueProfile evenTissue() {
    anatomy::TissueProfile tissue = test::scalpTissue();
    tissue.referenceRadius = Mm(0);
    return tissue;
}

DepthRange around(double depth_mm) {
    return {Mm(depth_mm - 0.05), Mm(depth_mm + 0.05)};
}

// Mean of exp(-z / length) over a range around `depth_mm` relative to its middle.
double bandFactor(double length_mm) {
    return std::sinh(0.05 / length_mm) / (0.05 / length_mm);
}

clinic::TopicalProduct product(double strength, double solubility, double permeability) {
    return {"p", "c", "Product", MgPerMl(strength), MgPerMl(solubility), permeability, ""};
}

TEST(TopicalFlux, IsDrivenByWhatIsDissolved) {
    EXPECT_NEAR(topicalFlux_mg_per_cm2_h(product(50, 2.2, 1.7e-4)), 3.74e-4, 1e-9);
    EXPECT_NEAR(topicalFlux_mg_per_cm2_h(product(10, 21.6, 1.9e-5)), 1.9e-4, 1e-9);
}

TEST(PottsGuy, GivesTheValuesOfTheGuide) {
    // The user guide of the Open Systems Pharmacology skin model, 1e-4 cm/h, and our reference's
    // own evaluation.
    clinic::Compound testosterone;
    testosterone.molarMass = Dalton(288.43);
    testosterone.logP = 3.32;
    EXPECT_NEAR(*pottsGuy_cm_per_h(testosterone) / 71.46e-4, 1, 2e-3);
    EXPECT_FALSE(pottsGuy_cm_per_h(test::vegf165()).has_value());
}

// V11: the steady flux of even tissue in closed form. J = 1 (mg/mL) mm/s, D = 2e-4 mm2/s,
// k = 1e-3 /s, 6 mm.
TEST(TopicalProfile, OfEvenTissueIsTheSteadyFluxProfile) {
    const LayerTransport even{1, Mm2PerSecond(2e-4), PerSecond(1e-3), PerSecond(0)};
    const std::vector<LayerTransport> transports(4, even);
    const auto profile = TopicalProfile::make(evenTissue(), transports, 360);
    ASSERT_TRUE(profile.ok()) << profile.error().message;
    const double factor = bandFactor(std::sqrt(0.2));
    for (const auto& [z, expected] :
         {std::pair{0.5, 731.01958}, {1.0, 238.98631}, {2.0, 25.542361}, {4.0, 0.29180567}})
        EXPECT_NEAR(profile->average(around(z)).value() / (expected * factor), 1, 1e-5) << z;
}

TEST(TopicalProfile, UnboundGoesOnSmoothlyWhereLayersMeet) {
    const anatomy::TissueProfile tissue = test::scalpTissue();
    const auto transports = layerTransports(test::minoxidil(), tissue);
    ASSERT_TRUE(transports.ok());
    const auto profile = TopicalProfile::make(tissue, *transports, 3.74e-4);
    ASSERT_TRUE(profile.ok());
    const auto mean = [&](double from, double to, Measure measure) {
        return profile->average({Mm(from), Mm(to)}, measure).value();
    };
    EXPECT_NEAR(mean(1.95, 2, Measure::Unbound) / mean(2, 2.05, Measure::Unbound), 1, 0.2);
    EXPECT_GT(mean(1.95, 2, Measure::Total) / mean(2, 2.05, Measure::Total), 1.7)
        << "the dermis holds twice as much of it as the subcutis";
}

TEST(TopicalProfile, GrowsWithTheFluxAndNeedsClearance) {
    const LayerTransport kept{1, Mm2PerSecond(2e-4), PerSecond(0), PerSecond(0)};
    EXPECT_FALSE(TopicalProfile::make(evenTissue(), std::vector<LayerTransport>(4, kept), 1).ok());
    const auto transports = layerTransports(test::minoxidil(), test::scalpTissue());
    const auto one = TopicalProfile::make(test::scalpTissue(), *transports, 1e-4),
               three = TopicalProfile::make(test::scalpTissue(), *transports, 3e-4);
    ASSERT_TRUE(one.ok() && three.ok());
    EXPECT_NEAR(three->average(around(2)) / one->average(around(2)), 3, 1e-9);
}

// The table of our physics note (its section 5.6), ug/mL at 2 and 4 mm, two digits. It holds twice
// the profile of even dermis: its source counted the mirror image that a closed wall has already
// (V11 of the same note says so). With that factor every value is met within its rounding.
struct TableRow {
    const char* name;
    double molarMass, logP;
    std::optional<double> acid, base;
    double fractionUnbound, strength, solubility, permeability, at2mm, at4mm;
};

TEST(TopicalProfile, IsHalfOfTheNotesTableInEvenDermis) {
    const TableRow rows[] = {
        {"minoxidil", 209.2, 1.24, {}, 4.61, 0.63, 50, 2.2, 1.7e-4, 1.2e-2, 3.5e-5},
        {"finasteride", 372.6, 3.03, {}, {}, 0.1, 2.5, 0.05, 6.0e-4, 2.3e-3, 3.6e-6},
        {"dutasteride", 528.5, 5.10, {}, {}, 0.01, 0.5, 9e-4, 4.9e-3, 5.6e-2, 7.4e-4},
        {"caffeine", 194.2, -0.07, {}, {}, 0.68, 10, 21.6, 1.9e-5, 7.4e-3, 2.8e-5},
        {"ascorbic acid", 176.1, -1.85, 4.17, {}, 0.75, 50, 330, 9.7e-7, 2.1e-3, 9e-6}};
    for (const TableRow& row : rows) {
        clinic::Compound c;
        c.molarMass = Dalton(row.molarMass);
        c.logP = row.logP;
        c.pKaAcid = row.acid;
        c.pKaBase = row.base;
        c.fractionUnbound = row.fractionUnbound;
        const auto kinetics = dermisKinetics(c, PerSecond(2.28e-3));
        ASSERT_TRUE(kinetics.ok());
        anatomy::TissueProfile deep = evenTissue(); // so that the bottom is out of sight
        deep.layers[3].thickness = Mm(5);
        const auto profile = TopicalProfile::make(
            deep, std::vector<LayerTransport>(4, kinetics->dermis),
            topicalFlux_mg_per_cm2_h(product(row.strength, row.solubility, row.permeability)));
        ASSERT_TRUE(profile.ok());
        for (const auto& [z, table] : {std::pair{2.0, row.at2mm}, {4.0, row.at4mm}}) {
            const double ours_ug_per_ml = 1000 * profile->average(around(z)).value();
            EXPECT_NEAR(2 * ours_ug_per_ml / table, 1, 0.03) << row.name << " at " << z << " mm";
        }
    }
}

} // namespace
} // namespace meso::sim
