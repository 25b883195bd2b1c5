#pragma once
#include <string>
#include <vector>

#include "base/units.h"

namespace meso::plan {

/// What became of one planned injection, or of one that was not planned.
enum class Outcome { Done, Skipped, Moved, Extra };

/// One step of a session that is under way or over.
struct RecordedStep {
    int siteId = 0; ///< of the plan; Extra: 0
    Outcome outcome = Outcome::Done;
    Ml volume{0};     ///< injected; Skipped: 0
    std::string note; ///< at most 500 bytes, e.g. where to a site was moved
    bool operator==(const RecordedStep&) const = default;
};

/// What was done of a plan, in the order in which it was done. Not part of what is approved.
struct SessionRecord {
    std::string begunAt; ///< local time, "2026-11-23 14:05"
    std::string endedAt; ///< empty: under way
    std::vector<RecordedStep> steps;
    bool operator==(const SessionRecord&) const = default;
};

} // namespace meso::plan
