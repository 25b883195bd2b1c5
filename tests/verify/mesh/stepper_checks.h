#pragma once
#include <gtest/gtest.h>

#include <vector>

#include "verify/mesh/stepper.h"

namespace meso::test {

/// Makes the amounts uneven, advances half an hour, and expects their sum to stay to rounding.
inline void expectUnevenAmountIsKept(verify::Stepper& stepper, std::vector<double> amounts) {
    for (std::size_t n = 0; n < amounts.size(); ++n)
        amounts[n] *= 1 + static_cast<double>(n % 7);
    stepper.setAmounts(amounts);
    const auto total = [&] {
        double sum = 0;
        for (const double cell : stepper.cellTotals())
            sum += cell;
        return sum;
    };
    const double before = total();
    stepper.advance(Seconds(1800), 20);
    EXPECT_NEAR(total() / before, 1, 1e-12);
}

} // namespace meso::test
