#pragma once
#include <gtest/gtest.h>

#include <vector>

#include "app/spread/simulation.h"

namespace meso::test {

/// Bit for bit; values would be said to differ, not listed.
inline void expectSameRuns(const std::vector<app::CompoundRun>& runs,
                           const std::vector<app::CompoundRun>& expected) {
    ASSERT_EQ(runs.size(), expected.size());
    for (std::size_t r = 0; r < runs.size(); ++r) {
        EXPECT_EQ(runs[r].compound.id, expected[r].compound.id);
        EXPECT_EQ(runs[r].strength, expected[r].strength);
        const sim::SimResult& a = *runs[r].result;
        const sim::SimResult& b = *expected[r].result;
        EXPECT_EQ(a.inputHash, b.inputHash);
        EXPECT_EQ(a.times, b.times);
        EXPECT_EQ(a.warnings, b.warnings);
        const sim::Reading reading{{Mm(1.5), Mm(2.5)}, sim::Measure::Total};
        const sim::Courses ours = a.field->courses(reading, a.times);
        const sim::Courses theirs = b.field->courses(reading, b.times);
        EXPECT_TRUE(ours.vertices == theirs.vertices);
        EXPECT_TRUE(ours.values == theirs.values);
        EXPECT_TRUE(ours.onAxes == theirs.onAxes);
        ASSERT_EQ(a.balance.size(), b.balance.size());
        for (std::size_t t = 0; t < a.balance.size(); ++t)
            EXPECT_EQ(a.balance[t].total(), b.balance[t].total());
    }
}

} // namespace meso::test
