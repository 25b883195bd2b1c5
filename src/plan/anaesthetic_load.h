#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"
#include "clinic/anaesthetics.h"
#include "clinic/vehicle.h"
#include "plan/plan.h"

namespace meso::plan {

/// Of a person of this sex and height; empty where the height is not stated or no formula is known.
std::optional<double> idealWeight_kg(const CaseInfo& about, const clinic::IdealWeight& formula);

/// How a dose of local anaesthetic stands to its limit.
enum class DoseLimitState {
    Within,
    Exceeded,
    Unknown ///< no weight: within the absolute limit, and more cannot be said; never "passed"
};

/// One local anaesthetic of a plan, over all mixtures.
struct AnaestheticShare {
    std::string compoundId;
    /// Every mixture that holds it holds as much adrenaline as narrows vessels.
    bool withAdrenaline = false;
    bool adrenalineFallsShort = false; ///< there is some, but not so much in every such mixture
    Mg dose{0};
    std::optional<Mg> limit; ///< for this patient; empty: no weight, and no absolute limit
    double fraction = 0;     ///< dose / limit; 0 without a limit
    DoseLimitState state = DoseLimitState::Unknown;
    std::string ruleId; ///< R04 to R07
    std::string sentence;
    std::string source;
};

/// All local anaesthetics of a plan together.
struct AnaestheticLoad {
    std::vector<AnaestheticShare> agents; ///< empty: the plan holds none, and nothing is judged
    double sum = 0;                       ///< of the fractions; above 1 is too much (R08)
    DoseLimitState state = DoseLimitState::Unknown;
    std::string sentence;             ///< R08
    std::string source;               ///< R08
    std::vector<std::string> caveats; ///< R09: what makes the limits themselves doubtful
    std::string reservationSource;    ///< R09
    /// What limits by weight count, kg: the lesser of the stated weight and the ideal one.
    std::optional<double> countedWeight_kg;
    bool countsIdealWeight = false; ///< it is the ideal one
    bool isReduced = false;         ///< every limit is lowered to AnaestheticLibrary::reducedTo
};

/// Rules R04 to R09 for one plan: every local anaesthetic in all mixtures, and what the vehicle
/// (nullptr: none stated) brings along. The doses are those injected, not what stays in a syringe.
AnaestheticLoad anaestheticLoad(const Plan& plan, const clinic::AnaestheticLibrary& library,
                                const clinic::Vehicle* vehicle);

} // namespace meso::plan
