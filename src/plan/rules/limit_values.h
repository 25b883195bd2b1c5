#pragma once
#include <vector>

#include "plan/rules/checks.h"

namespace meso::plan {

/// One value that a limit is compared with.
struct LimitValue {
    int site = 0; ///< id; 0: the whole plan
    double value = 0;
};

/// The quantity for every site in the plan's order, or once for the whole plan. Empty when there is
/// nothing to judge; notJudgedReason() says why. O(sites^2) for spacing, else O(sites).
std::vector<LimitValue> valuesOf(clinic::LimitedQuantity quantity, const Plan& plan,
                                 const CheckContext& context);

} // namespace meso::plan
