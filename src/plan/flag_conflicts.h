#pragma once
#include <optional>
#include <string>
#include <vector>

#include "clinic/compound.h"
#include "clinic/patient_flags.h"
#include "clinic/vehicle.h"
#include "plan/plan.h"

namespace meso::plan {

/// A flag that holds for a patient.
struct ApplicableFlag {
    const clinic::PatientFlag* flag = nullptr; ///< of the library, which outlives this
    bool certain = true; ///< false: derived, and the plan does not state the sex or age to tell
};

/// The flags of a plan that the library knows, ticked ones first, then derived ones.
std::vector<ApplicableFlag> flagsOf(const CaseInfo& about, const clinic::PatientFlagLibrary& flags);
/// Flags of the plan that the library does not know: they must not be passed over in silence.
std::vector<std::string> unknownFlags(const CaseInfo& about,
                                      const clinic::PatientFlagLibrary& flags);

/// One flag of a patient that speaks against what is planned.
struct FlagConflict {
    std::string flagId;
    std::string subjectId; ///< the compound or vehicle; empty: any session
    clinic::FlagLevel level = clinic::FlagLevel::Note;
    bool certain = true;  ///< as in ApplicableFlag
    std::string sentence; ///< names patient flag and compound, and why
    std::string source;
};

/// What a plan is compared with; the libraries outlive the call.
struct FlagContext {
    const clinic::PatientFlagLibrary& flags;
    const clinic::CompoundLibrary& compounds;
    const clinic::VehicleLibrary& vehicles;
};

/// Everything in a plan that its patient's flags speak against (rules R18 and R19): first what
/// holds for any session, then compound by compound of all mixtures, then the vehicle. Allergies
/// forbid whatever holds their allergen.
std::vector<FlagConflict> flagConflicts(const Plan& plan, const FlagContext& context);
/// The same for one compound alone, e.g. before it is added.
std::vector<FlagConflict> conflictsWith(const clinic::Compound& compound, const CaseInfo& about,
                                        const clinic::PatientFlagLibrary& flags);
/// Offered compounds of the same class that no flag forbids: what to inject instead.
std::vector<const clinic::Compound*>
substitutesFor(const clinic::Compound& compound, const CaseInfo& about, const FlagContext& context);

} // namespace meso::plan
