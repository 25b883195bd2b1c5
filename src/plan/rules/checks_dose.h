#pragma once
#include "plan/plan.h"
#include "plan/rules/checks.h"

namespace meso::plan {

/// What is injected: known, allowed, of a published strength, below the ceilings (D00 to D02, R20).
void judgeDoses(const Plan& plan, const CheckContext& context, RuleResults& results);

} // namespace meso::plan
