#pragma once
#include "plan/plan.h"
#include "plan/rules/checks.h"

namespace meso::plan {

/// Local anaesthetics (R04 to R10, R22).
void judgeAnaesthetics(const Plan& plan, const CheckContext& context, RuleResults& results);

} // namespace meso::plan
