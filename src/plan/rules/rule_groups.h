#pragma once
#include <vector>

#include "plan/rules/checks.h"

/// The groups of rules that check() runs, for the .cpp files of this room. Each adds its results.
namespace meso::plan {

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
