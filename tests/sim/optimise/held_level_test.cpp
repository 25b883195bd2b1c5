#include "sim/optimise/held_level.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

std::vector<Seconds> seconds(std::initializer_list<double> values) {
    std::vector<Seconds> out;
    for (const double v : values)
        out.emplace_back(v);
    return out;
}

TEST(HeldLevel, WithoutATimeItIsTheMaximum) {
    const auto times = seconds({0, 10, 20});
    const std::vector<double> values{1, 3, 2};
    EXPECT_DOUBLE_EQ(heldLevel(values, times, Seconds(0)), 3);
}

TEST(HeldLevel, AnExponentialIsHeldUntilItHasFallenThere) {
    const double rate = 1e-3;
    std::vector<double> values;
    std::vector<Seconds> times;
    for (double t = 0; t < 7200; t = t * 1.3 + 20) {
        times.emplace_back(t);
        values.push_back(5 * std::exp(-rate * t));
    }
    for (const double held : {60.0, 600.0, 3000.0})
        EXPECT_NEAR(heldLevel(values, times, Seconds(held)), 5 * std::exp(-rate * held), 1e-4);
}

TEST(HeldLevel, TimesOnBothSidesOfAPeakAndOfADipAddUp) {
    // Above 1 for 5 s up to the peak and for ln 2 / ln 4 of 10 s after it.
    const auto peak = seconds({0, 10, 20});
    const std::vector<double> once{0, 2, 0.5};
    EXPECT_NEAR(heldLevel(once, peak, Seconds(10)), 1, 1e-5);
    // Above L for 10 ln(4/L) / ln 4 on the way down and for 10 (4 - L) / 3 on the way up.
    const auto twoTimes = seconds({0, 10, 20, 30});
    const std::vector<double> twice{4, 1, 1, 4};
    EXPECT_NEAR(heldLevel(twice, twoTimes, Seconds(10)), 2.247509, 1e-5);
    EXPECT_NEAR(heldLevel(twice, twoTimes, Seconds(30)), 1, 1e-5);
}

TEST(HeldLevel, NothingIsHeldLongerThanTheCurveOrBelowNothing) {
    const auto times = seconds({0, 10});
    EXPECT_EQ(heldLevel(std::vector<double>{1, 1}, times, Seconds(11)), 0);
    EXPECT_EQ(heldLevel(std::vector<double>{0, -1e-9}, times, Seconds(1)), 0);
    EXPECT_EQ(heldLevel(std::vector<double>{0, -1e-9}, times, Seconds(0)), 0);
}

} // namespace
} // namespace meso::sim
