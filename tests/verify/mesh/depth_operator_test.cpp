#include "verify/mesh/depth_operator.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/tissue_fixture.h"
#include "verify/mesh/schedule.h"

namespace meso::verify {
namespace {

TissueGrid scalpGrid(DepthResolution resolution = DepthResolution::Standard) {
    return makeTissueGrid(test::scalpTissue(), resolution).value();
}

TEST(TissueGrid, PutsInterfacesAndBandLimitsOnFaces) {
    for (const auto resolution :
         {DepthResolution::Standard, DepthResolution::Report, DepthResolution::Halved}) {
        const TissueGrid grid = scalpGrid(resolution);
        EXPECT_EQ(grid.cells(), resolution == DepthResolution::Standard ? 26
                                : resolution == DepthResolution::Report ? 40
                                                                        : 52);
        for (const double wanted : {0.0, 0.1, 1.5, 2.0, 2.5, 3.5, 4.5, 5.0, 6.0}) {
            double nearest = 1;
            for (const double face : grid.faces_mm)
                nearest = std::min(nearest, std::abs(face - wanted));
            EXPECT_LT(nearest, 1e-9) << wanted;
        }
    }
}

TEST(TissueGrid, MetricAddsUpToTheVolumeOfTheShell) {
    const TissueGrid grid = scalpGrid();
    double volume = 0;
    for (int c = 0; c < grid.cells(); ++c)
        volume += grid.volumePerArea_mm(c);
    EXPECT_NEAR(volume, 30 * (1 - std::pow(84.0 / 90, 3)), 1e-12);
    EXPECT_NEAR(grid.metricAt(4), 0.913, 1e-3);
    EXPECT_DOUBLE_EQ(grid.metricAt(80), 0.5);
}

TEST(TissueGrid, RefusesTissueThatCannotBeCut) {
    anatomy::TissueProfile tissue = test::scalpTissue();
    tissue.bulbBands = {{"thin", "Thin", Mm(0.02), Mm(0.04)}};
    const auto grid = makeTissueGrid(tissue);
    ASSERT_FALSE(grid.ok());
    EXPECT_NE(grid.error().message.find("Viable epidermis"), std::string::npos);
    tissue.layers.clear();
    EXPECT_FALSE(makeTissueGrid(tissue).ok());
}

TEST(DepthGenerator, ConservesWhatLeavesAndIsMetzler) {
    const auto transports = sim::layerTransports(test::minoxidil(), test::scalpTissue()).value();
    const Eigen::MatrixXd a = depthGenerator(scalpGrid(), transports);
    EXPECT_LT(a.colwise().sum().cwiseAbs().maxCoeff(), 1e-15);
    for (Eigen::Index i = 0; i < a.rows(); ++i)
        for (Eigen::Index j = 0; j < a.cols(); ++j)
            if (i != j) {
                EXPECT_GE(a(i, j), 0);
            }
}

TEST(DepthGenerator, RestsWhereTheUnboundConcentrationIsLevel) {
    auto transports = sim::layerTransports(test::minoxidil(), test::scalpTissue()).value();
    for (sim::LayerTransport& layer : transports)
        layer.capillary = layer.lymph = PerSecond(0);
    const TissueGrid grid = scalpGrid();
    const Eigen::MatrixXd a = depthGenerator(grid, transports);
    Eigen::VectorXd level = Eigen::VectorXd::Zero(a.rows());
    for (int c = 0; c < grid.cells(); ++c)
        level[c] = transports[grid.layer[c]].capacity * grid.volumePerArea_mm(c);
    EXPECT_LT((a * level).cwiseAbs().maxCoeff(), 1e-15);
}

TEST(MetzlerExponential, MatchesAClosedFormAndItsOwnSquare) {
    Eigen::MatrixXd a(2, 2);
    a << -3, 1, 3, -1; // exp(At) = I + A (1 - e^-4t) / 4
    const Eigen::MatrixXd e = metzlerExponential(a, Seconds(0.7));
    const Eigen::MatrixXd exact = Eigen::MatrixXd::Identity(2, 2) + a * (1 - std::exp(-2.8)) / 4;
    EXPECT_LT((e - exact).cwiseAbs().maxCoeff(), 1e-14);
    const auto transports = sim::layerTransports(test::minoxidil(), test::scalpTissue()).value();
    const Eigen::MatrixXd g = depthGenerator(scalpGrid(), transports);
    const Eigen::MatrixXd once = metzlerExponential(g, Seconds(900));
    EXPECT_LT((once * once - metzlerExponential(g, Seconds(1800))).cwiseAbs().maxCoeff(), 1e-12);
    EXPECT_GE(once.minCoeff(), 0);
    EXPECT_LT((once.colwise().sum().array() - 1).abs().maxCoeff(), 1e-15);
}

TEST(Schedule, MeetsEveryOutputTimeExactlyWithinTheStepLimits) {
    const std::vector<Seconds> times{Seconds(0), Seconds(50), Seconds(1801), fromHours(7)};
    double now = 0;
    std::size_t next = 1;
    for (const StepRun& run : makeSchedule(times)) {
        EXPECT_LE(run.dt.value(), now < 1800 ? 60 : now < 21600 ? 300 : 1800);
        now += run.dt.value() * run.steps;
        if (run.output) {
            EXPECT_NEAR(now, times[next++].value(), 1e-9);
        }
    }
    EXPECT_EQ(next, times.size());
}

} // namespace
} // namespace meso::verify
