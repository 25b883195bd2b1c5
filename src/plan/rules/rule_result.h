#pragma once
#include <string>
#include <utility>
#include <vector>

#include "clinic/protocol.h"

namespace meso::plan {

enum class RuleState {
    Passed,
    Broken,
    NotApplicable ///< the rule met nothing that it could judge: shown as a dash, never as passed
};

/// What one rule says about one plan.
struct RuleResult {
    std::string id;
    clinic::Severity severity = clinic::Severity::Info;
    RuleState state = RuleState::NotApplicable;
    std::string sentence;   ///< what was found, with numbers and the limit
    std::vector<int> sites; ///< ids concerned; empty when it is the whole plan
    std::string source;     ///< where the limit comes from
};
using RuleResults = std::vector<RuleResult>;

/// A result that shows a dash and says why.
inline RuleResult dash(std::string id, std::string sentence, std::string source) {
    return {
        std::move(id),    clinic::Severity::Info, RuleState::NotApplicable, std::move(sentence), {},
        std::move(source)};
}

} // namespace meso::plan
