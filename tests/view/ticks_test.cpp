#include "view/ticks.h"

#include <gtest/gtest.h>

namespace meso::view {
namespace {

std::vector<std::string> tickTexts(const std::vector<Tick>& ticks) {
    std::vector<std::string> texts;
    for (const Tick& t : ticks)
        texts.push_back(t.text);
    return texts;
}

using Words = std::vector<std::string>;

TEST(Ticks, AreRoundAndShareTheirDecimals) {
    EXPECT_EQ(tickTexts(evenTicks(0, 1, 6)), (Words{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
    EXPECT_EQ(tickTexts(evenTicks(0, 24, 5)), (Words{"0", "10", "20"}));
    EXPECT_EQ(tickTexts(evenTicks(-0.02, 0.02, 5)),
              (Words{"-0.02", "-0.01", "0.00", "0.01", "0.02"}));
}

TEST(Ticks, StayInsideTheRange) {
    for (double high = 0.001; high < 1e5; high *= 1.7)
        for (const Tick& t : evenTicks(0, high, 6)) {
            EXPECT_GE(t.value, 0);
            EXPECT_LE(t.value, high * (1 + 1e-9));
        }
}

TEST(Ticks, OfALogarithmicLegendAreItsDecades) {
    EXPECT_EQ(tickTexts(legendTicks({0.01, 100, Scaling::Logarithmic, Colormap::Viridis})),
              (Words{"0.01", "0.1", "1", "10", "100"}));
}

TEST(Ticks, OfADifferenceAreSigned) {
    EXPECT_EQ(tickTexts(legendTicks({-5, 5, Scaling::SignedLogarithmic, Colormap::BlueOrange})),
              (Words{"−5", "−0.15", "0", "+0.15", "+5"}));
}

TEST(Ticks, OfALegendStartAndEndWithTheScaleAndRise) {
    for (const Scaling scaling : {Scaling::Linear, Scaling::SquareRoot})
        for (const double high : {0.004, 1.0, 20.0, 37.0, 1200.0}) {
            const std::vector<Tick> ticks = legendTicks({0, high, scaling, Colormap::Viridis});
            ASSERT_EQ(ticks.size(), 5U);
            EXPECT_EQ(ticks.front().text, "0");
            EXPECT_EQ(ticks.back().value, high);
            for (std::size_t i = 1; i < ticks.size(); ++i)
                EXPECT_GT(ticks[i].value, ticks[i - 1].value) << high;
        }
}

} // namespace
} // namespace meso::view
