#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::clinic {

/// How much of a local anaesthetic one procedure may take: the least of what is stated.
struct AnaestheticLimit {
    std::string ruleId;              ///< e.g. "R04"
    std::optional<double> mg_per_kg; ///< of body weight
    std::optional<Mg> absolute;      ///< whatever the weight
    std::string source;
};

/// A local anaesthetic. From assets/data/anaesthetics.json.
struct AnaestheticAgent {
    std::string compoundId; ///< of the compound library; the library need not offer it
    std::string name;
    AnaestheticLimit plain;
    std::optional<AnaestheticLimit> withAdrenaline; ///< empty: adrenaline changes nothing
};

/// Ideal body weight from height: a base at one height, and so much for each centimetre above or
/// below it.
struct IdealWeight {
    double baseHeight_cm = 0; ///< 0: unknown, and the stated weight counts
    double maleBase_kg = 0;
    double femaleBase_kg = 0; ///< counts too where the sex is not stated
    double perCentimetre_kg = 0;
    std::string source;
};

/// 1 in 400,000, for files that do not state AnaestheticLibrary::leastAdrenaline.
inline constexpr MgPerMl kMinAdrenaline{0.0025};

/// The anaesthetics of one jurisdiction, and what holds for all of them.
struct AnaestheticLibrary {
    std::string jurisdiction; ///< "label" or "australia": which limits the file chose
    std::string adrenalineId; ///< compound that stands for adrenaline in a mixture
    /// Strength from which adrenaline narrows vessels and so earns the higher limit; above 0.
    MgPerMl leastAdrenaline = kMinAdrenaline;
    std::string adrenalineSource; ///< of leastAdrenaline; may be empty
    std::vector<AnaestheticAgent> agents;
    std::vector<std::string> reducingFlags; ///< PatientFlags that lower every limit (R09)
    int elderlyFrom = 0;                    ///< years; from this age as with such a flag; 0: never
    double reducedTo = 1;                   ///< what is left of a limit then, 0.1 to 1
    double minWeight_kg = 0;                ///< below it the limits were not made for the patient
    std::string additivitySource;           ///< R08: toxic effects add up
    std::string reductionSource;            ///< R09
    IdealWeight idealWeight;                ///< R09
    /// The agent with this compound id, or nullptr.
    [[nodiscard]] const AnaestheticAgent* find(const std::string& compoundId) const {
        for (const AnaestheticAgent& a : agents)
            if (a.compoundId == compoundId)
                return &a;
        return nullptr;
    }
};

/// The limit for a patient; `weight_kg` empty: the absolute limit. `share` scales what is left of
/// it, e.g. reducedTo. Empty where neither is known.
std::optional<Mg> limitFor(const AnaestheticLimit& limit, std::optional<double> weight_kg,
                           double share = 1);

/// The most millilitres of a solution that a limit allows (R10: 300 mg at 1 % are 30 mL).
Ml maxVolume(Mg limit, MgPerMl strength);

} // namespace meso::clinic
