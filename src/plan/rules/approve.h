#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"
#include "plan/rules/checks.h"

/// Who accepts a warning, and who takes responsibility for a plan. All pure: what comes back is
/// the plan to commit.
namespace meso::plan {

/// Whether a reason was given for exactly this finding: its id and its sentence. A finding with
/// other numbers has another sentence and must be accepted anew.
bool isAcknowledged(const RuleResult& finding, const Plan& plan);

/// Keeps that a warning was read and accepted. Fails without a reason (1 to 500 bytes) or a name (1
/// to 200 bytes), for an error, which no reason lifts, and for what is not broken. An earlier
/// reason for the same finding is replaced.
Result<Plan> acknowledge(Plan plan, const RuleResult& finding, const std::string& reason,
                         const std::string& by);
/// Takes it back; a finding that was not acknowledged is ignored.
Plan withdrawAcknowledgement(Plan plan, const RuleResult& finding);

/// What prevents approval: broken errors, then broken warnings that are not acknowledged.
std::vector<RuleResult> openFindings(const std::vector<RuleResult>& results, const Plan& plan);

/// Content of all that says what is injected, where and for whom: everything but the title, the
/// acknowledgements, the approval itself and the record of the session. Any edit of anything else
/// changes it. Equal on every machine.
std::uint64_t approvalHash(const Plan& plan);

/// Approves the plan as it is; `results` are those of check() for this plan. Fails while a finding
/// is open, naming the first and how many there are, without sites, without a name (1 to 200
/// bytes) or without a time ("2026-11-23 14:05").
Result<Plan> approve(Plan plan, const std::vector<RuleResult>& results, const std::string& by,
                     const std::string& at);
/// Whether an approval was given and the plan still says what it said then. Undo brings it back.
bool approvalHolds(const Plan& plan);

} // namespace meso::plan
