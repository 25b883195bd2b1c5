#pragma once
#include "plan/plan.h"
#include "plan/rules/checks.h"

namespace meso::plan {

/// The protocol's limits (R01 to R03, R11 to R17, R21, R26 and what a clinic adds).
void judgeLimits(const Plan& plan, const CheckContext& context, RuleResults& results);

} // namespace meso::plan
