#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/units.h"
#include "clinic/amount.h"
#include "plan/plan.h"

namespace meso::clinic {
struct Compound;
}

namespace meso::plan {

/// What one ingredient of one mixture amounts to over a whole session.
struct CompoundDose {
    std::string compoundId;
    MgPerMl strength{0};
    Mg total;        ///< strength x volume, summed over the sites of the mixture
    int mixture = 0; ///< as InjectionSite::mixture
};

/// What one compound amounts to over a whole session, in all mixtures together.
struct SessionDose {
    std::string compoundId;
    Mg total;      ///< in the compound's own unit (Compound::countedIn)
    Ml injectedIn; ///< volume of the injections that hold it
};

/// Number of mixtures: the formulation and the further ones.
int mixtureCount(const Plan& plan);
/// What mixture `index` is made of; one that the plan does not have is empty.
std::vector<Ingredient> ingredientsOf(const Plan& plan, int index);

/// Volume over all sites.
Ml totalVolume(const Plan& plan);
/// Volume over the sites of one mixture.
Ml mixtureVolume(const Plan& plan, int index);
/// One entry per ingredient, mixture by mixture, in the order of their ingredients.
std::vector<CompoundDose> dosesOf(const Plan& plan);
/// One entry per compound, in the order in which dosesOf meets them.
std::vector<SessionDose> sessionDoses(const Plan& plan);

/// The dose in the unit that `ceiling` counts in, to be compared with it: the total, which is also
/// what every other place shows. Only where the ceiling counts volume and the compound,
/// `countedIn`, does not: the volume of the injections.
clinic::Amount inUnitOf(const clinic::Amount& ceiling, const SessionDose& dose,
                        clinic::AmountUnit countedIn);
/// Where a session's dose stands against the ceilings of its compound.
enum class CeilingState {
    NoCeiling, ///< the library has none to compare with
    Within,
    AboveSoft, ///< a warning
    AboveHard  ///< an error
};
/// A dose that reaches a ceiling is within it, whatever the last digits of the sum of its sites:
/// 40 times 0.05 mL of 5 mg/mL do not exceed 10 mg.
CeilingState ceilingState(const SessionDose& dose, const clinic::Compound& compound);
/// Days of the usual daily dose by mouth that a session holds; empty where none is known.
std::optional<double> dailyDoses(const SessionDose& dose, const clinic::Compound& compound);

} // namespace meso::plan
