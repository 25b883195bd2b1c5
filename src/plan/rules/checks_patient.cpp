#include "plan/rules/checks_patient.h"

#include <algorithm>

#include "base/text.h"
#include "plan/dose.h"

namespace meso::plan {

namespace {

clinic::Severity severityOf(const FlagConflict& conflict) {
    if (conflict.level == clinic::FlagLevel::Note)
        return clinic::Severity::Info;
    // What may not hold must not block, but somebody has to look at it.
    if (conflict.level == clinic::FlagLevel::Block && conflict.certain)
        return clinic::Severity::Error;
    return clinic::Severity::Warning;
}

bool isDerived(const clinic::PatientFlagLibrary& flags, const std::string& id) {
    return std::any_of(flags.derived.begin(), flags.derived.end(),
                       [&](const clinic::DerivedFlag& d) { return d.flag.id == id; });
}

constexpr const char* kFlagSource = "Contraindications of the compound library";
constexpr const char* kSexAndAgeSource = "Drug labels; patient_flags.json";

/// What stands where no flag speaks against anything.
RuleResult nothingFound(const Plan& plan) {
    if (plan.about.flags.empty())
        return dash("R18",
                    "No finding of history or allergies was ticked, so nothing could be "
                    "compared.",
                    kFlagSource);
    return {"R18",
            clinic::Severity::Error,
            RuleState::Passed,
            "None of " + std::to_string(plan.about.flags.size()) +
                " ticked findings speaks against this plan.",
            {},
            kFlagSource};
}

} // namespace

void judgePatient(const Plan& plan, const CheckContext& context, RuleResults& results) {
    if (!context.flags || !context.vehicles) {
        results.push_back(dash("R18", "The list of findings is not known here.", kFlagSource));
        results.push_back(dash("R19", "The list of findings is not known here.", kSexAndAgeSource));
        return;
    }
    bool any18 = false;
    bool any19 = false;
    for (const std::string& flag : unknownFlags(plan.about, *context.flags)) {
        results.push_back({"R18 " + text::printable(flag),
                           clinic::Severity::Error,
                           RuleState::Broken,
                           "The finding \"" + text::printable(flag) +
                               "\" is not in the list, so that nobody compared it.",
                           {},
                           "Own rule"});
        any18 = true;
    }
    for (const FlagConflict& c :
         flagConflicts(plan, {*context.flags, context.compounds, *context.vehicles})) {
        const bool derived = isDerived(*context.flags, c.flagId);
        (derived ? any19 : any18) = true;
        results.push_back({(derived ? "R19 " : "R18 ") + c.flagId +
                               (c.subjectId.empty() ? "" : " " + c.subjectId),
                           severityOf(c),
                           RuleState::Broken,
                           c.sentence,
                           {},
                           c.source});
    }
    if (!any18)
        results.push_back(nothingFound(plan));
    if (!any19)
        results.push_back(
            dash("R19", "Nothing in the plan depends on sex and age.", kSexAndAgeSource));
}

void judgeRecord(RuleResults& results) {
    results.push_back(dash("R23",
                           "Batch, dilution, needle changes and consent belong to the "
                           "record, which this plan does not have yet.",
                           "Record items of the Italian consensus (outline read)"));
    results.push_back(dash("R24",
                           "Whether oxygen, lipid emulsion and adrenaline stand ready "
                           "belongs to the record, which this plan does not have yet.",
                           "Drug labels"));
    results.push_back(dash("R25", "The program's words are tested when it is built.",
                           "Own rule: no promise is made"));
}

} // namespace meso::plan
