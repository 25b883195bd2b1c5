#pragma once
#include "anatomy/layers.h"
#include "clinic/compound.h"

/// Tissue and compounds built by hand, so that tests of the solver need no files. Values are those
/// of the shipped data on the day of writing; tests must not depend on the two staying equal.
namespace meso::test {

/// Thinning scalp, 6 mm thick, whose depots take room in all of the tissue.
inline anatomy::TissueProfile scalpTissue() {
    using enum anatomy::LayerKind;
    anatomy::TissueProfile t;
    t.layers = {{ViableEpidermis, "Viable epidermis", Mm(0.1), 0.6},
                {Dermis, "Dermis", Mm(1.9), 0.6},
                {Subcutis, "Subcutis", Mm(3), 0.3},
                {Galea, "Galea", Mm(1), 0.6}};
    t.bulbBands = {{"terminal", "Terminal bulbs", Mm(3.5), Mm(4.5)},
                   {"miniaturised", "Miniaturised bulbs", Mm(1.5), Mm(2.5)}};
    t.bloodFlow = PerSecond(0.0022);
    t.galeaFlowFactor = 0.1;
    t.epidermisFlowFactor = 0;
    t.referenceRadius = Mm(90);
    t.leakFraction = 0.046;
    t.depotFraction = 1;
    t.depotHalfHeight = Mm(1.3);
    t.depotEdgeWidth = Mm(0.4);
    return t;
}

inline clinic::Compound minoxidil() {
    clinic::Compound c;
    c.id = "minoxidil";
    c.name = "Minoxidil";
    c.molarMass = Dalton(209.25);
    c.logP = 1.24;
    c.pKaBase = 4.61;
    c.fractionUnbound = 0.63;
    c.usualStrength = MgPerMl(5);
    return c;
}

inline clinic::Compound vegf165() {
    clinic::Compound c;
    c.id = "vegf165";
    c.name = "VEGF-165";
    c.molarMass = Dalton(45000);
    c.usualStrength = MgPerMl(0.01);
    return c;
}

} // namespace meso::test
