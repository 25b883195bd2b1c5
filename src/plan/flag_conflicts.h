#pragma once
#include <optional>
#include <string>
#include <vector>

#include "clinic/compound.h"
#include "plan/plan.h"
#include "clinic/vehicle.h"

namespace meso::plan {

/// What a finding in a patient's history means for a session.
enum class FlagLevel {
    Note, ///< worth knowing
    Warn, ///< think twice; says why
    Block ///< no session, or not with this compound
};

/// One finding of history or allergies that can be ticked. From assets/data/patient_flags.json.
struct PatientFlag {
    std::string id;                    ///< stable key, kept in CaseInfo::flags
    std::string name;                  ///< as shown, e.g. "Pregnancy, or pregnancy possible"
    std::string group;                 ///< heading that it stands under, e.g. "Allergies"
    FlagLevel level = FlagLevel::Note; ///< for any session, whatever is injected
    std::string allergen; ///< an allergy: group or compound id that it forbids; empty: none
    /// What to tell the user about any session; empty: nothing, because the flag matters only
    /// together with some compounds (allergies, G6PD deficiency).
    std::string sentence;
    std::string source;
};

/// A flag that follows from sex and age instead of being ticked.
struct DerivedFlag {
    PatientFlag flag;
    std::string sex;        ///< "male" or "female"; empty: any
    int fromAge = 0;        ///< years, from this birthday
    int toAge = 200;        ///< years, to the end of this year of life
    std::string unlessFlag; ///< id of a ticked flag that lifts it; empty: none
};

/// All flags, in file order.
struct PatientFlagLibrary {
    std::vector<PatientFlag> flags;
    std::vector<DerivedFlag> derived;
    /// The ticked or derived flag with this id, or nullptr.
    [[nodiscard]] const PatientFlag* find(const std::string& id) const;
};

/// A flag that holds for a patient.
struct HeldFlag {
    const PatientFlag* flag = nullptr; ///< of the library, which outlives this
    bool certain = true; ///< false: derived, and the plan does not state the sex or age to tell
};

/// The flags of a plan that the library knows, ticked ones first, then derived ones.
std::vector<HeldFlag> flagsOf(const CaseInfo& about, const PatientFlagLibrary& flags);
/// Flags of the plan that the library does not know: they must not be passed over in silence.
std::vector<std::string> unknownFlags(const CaseInfo& about, const PatientFlagLibrary& flags);

/// One flag of a patient that speaks against what is planned.
struct FlagConflict {
    std::string flagId;
    std::string subjectId; ///< the compound or vehicle; empty: any session
    FlagLevel level = FlagLevel::Note;
    bool certain = true;  ///< as in HeldFlag
    std::string sentence; ///< names patient flag and compound, and why
    std::string source;
};

/// What a plan is compared with; the libraries outlive the call.
struct FlagContext {
    const PatientFlagLibrary& flags;
    const CompoundLibrary& compounds;
    const VehicleLibrary& vehicles;
};

/// Everything in a plan that its patient's flags speak against (rules R18 and R19): first what
/// holds for any session, then compound by compound of all mixtures, then the vehicle. Allergies
/// forbid whatever holds their allergen.
std::vector<FlagConflict> flagConflicts(const Plan& plan, const FlagContext& context);
/// The same for one compound alone, e.g. before it is added.
std::vector<FlagConflict> conflictsWith(const Compound& compound, const CaseInfo& about,
                                        const PatientFlagLibrary& flags);
/// Offered compounds of the same class that no flag forbids: what to inject instead.
std::vector<const Compound*> substitutesFor(const Compound& compound, const CaseInfo& about,
                                            const FlagContext& context);

} // namespace meso::plan
