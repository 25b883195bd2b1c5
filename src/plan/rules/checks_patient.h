#pragma once
#include "plan/plan.h"
#include "plan/rules/checks.h"

namespace meso::plan {

/// The patient's findings and allergies against what is injected (R18, R19).
void judgePatient(const Plan& plan, const CheckContext& context, RuleResults& results);
/// What only a record can answer (R23, R24).
void judgeRecord(RuleResults& results);

} // namespace meso::plan
