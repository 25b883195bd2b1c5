#include "sim/exposure.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/synthetic_run.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr DepthRange kBand{Mm(1), Mm(2)};
constexpr double kLoss = 1e-3; // 1/s

double decay(int, double t) {
    return 0.8 * std::exp(-kLoss * t);
}

TEST(Exposure, OfAnExponentialDecayIsItsClosedFormOnAnyFrames) {
    const std::vector<std::vector<double>> clocks{test::evenTimes(600, 60), {0, 400, 3600, 7200}};
    for (const auto& times : clocks) {
        const SimResult run = test::syntheticRun(times, 1, decay, kLoss);
        const Exposure e = exposureOf(run, kBand, MgPerMl(0.2));
        EXPECT_NEAR(e.peak[0], 0.8, 1e-6);
        EXPECT_EQ(e.peak_s[0], 0);
        EXPECT_NEAR(e.auc[0], 0.8 / kLoss, 1e-4 * 0.8 / kLoss) << "with its tail";
        EXPECT_NEAR(e.tail[0], std::exp(-kLoss * times.back()), 1e-4);
        EXPECT_NEAR(e.meanResidence_s[0], 1 / kLoss, 1e-3 / kLoss);
        if (times.back() > 1400) {
            EXPECT_NEAR(e.halfLife_s[0], std::numbers::ln2 / kLoss, 0.01);
            EXPECT_NEAR(e.timeAbove_s[0], std::log(4) / kLoss, 0.01);
        } else {
            EXPECT_TRUE(std::isinf(e.halfLife_s[0])) << "the run ends before the half";
            EXPECT_NEAR(e.timeAbove_s[0], 600, 1e-3) << "counted within the run";
        }
    }
}

TEST(Exposure, OfARiseAndFallFindsTheTopAndBothCrossings) {
    // A triangle: up over 100 s, down over 300 s. Fine frames make the fall straight too.
    const auto triangle = [](int, double t) {
        return t <= 100 ? t / 100 : std::max(0.0, 1 - (t - 100) / 300);
    };
    const SimResult run = test::syntheticRun(test::evenTimes(500, 1), 1, triangle, kLoss);
    const Exposure e = exposureOf(run, kBand, MgPerMl(0.5));
    EXPECT_EQ(e.peak_s[0], 100);
    EXPECT_NEAR(e.auc[0], 200, 0.05);
    EXPECT_NEAR(e.tail[0], 0, 1e-9);
    EXPECT_NEAR(e.halfLife_s[0], 150, 0.5);
    EXPECT_NEAR(e.timeAbove_s[0], 50 + 150, 0.5);
    EXPECT_NEAR(e.meanResidence_s[0], (0 + 100 + 400) / 3.0, 0.05) << "centroid of a triangle";
}

TEST(Exposure, UnboundIsTotalOverTheCapacity) {
    const SimResult run = test::syntheticRun(test::evenTimes(7200, 60), 1, decay, kLoss, 4);
    const Exposure total = exposureOf(run, kBand, MgPerMl(0.2));
    const Exposure unbound = exposureOf(run, kBand, MgPerMl(0.05), Measure::Unbound);
    EXPECT_NEAR(unbound.peak[0] * 4, total.peak[0], 1e-6);
    EXPECT_NEAR(unbound.auc[0] * 4, total.auc[0], 1e-3);
    EXPECT_NEAR(unbound.timeAbove_s[0], total.timeAbove_s[0], 0.1);
}

TEST(Exposure, SaysNothingAboutTimesOfMeaninglessConcentrations) {
    const auto faint = [](int, double t) { return 0.5e-4 * std::exp(-kLoss * t); };
    const SimResult run = test::syntheticRun(test::evenTimes(7200, 600), 1, faint, kLoss);
    const Exposure e = exposureOf(run, kBand, MgPerMl(1e-6));
    EXPECT_GT(e.peak[0], 0);
    EXPECT_EQ(e.meanResidence_s[0], 0);
    EXPECT_EQ(e.timeAbove_s[0], 0);
}

TEST(Coverage, CountsTheAreaThatStaysAboveLongEnough) {
    // Vertex v starts at 0.1 (v + 1): it stays above 0.1 for ln(v + 1) / k.
    const auto steps = [](int v, double t) { return 0.1 * (v + 1) * std::exp(-kLoss * t); };
    const SimResult run = test::syntheticRun(test::evenTimes(7200, 60), 8, steps, kLoss);
    const Exposure e = exposureOf(run, kBand, MgPerMl(0.1001));
    const std::vector<double> weights{1, 1, 1, 1, 1, 1, 1, 3};
    EXPECT_NEAR(coverage(e, Seconds(0), weights), 0.9, 1e-12) << "all but the first";
    EXPECT_NEAR(coverage(e, Seconds(std::log(3.5) / kLoss), weights), 0.7, 1e-12);
    EXPECT_NEAR(coverage(e, Seconds(std::log(7.5) / kLoss), weights), 0.3, 1e-12);
    EXPECT_EQ(coverage(e, fromHours(3), weights), 0);
    EXPECT_EQ(coverage(e, Seconds(0), std::vector<double>(8, 0)), 0) << "no area";
}

TEST(Spill, IsTheReachedAreaOutsideTheTarget) {
    const auto half = [](int v, double) { return v < 3 ? 0.5 : 0.01; };
    const SimResult run = test::syntheticRun({0, 60}, 5, half, kLoss);
    const Exposure e = exposureOf(run, kBand, MgPerMl(0.1));
    const std::vector<double> surface(5, 2.0);
    EXPECT_NEAR(spill(e, std::vector<double>{2, 0.5, 0, 0, 2}, surface).value(), 0 + 1.5 + 2,
                1e-12);
    EXPECT_EQ(spill(e, surface, surface).value(), 0);
}

TEST(VertexAreas, AddUpToTheSurface) {
    const geom::MeshPtr mesh = test::cap(90, 2, 20).mesh();
    double sum = 0;
    for (const double area : vertexAreas(*mesh))
        sum += area;
    EXPECT_NEAR(sum, mesh->area().value(), 1e-9 * sum);
}

// Reach of one depot as a disc: all of it spills when the target is empty.
TEST(Spill, OfOneDepotIsTheDiscThatTheThresholdReaches) {
    SimInput input;
    input.surface = test::cap(90, 1, 26).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{{0, 0, 90}, Mm(4), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(1);
    const SimResultPtr run = simulate(input).value();
    const Exposure e = exposureOf(*run, {Mm(3.5), Mm(4.5)}, MgPerMl(0.05));
    const Mm2 disc =
        spill(e, std::vector<double>(run->surfaceVertices, 0), vertexAreas(*input.surface));
    EXPECT_NEAR(std::sqrt(disc.value() / std::numbers::pi), 4.0, 0.3);
}

} // namespace
} // namespace meso::sim
