#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::plan {

/// How a compound ionises; selects the albumin-binding regression (Kretsos et al. 2008).
enum class IonClass { NeutralOrBase, AcidWithPharmacophore, OtherAcidOrZwitterion };

/// What can be injected: the physical chemistry that the simulation needs, and the strengths and
/// ceilings that the checks need. Values come from assets/data/compounds.json, each with a source.
struct Compound {
    std::string id;   ///< stable key, lower case
    std::string name; ///< as shown
    Dalton molarMass{0};
    std::optional<double> logP;    ///< octanol/water of the neutral form; empty: macromolecule
    std::optional<double> pKaAcid; ///< empty: no acid group
    std::optional<double> pKaBase; ///< empty: no basic group
    IonClass ionClass = IonClass::NeutralOrBase;
    std::optional<double> fractionUnbound; ///< measured, in plasma, 0..1; empty: computed from logD
    double matrixBinding = 0;              ///< B: bound/free on the tissue matrix (macromolecules)
    double capillaryFactor = 1; ///< multiplies capillary uptake (0.35 for 1-15 kDa peptides)
    MgPerMl usualStrength{0};
    std::vector<MgPerMl> publishedStrengths;
    std::optional<Mg> softCeiling; ///< per session: warn above
    std::optional<Mg> hardCeiling; ///< per session: error above
    /// A usual daily dose by mouth, to compare a session with; empty: not taken so.
    std::optional<Mg> oralDailyDose;
    std::string note;              ///< legal or safety note shown beside the name
    std::string source;            ///< where the numbers come from
};

/// Every compound that the program knows, in file order.
struct CompoundLibrary {
    std::vector<Compound> compounds;
    /// The compound with this id, or nullptr.
    [[nodiscard]] const Compound* find(const std::string& id) const {
        for (const Compound& c : compounds)
            if (c.id == id)
                return &c;
        return nullptr;
    }
};

} // namespace meso::plan
