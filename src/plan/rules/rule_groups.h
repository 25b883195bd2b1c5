#pragma once
#include <vector>

#include "plan/rules/checks.h"

/// The groups of rules that check() runs, for the .cpp files of this room. Each adds its results.
namespace meso::plan {

using RuleResults = std::vector<RuleResult>;

/// The protocol's limits (R01 to R03, R11 to R17, R21, R26 and what a clinic adds).
void judgeLimits(const Plan& plan, const CheckContext& context, RuleResults& results);
/// Sites outside the treatment area (A01).
void judgePlacement(const Plan& plan, const CheckContext& context, RuleResults& results);
/// What is injected: known, allowed, of a published strength, below the ceilings (D00 to D02, R20).
void judgeDoses(const Plan& plan, const CheckContext& context, RuleResults& results);
/// Local anaesthetics (R04 to R10, R22).
void judgeAnaesthetics(const Plan& plan, const CheckContext& context, RuleResults& results);
/// The patient's findings and allergies against what is injected (R18, R19).
void judgePatient(const Plan& plan, const CheckContext& context, RuleResults& results);
/// What only a record can answer (R23, R24).
void judgeRecord(RuleResults& results);

/// A name as it stands inside a sentence: "minoxidil", but "PRP" and "HA gel".
inline std::string insideSentence(std::string name) {
    const bool startsCapital = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
    if (startsCapital && name.size() > 1 && name[1] >= 'a' && name[1] <= 'z')
        name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

/// A result that shows a dash and says why.
inline RuleResult dash(std::string id, std::string sentence, std::string source) {
    return {
        std::move(id),    clinic::Severity::Info, RuleState::NotApplicable, std::move(sentence), {},
        std::move(source)};
}

} // namespace meso::plan
