#include "sim/kernel/radial_table.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr Reading kMiddle{{Mm(1.5), Mm(2.5)}, Measure::Total};
constexpr Reading kMiddleUnbound{{Mm(1.5), Mm(2.5)}, Measure::Unbound};
constexpr std::array kTableTimes{0.0, 600.0, 3600.0, 6 * 3600.0};

const DepotKernel& tabledKernel() {
    static const DepotKernel kernel = [] {
        const auto transports = layerTransports(test::minoxidil(), test::scalpTissue()).value();
        const auto medium =
            std::make_shared<const Medium>(TissueColumn{{0.1, 1.9, 3, 1}, transports, 1.0 / 90},
                                           std::vector<TransportPhase>{{fromHours(6), transports}},
                                           std::make_shared<const Disc>(14, 3.25 / 0.4));
        return DepotKernel(medium, {Ml(0.05), Mm(3), Mm(1.3), Mm(2.5), Mm(0.4)},
                           anatomy::DepotRoom::Pores, PerSecond(0));
    }();
    return kernel;
}

std::vector<float> readAt(const RadialTable& table, double distance_mm, float scale = 1) {
    std::vector<float> out(static_cast<std::size_t>(table.columns), 0);
    table.addTo(distance_mm, scale, out.data());
    return out;
}

TEST(RadialTable, IsTheSeriesAtAnyDistance) {
    const DepotKernel& kernel = tabledKernel();
    const RadialTable table = radialTable(kernel, kMiddle, kTableTimes);
    ASSERT_EQ(table.columns, 4);
    const Eigen::MatrixXd transform = kernel.transform(
        kernel.medium().basis().average(kMiddle.range, kMiddle.measure), kTableTimes);
    for (double r = 0; r < 10; r += 0.137) {
        const Eigen::MatrixXd exact = kernel.medium().disc().series(std::array{r}) * transform;
        const std::vector<float> read = readAt(table, r);
        for (int t = 0; t < 4; ++t)
            EXPECT_NEAR(read[t], exact(0, t), 3e-4) << r << " mm, column " << t;
    }
}

TEST(RadialTable, IsNothingBeyondItsReachAndNowhereNegative) {
    const RadialTable table = radialTable(tabledKernel(), kMiddle, kTableTimes);
    EXPECT_GT(table.reach_mm(), 3.5);
    EXPECT_LT(table.reach_mm(), 12);
    for (const float value : table.values)
        EXPECT_TRUE(value == 0 || value > 0.9 * kNoiseShare);
    for (const double r : {table.reach_mm(), table.reach_mm() + 0.01, 50.0, 1e6})
        EXPECT_EQ(readAt(table, r), std::vector<float>(4, 0));
    // It begins without a jump.
    EXPECT_LT(readAt(table, table.reach_mm() - 1e-3)[0], 1e-4F);
}

TEST(RadialTable, AddsWhatItIsToldTimes) {
    const RadialTable table = radialTable(tabledKernel(), kMiddle, kTableTimes);
    std::vector<float> sum = readAt(table, 1.23, 4);
    const std::vector<float> one = readAt(table, 1.23);
    for (int t = 0; t < 4; ++t)
        EXPECT_EQ(sum[t], 4 * one[t]);
    table.addTo(1.23, 1, sum.data());
    EXPECT_FLOAT_EQ(sum[0], 5 * one[0]);
}

TEST(RadialTable, OfIntegralsAndDepthsHoldsThoseOfTheKernel) {
    const DepotKernel& kernel = tabledKernel();
    const DepthBasis& basis = kernel.medium().basis();
    const RadialTable sums = integralTable(kernel, kMiddle);
    ASSERT_EQ(sums.columns, 2);
    const Eigen::MatrixXd series = kernel.medium().disc().series(std::array{1.7});
    const Eigen::MatrixXd exact =
        series * kernel.integrals(basis.average(kMiddle.range, kMiddle.measure));
    const std::vector<float> read = readAt(sums, 1.7);
    EXPECT_NEAR(read[0] / exact(0, 0), 1, 1e-4);
    EXPECT_NEAR(read[1] / exact(0, 1), 1, 1e-4);
    const std::array depths{0.5, 2.0, 4.0, 9.0};
    const RadialTable below = depthTable(kernel, depths, Measure::Unbound, 600);
    const Eigen::MatrixXd values =
        series * kernel.transformAt(basis.values(depths, Measure::Unbound), 600);
    for (int d = 0; d < 4; ++d)
        EXPECT_NEAR(readAt(below, 1.7)[d], values(0, d), 3e-4) << depths[d];
    EXPECT_EQ(readAt(below, 1.7)[3], 0) << "below the bone";
}

TEST(RadialTable, MixesByWeightAndKeepsTheLongerReach) {
    const RadialTable near{2, {4, 2, 0, 0}}, far{2, {8, 6, 4, 2, 2, 1, 0, 0}};
    const std::array<std::pair<double, const RadialTable*>, 2> parts{{{0.25, &near}, {0.75, &far}}};
    const RadialTable out = mixed(parts);
    EXPECT_EQ(out.columns, 2);
    EXPECT_EQ(out.values, (std::vector<float>{7, 5, 3, 1.5F, 1.5F, 0.75F, 0, 0}));
    EXPECT_EQ(out.reach_mm(), far.reach_mm());
}

TEST(RadialTable, TheUnitOfUnboundLevelsIsOneOverTheCapacity) {
    const TissueColumn& column = tabledKernel().medium().basis().column();
    EXPECT_EQ(unitLevel(column, kMiddle), 1);
    const double dermis = column.transports[1].capacity, subcutis = column.transports[2].capacity;
    EXPECT_NEAR(unitLevel(column, {{Mm(0.5), Mm(1)}, Measure::Unbound}), 1 / dermis, 1e-12);
    EXPECT_NEAR(unitLevel(column, kMiddleUnbound), 0.5 / dermis + 0.5 / subcutis, 0.02 / dermis);
    EXPECT_EQ(unitLevel(column, {{Mm(8), Mm(9)}, Measure::Unbound}), 1);
}

} // namespace
} // namespace meso::sim
