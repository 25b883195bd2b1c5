#pragma once
#include <cstdint>
#include <string>

namespace meso::plan {

/// A warning that somebody has read and accepted.
struct Acknowledgement {
    std::string ruleId;   ///< as in RuleResult
    std::string sentence; ///< of the finding that was accepted; another finding is not covered
    std::string reason;   ///< 1 to 500 bytes
    std::string by;       ///< who, 1 to 200 bytes
    bool operator==(const Acknowledgement&) const = default;
};

/// A named person takes responsibility for a plan as it is. It holds only as long as the plan says
/// what it said then: approvalHash(plan) differs after any edit.
struct Approval {
    std::string by; ///< 1 to 200 bytes
    std::string at; ///< local time, "2026-11-23 14:05"
    std::uint64_t planHash = 0;
    bool operator==(const Approval&) const = default;
};

} // namespace meso::plan
