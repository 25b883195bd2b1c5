#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"
#include "clinic/amount.h"

namespace meso::clinic {

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

/// What stands behind injecting a compound into the scalp against hair loss.
enum class EvidenceGrade {
    Controlled,   ///< at least one controlled trial with a result in its favour
    Uncontrolled, ///< studies without a control group
    OnlyCombined, ///< studied only as part of a mixture
    OtherUse,     ///< studied for something else
    Against,      ///< a controlled trial found no effect
    NoneFound
};

/// What can be injected: the physical chemistry that the simulation needs, and the strengths,
/// ceilings and warnings that the checks need. Values come from assets/data/compounds.json, each
/// with a source.
struct Compound {
    std::string id;                ///< stable key, lower case
    std::string name;              ///< as shown
    std::string substanceClass;    ///< e.g. "vitamin"
    bool benchmark = false;        ///< known for comparison with measurements, never to be injected
    std::string disabledReason;    ///< why it must not be added to a plan; empty: it may
    std::string notSimulated;      ///< why its spread cannot be computed; empty: it can
    Dalton molarMass{0};           ///< 0: not one molecule, and not simulated
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
    /// What its strengths count: where it is not Mg, the number of a "strength" is U/mL or mL/mL,
    /// here and in Ingredient::strength. Show them with strengthText() and amountText().
    AmountUnit countedIn = AmountUnit::Mg;
    MgPerMl usualStrength{0};
    std::vector<MgPerMl> publishedStrengths;
    /// Per session: warn above. Both ceilings count in the same unit; where the compound itself is
    /// not counted in mL, mL are those of every injection that holds it, whatever it is diluted
    /// with.
    std::optional<Amount> softCeiling;
    std::optional<Amount> hardCeiling; ///< per session: error above
    /// A usual daily dose by mouth, to compare a session with; empty: not taken so.
    std::optional<Mg> oralDailyDose;
    std::vector<std::string> allergens; ///< groups of PatientFlag::allergen, e.g. "fish"
    std::vector<std::string> blockedBy; ///< ids of PatientFlag that forbid it
    std::vector<std::string> warnedBy;  ///< ids of PatientFlag that call for care
    EvidenceGrade evidenceGrade = EvidenceGrade::NoneFound;
    std::string evidence; ///< one sentence
    std::string legal;    ///< one sentence; the prescriber's own law decides
    std::string note;     ///< safety note shown beside the name
    std::string source;   ///< where the numbers come from
};

/// Why the spread of this compound cannot be simulated, as a sentence; empty: it can.
inline std::string notSimulatedReason(const Compound& compound) {
    if (!compound.disabledReason.empty())
        return compound.name +
               " is not simulated, because it must not be injected: " + compound.disabledReason;
    if (!compound.notSimulated.empty())
        return compound.name + " is not simulated: " + compound.notSimulated;
    return {};
}

/// Every compound that the program knows, in file order.
struct CompoundLibrary {
    std::vector<Compound> compounds;
    /// Those that may be injected: without the benchmarks and the disabled ones.
    [[nodiscard]] std::vector<const Compound*> offered() const {
        std::vector<const Compound*> found;
        for (const Compound& c : compounds)
            if (!c.benchmark && c.disabledReason.empty())
                found.push_back(&c);
        return found;
    }
    /// Those to show in a list: the offered and the disabled ones, which show their reason.
    [[nodiscard]] std::vector<const Compound*> all() const {
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

} // namespace meso::clinic
