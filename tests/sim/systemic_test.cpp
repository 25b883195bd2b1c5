#include "sim/systemic.h"

#include <gtest/gtest.h>

#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

SimResultPtr twoDepots() {
    SimInput input;
    input.surface = test::cap(90, 1.2, 30).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{{0, 0, 90}, Mm(2.5), Ml(0.05), MgPerMl(5)},
                    {{6, 0, 89.8}, Mm(4), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(3);
    for (int minute = 0; minute <= 180; minute += 2)
        input.outputTimes.push_back(fromMinutes(minute));
    return simulate(input).value();
}

TEST(BalanceShares, AddUpToOneAndEndInTheBody) {
    const SimResultPtr run = twoDepots();
    const auto shares = balanceShares(*run);
    ASSERT_EQ(shares.size(), run->frames.size());
    for (const BalanceShares& at : shares) {
        double sum = at.blood + at.lymph + at.leaked;
        for (const double layer : at.layers)
            sum += layer;
        EXPECT_NEAR(sum, 1, 1e-5);
        EXPECT_NEAR(at.leaked, 0.046, 1e-12);
    }
    EXPECT_EQ(shares.front().systemic(), 0);
    EXPECT_NEAR(shares.back().systemic(), 1 - 0.046, 0.01);
}

TEST(SystemicLoad, RateIsTheSlopeOfWhatWasTaken) {
    const SimResultPtr run = twoDepots();
    const SystemicLoad load = systemicLoad(*run);
    for (std::size_t f = 1; f + 1 < load.times.size(); ++f) {
        const double slope = (load.taken[f + 1] - load.taken[f - 1]).value() /
                             ((load.times[f + 1] - load.times[f - 1]).value() / 3600);
        EXPECT_NEAR(load.rate_mg_per_h[f], slope, 0.01 * load.highestRate_mg_per_h);
    }
    EXPECT_EQ(load.highestAt, Seconds(0)) << "a bolus is taken up fastest at first";
    EXPECT_EQ(load.byEnd, load.taken.back());
    EXPECT_NEAR(load.inTheEnd.value(), 0.5 * (1 - 0.046), 1e-12);
    EXPECT_FALSE(load.dailyDosesInTheEnd.has_value());
}

TEST(SystemicLoad, StandsBesideTheDailyDoseByMouth) {
    const SystemicLoad load = systemicLoad(*twoDepots(), Mg(2.5));
    EXPECT_NEAR(*load.dailyDosesInTheEnd, 0.5 * (1 - 0.046) / 2.5, 1e-12);
    EXPECT_EQ(load.oralDailyDose, Mg(2.5));
}

} // namespace
} // namespace meso::sim
