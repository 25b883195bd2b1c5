#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::plan {

/// How a compound ionises; selects the albumin-binding regression (Kretsos et al. 2008).
enum class IonClass { NeutralOrBase, AcidWithPharmacophore, OtherAcidOrZwitterion };

/// Ends of what is plausible for a value.
struct ValueRange {
    double low = 0, high = 0;
    bool operator==(const ValueRange&) const = default;
};

/// An injection that dissolves slowly: oil, a suspension or a thick gel feeds the tissue at
/// `rate` times the amount not yet dissolved (first order).
struct SlowRelease {
    PerSecond rate{0};       ///< > 0
    MgPerMl fromStrength{0}; ///< injections of this strength or more behave so
    bool operator==(const SlowRelease&) const = default;
};

/// What can be injected: the physical chemistry that the simulation needs, and the strengths and
/// ceilings that the checks need. Values come from assets/data/compounds.json, each with a source.
struct Compound {
    std::string id;         ///< stable key, lower case
    std::string name;       ///< as shown
    bool benchmark = false; ///< known for comparison with measurements, never to be injected
    Dalton molarMass{0};
    std::optional<double> logP;    ///< octanol/water of the neutral form; empty: macromolecule
    std::optional<double> pKaAcid; ///< empty: no acid group
    std::optional<double> pKaBase; ///< empty: no basic group
    IonClass ionClass = IonClass::NeutralOrBase;
    std::optional<double> fractionUnbound; ///< measured, in plasma, 0..1; empty: computed from logD
    std::optional<ValueRange> fractionUnboundRange; ///< plausible; empty: not known
    double matrixBinding = 0;     ///< B: bound/free on the tissue matrix (macromolecules)
    double capillaryFactor = 1;   ///< multiplies capillary uptake (0.35 for 1-15 kDa peptides)
    double diffusivityFactor = 1; ///< how many times faster or slower it may diffuse, >= 1
    std::optional<SlowRelease> release; ///< empty: dissolved when injected
    MgPerMl usualStrength{0};
    std::vector<MgPerMl> publishedStrengths;
    std::optional<Mg> softCeiling; ///< per session: warn above
    std::optional<Mg> hardCeiling; ///< per session: error above
    /// A usual daily dose by mouth, to compare a session with; empty: not taken so.
    std::optional<Mg> oralDailyDose;
    std::string note;   ///< legal or safety note shown beside the name
    std::string source; ///< where the numbers come from
};

/// Every compound that the program knows, in file order.
struct CompoundLibrary {
    std::vector<Compound> compounds;
    /// Those that may be injected: without the benchmarks.
    [[nodiscard]] std::vector<const Compound*> offered() const {
        std::vector<const Compound*> found;
        for (const Compound& c : compounds)
            if (!c.benchmark)
                found.push_back(&c);
        return found;
    }
    /// The compound with this id, or nullptr.
    [[nodiscard]] const Compound* find(const std::string& id) const {
        for (const Compound& c : compounds)
            if (c.id == id)
                return &c;
        return nullptr;
    }
};

} // namespace meso::plan
