#include "sim/observe/systemic.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

SimInput threeHours() {
    SimInput input = test::oneDepotInput();
    input.depots.push_back({test::onBall(6, 0), Mm(4), Ml(0.05), MgPerMl(5)});
    input.duration = fromHours(3);
    for (int minute = 0; minute <= 180; minute += 2)
        input.outputTimes.push_back(fromMinutes(minute));
    return input;
}

TEST(BalanceShares, AddUpToOneAndEndInTheBody) {
    const SimResultPtr run = simulate(threeHours()).value();
    const auto shares = balanceShares(*run);
    ASSERT_EQ(shares.size(), run->times.size());
    for (const BalanceShares& at : shares) {
        double sum = at.blood + at.lymph + at.leaked + at.store;
        for (const double layer : at.layers)
            sum += layer;
        EXPECT_NEAR(sum, 1, 1e-9);
        EXPECT_NEAR(at.leaked, 0.046, 1e-12);
    }
    EXPECT_EQ(shares.front().systemic(), 0);
    EXPECT_NEAR(shares.back().systemic(), 1 - 0.046, 0.01);
}

TEST(BalanceShares, NameWhatIsNotDissolvedYet) {
    SimInput input = threeHours();
    input.compound.release = clinic::SlowRelease{PerSecond(1e-4), MgPerMl(1)};
    const auto shares = balanceShares(*simulate(input).value());
    EXPECT_NEAR(shares.front().store, 1 - 0.046, 1e-9);
    EXPECT_NEAR(shares.back().store / shares.front().store, std::exp(-1e-4 * 3 * 3600), 1e-9);
}

// Uptake = loss x amount, layer by layer; it falls, so a mean lies between those of its ends.
TEST(SystemicLoad, RateIsLossTimesAmount) {
    const SimResultPtr run = simulate(threeHours()).value();
    const SystemicLoad load = systemicLoad(*run);
    const auto uptake = [&](std::size_t f) {
        double rate_mg_per_h = 0;
        for (std::size_t l = 0; l < run->transports.size(); ++l)
            rate_mg_per_h +=
                run->balance[f].layers[l].value() * run->transports[l].loss().value() * 3600;
        return rate_mg_per_h;
    };
    EXPECT_EQ(load.rate_mg_per_h[0], 0);
    for (std::size_t f = 1; f < load.times.size(); ++f) {
        EXPECT_LT(load.rate_mg_per_h[f], uptake(f - 1) * (1 + 1e-3));
        EXPECT_GT(load.rate_mg_per_h[f], uptake(f) * (1 - 1e-3));
    }
    EXPECT_EQ(load.highestUntil, fromMinutes(2)) << "a bolus is taken up fastest at first";
    EXPECT_EQ(load.byEnd, load.taken.back());
    EXPECT_NEAR(load.inTheEnd.value(), 0.5 * (1 - 0.046), 1e-12);
    EXPECT_FALSE(load.dailyDosesInTheEnd.has_value());
}

TEST(SystemicLoad, StandsBesideTheDailyDoseByMouth) {
    const SystemicLoad load = systemicLoad(*simulate(threeHours()).value(), Mg(2.5));
    EXPECT_NEAR(*load.dailyDosesInTheEnd, 0.5 * (1 - 0.046) / 2.5, 1e-12);
    EXPECT_EQ(load.oralDailyDose, Mg(2.5));
}

} // namespace
} // namespace meso::sim
