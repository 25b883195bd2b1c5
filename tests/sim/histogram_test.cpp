#include "sim/histogram.h"

#include <gtest/gtest.h>

#include "support/synthetic_run.h"

namespace meso::sim {
namespace {

// Ten places of 1 mm2; the run has solved all but the last `unsolved`.
Target tenPlaces(int unsolved = 0, double weight = 1) {
    SimResult run = test::syntheticRun({0}, 10, [](int, double) { return 1.0; });
    run.meshVertex.resize(10 - unsolved);
    run.area_mm2.resize(10 - unsolved);
    return targetOf(run, std::vector<double>(10, weight));
}

const std::vector<float> kField{0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F, 0.7F, 0.8F, 0.9F, 1.0F};

TEST(CumulativeHistogram, OfARampFallsOnAStraightLine) {
    const CumulativeHistogram h = cumulativeHistogram(kField, tenPlaces(), 11);
    ASSERT_EQ(h.levels.size(), 11U);
    EXPECT_EQ(h.shares.front(), 1);
    EXPECT_EQ(h.levels.back(), 1);
    EXPECT_NEAR(h.shares.back(), 0.1, 1e-12) << "the highest level is reached by its own place";
    for (std::size_t i = 1; i < h.levels.size(); ++i)
        EXPECT_LE(h.shares[i], h.shares[i - 1]);
    EXPECT_NEAR(cumulativeHistogram(kField, tenPlaces(), 5).shares[2], 0.6, 1e-12) << "from 0.5";
    EXPECT_TRUE(h.remark().empty());
}

TEST(CumulativeHistogram, CountsAndNamesWhatWasNotSolved) {
    const CumulativeHistogram h = cumulativeHistogram(kField, tenPlaces(4, 100), 13);
    EXPECT_NEAR(h.shares[1], 0.6, 1e-12) << "four of ten places count as 0";
    EXPECT_NEAR(h.levels.back(), 0.6, 1e-6);
    EXPECT_EQ(h.remark(),
              "4.0 cm² of 10.0 cm² lie outside the solved grid and count as not reached.");
}

TEST(CumulativeHistogram, OfNoAreaIsZero) {
    const CumulativeHistogram h = cumulativeHistogram(kField, tenPlaces(0, 0), 3);
    EXPECT_EQ(h.shares, (std::vector<double>{0, 0, 0}));
}

TEST(Rule, PassesExactlyWhereItsShareOfTheAreaReachesTheLevel) {
    EXPECT_TRUE(judge({0.8, 0.25}, kField, tenPlaces()).passes);
    const RuleOutcome missed = judge({0.81, 0.25}, kField, tenPlaces());
    EXPECT_FALSE(missed.passes);
    EXPECT_NEAR(missed.reached, 0.8, 1e-12);
    EXPECT_EQ(missed.reason, "80.0 % of the target area reach the level, 81.0 % are wanted.");
    EXPECT_TRUE(judge({1, 0.05}, kField, tenPlaces()).passes);
}

TEST(Rule, ThatMatchesNothingDoesNotPass) {
    EXPECT_FALSE(judge({0.95, 0.05}, kField, tenPlaces(0, 0)).passes) << "no target";
    EXPECT_FALSE(judge({0.95, 0.05}, kField, tenPlaces(10)).passes) << "nothing solved";
    EXPECT_FALSE(judge({0, 0.05}, kField, tenPlaces()).passes) << "a share of nothing";
    EXPECT_FALSE(judge({0.95, 0}, kField, tenPlaces()).passes) << "zero is reached everywhere";
    for (const RuleOutcome& o :
         {judge({0.95, 0.05}, kField, tenPlaces(0, 0)), judge({0.95, 0.05}, kField, tenPlaces(10)),
          judge({0, 0.05}, kField, tenPlaces())})
        EXPECT_FALSE(o.reason.empty());
}

TEST(Rule, DoesNotCountUnsolvedAreaAsReached) {
    std::vector<float> everywhere(10, 1);
    const RuleOutcome outcome = judge({0.95, 0.5}, everywhere, tenPlaces(1, 100));
    EXPECT_FALSE(outcome.passes);
    EXPECT_NE(outcome.reason.find("1.0 cm² of 10.0 cm² lie outside"), std::string::npos)
        << outcome.reason;
}

} // namespace
} // namespace meso::sim
