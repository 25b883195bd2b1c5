#pragma once
#include <string>
#include <vector>

namespace meso::clinic {

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

} // namespace meso::clinic
