#include "cli/optimise_command.h"

#include <gtest/gtest.h>

#include "sim/optimise/optimise_sites.h"

namespace meso::cli {
namespace {

sim::OptimiseLimits atMost(Ml total) {
    sim::OptimiseLimits limits;
    limits.totalVolume = total;
    return limits;
}

TEST(Shortcomings, AnAnswerThatWasAskedForHasNone) {
    EXPECT_TRUE(shortcomings({0.95, Ml(1), 20, true}, 0.95, atMost(Ml(1))).empty());
    EXPECT_TRUE(shortcomings({1, Ml(9), 80, true}, 0.95, {}).empty()) << "no limit in all";
}

TEST(Shortcomings, EachBrokenLimitAndAMissedGoalAreSaid) {
    const auto all = shortcomings({0.139, Ml(4.1), 82, false}, 0.95, atMost(Ml(1)));
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0], "The nearest takes 4.10 mL, more than the limit of 1.00 mL in all.");
    EXPECT_EQ(all[1], "The nearest has 82 sites, more than the limit of 80.");
    EXPECT_EQ(all[2], "The nearest meets the goal on 13.9 % of the area instead of 95.0 %.");
}

TEST(Shortcomings, AReachedGoalDoesNotHideABrokenLimit) {
    const auto volume = shortcomings({0.96, Ml(3.2), 80, false}, 0.95, atMost(Ml(1)));
    ASSERT_EQ(volume.size(), 1U);
    EXPECT_NE(volume[0].find("1.00 mL in all"), std::string::npos) << volume[0];
    const auto place = shortcomings({0.96, Ml(0.8), 20, false}, 0.95, atMost(Ml(1)));
    ASSERT_EQ(place.size(), 1U);
    EXPECT_NE(place[0].find("its place or its distance"), std::string::npos) << place[0];
}

} // namespace
} // namespace meso::cli
