#include "sim/elliptic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "base/latest_job.h"
#include "sim/cover_kernel.h"
#include "sim/exposure.h"
#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr DepthRange kBulbs{Mm(3.5), Mm(4.5)};

// Uniform tissue: one layer, flat, `cells` even cells.
DiffusionModel uniform(const verify::PlainSurface& surface, double thickness_mm, int cells,
                       double diffusivity, double loss) {
    std::vector<double> faces_mm;
    for (int i = 0; i <= cells; ++i)
        faces_mm.push_back(thickness_mm * i / cells);
    return {lateralOperator(surface.vertices, surface.triangles),
            gridFromFaces(faces_mm, std::vector<int>(cells, 0), Mm(0)),
            {{1, Mm2PerSecond(diffusivity), PerSecond(loss), PerSecond(0)}},
            {}};
}

SimInput twoDepotsOnMesh(double edge_mm) {
    SimInput input;
    input.surface = test::cap(90, edge_mm, 28).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{{-3, 0, std::sqrt(8100 - 9.0)}, Mm(2.5), Ml(0.05), MgPerMl(5)},
                    {{4, 1, std::sqrt(8100 - 17.0)}, Mm(4), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(8);
    return input;
}

// V11: a steady flux J into one face is a start in the topmost cell. J = 1, D = 2e-4 mm2/s,
// k = 1e-3 /s, 6 mm.
TEST(TimeIntegrals, OfAStartAtTheSurfaceAreTheSteadyFluxProfile) {
    constexpr int kCells = 600;
    constexpr double kThickness = 6, kDiffusivity = 2e-4, kLoss = 1e-3;
    const DiffusionModel model =
        uniform(test::sheet(1, 4), kThickness, kCells, kDiffusivity, kLoss);
    std::vector<double> start(static_cast<std::size_t>(model.lateral.vertices()) * kCells, 0);
    for (int v = 0; v < model.lateral.vertices(); ++v)
        start[static_cast<std::size_t>(v) * kCells] = 1;
    const auto integrals = timeIntegrals(model, start);
    ASSERT_TRUE(integrals.ok()) << integrals.error().message;
    const double length = std::sqrt(kDiffusivity / kLoss), h = kThickness / kCells;
    for (int c = 0; c < kCells; ++c) {
        const double mean = (std::sinh((kThickness - c * h) / length) -
                             std::sinh((kThickness - (c + 1) * h) / length)) /
                            (kLoss * h * std::sinh(kThickness / length));
        EXPECT_NEAR(integrals->auc[c] / mean, 1, 5e-4) << c;
    }
    const auto at = [&](double z) { // between the two cells that meet there
        const auto c = static_cast<int>(std::lround(z / h));
        return std::sqrt(integrals->auc[c - 1] * integrals->auc[c]);
    };
    EXPECT_NEAR(at(0.5) / 731.01958, 1, 5e-4);
    EXPECT_NEAR(at(1) / 238.98631, 1, 5e-4);
    EXPECT_NEAR(at(2) / 25.542361, 1, 5e-4);
    EXPECT_NEAR(at(4) / 0.29180567, 1, 5e-4);
}

TEST(TimeIntegrals, OfAPointInOpenTissueAreTheYukawaProfile) {
    // -D lap C + k C = M delta: C = M exp(-r / l) / (4 pi D r).
    constexpr int kCells = 41;
    constexpr double kDiffusivity = 2e-4, kLoss = 5e-5, kMass_ug = 1;
    const verify::PlainSurface sheet = test::sheet(0.5, 12);
    const DiffusionModel model = uniform(sheet, 20.5, kCells, kDiffusivity, kLoss);
    std::vector<double> start(sheet.vertices.size() * kCells, 0);
    int centre = 0, away = 0;
    for (std::size_t v = 0; v < sheet.vertices.size(); ++v) {
        if (sheet.vertices[v].norm() < 1e-6)
            centre = static_cast<int>(v);
        if ((sheet.vertices[v] - geom::Vec3(4, 0, 0)).norm() < 1e-6)
            away = static_cast<int>(v);
    }
    const int middle = kCells / 2;
    start[static_cast<std::size_t>(centre) * kCells + middle] =
        kMass_ug / model.lateral.mass_mm2[centre];
    const auto integrals = timeIntegrals(model, start);
    ASSERT_TRUE(integrals.ok());
    const double length = std::sqrt(kDiffusivity / kLoss), r = 4;
    const double expected =
        kMass_ug * std::exp(-r / length) / (4 * std::numbers::pi * kDiffusivity * r);
    EXPECT_NEAR(integrals->auc[static_cast<std::size_t>(away) * kCells + middle] / expected, 1,
                0.02);
    EXPECT_NEAR(integrals->auc[static_cast<std::size_t>(centre) * kCells + middle + 8] / expected,
                1, 0.02)
        << "as far away in depth";
}

// V13: what is taken in the end is the dose.
TEST(TimeIntegrals, TakeUpTheWholeDose) {
    const SimInput input = twoDepotsOnMesh(1.2);
    const SimResultPtr run = simulate(input).value();
    const auto integrals = timeIntegrals(modelOf(*run, *input.surface), startAmounts(*run));
    ASSERT_TRUE(integrals.ok());
    const double delivered = 0.5 * (1 - 0.046);
    EXPECT_NEAR((integrals->blood + integrals->lymph).value() / delivered, 1, 1e-9);
    EXPECT_GT(integrals->blood, integrals->lymph * 50);
    EXPECT_LT(integrals->iterations, 120);
}

// Largest difference between integrals by the exposure of a run's frames and by the elliptic solve,
// relative to the highest.
double worstDifference(const SimInput& input) {
    const SimResultPtr run = simulate(input).value();
    const auto integrals = timeIntegrals(modelOf(*run, *input.surface), startAmounts(*run)).value();
    double worst = 0;
    for (const DepthRange range : {kBulbs, DepthRange{Mm(1.5), Mm(2.5)}}) {
        const Exposure stepped = exposureOf(*run, range, MgPerMl(0.05));
        const auto auc = bandField(*run, integrals.auc, range);
        const double highest = static_cast<double>(*std::max_element(auc.begin(), auc.end()));
        for (std::size_t v = 0; v < auc.size(); ++v)
            worst =
                std::max(worst, std::abs(static_cast<double>(auc[v] - stepped.auc[v])) / highest);
    }
    return worst;
}

// V13: stepping over eight hours, many half-lives of minoxidil, gives the same integrals.
TEST(TimeIntegrals, AgreeWithSteppingUntilNothingIsLeft) {
    SimInput input = twoDepotsOnMesh(1);
    for (int minute = 0; minute < 120; ++minute)
        input.outputTimes.push_back(fromMinutes(minute));
    for (int minute = 120; minute <= 480; minute += 10)
        input.outputTimes.push_back(fromMinutes(minute));
    const double worst = worstDifference(input);
    RecordProperty("worstDifference", std::to_string(worst));
    EXPECT_LT(worst, 2e-3);
}

TEST(TimeIntegrals, AgreeWithTheFramesOfAnOrdinaryRun) {
    const double worst = worstDifference(twoDepotsOnMesh(1));
    RecordProperty("worstDifference", std::to_string(worst));
    EXPECT_LT(worst, 1e-2);
}

// A run of half an hour leaves much to come; with its tail solved for it is worth one of 8 hours.
TEST(ReplaceTail, MakesAShortRunAsGoodAsALongOne) {
    SimInput input = twoDepotsOnMesh(1.2);
    for (int minute = 0; minute <= 30; ++minute)
        input.outputTimes.push_back(fromMinutes(minute));
    input.duration = fromMinutes(30);
    const SimResultPtr run = simulate(input).value();
    const DiffusionModel model = modelOf(*run, *input.surface);
    const auto whole = timeIntegrals(model, startAmounts(*run)).value();
    const auto after = timeIntegrals(model, lastAmounts(*run)).value();
    Exposure exposure = exposureOf(*run, kBulbs, MgPerMl(0.05));
    const auto top = std::max_element(exposure.auc.begin(), exposure.auc.end());
    const auto v = static_cast<std::size_t>(top - exposure.auc.begin());
    replaceTail(*run, after, exposure);
    const auto auc = bandField(*run, whole.auc, kBulbs);
    std::vector<double> moments;
    for (std::size_t i = 0; i < whole.auc.size(); ++i)
        moments.push_back(whole.auc[i] * whole.meanResidence_s[i]);
    const auto moment = bandField(*run, moments, kBulbs);
    EXPECT_GT(exposure.tail[v], 0.05);
    EXPECT_NEAR(exposure.auc[v] / auc[v], 1, 1e-3);
    EXPECT_NEAR(exposure.meanResidence_s[v] / (moment[v] / auc[v]), 1, 2e-3);
}

TEST(TimeIntegrals, AgreeWithSteppingWhereTheThicknessVaries) {
    SimInput input = twoDepotsOnMesh(1);
    for (const geom::Vec3& p : input.surface->vertices())
        input.thicknessFactor.push_back(static_cast<float>(1 + 0.3 * std::sin(p.x() / 6)));
    const SimResultPtr run = simulate(input).value();
    ASSERT_GT(run->classes.grids.size(), 3U);
    const auto integrals = timeIntegrals(modelOf(*run, *input.surface), startAmounts(*run));
    ASSERT_TRUE(integrals.ok());
    EXPECT_NEAR((integrals->blood + integrals->lymph).value() / (0.5 * (1 - 0.046)), 1, 1e-9);
    const double worst = worstDifference(input);
    RecordProperty("worstDifference", std::to_string(worst));
    EXPECT_LT(worst, 1e-2);
}

TEST(TimeIntegrals, OfEvenTissueHaveTheResidenceOfItsLoss) {
    const DiffusionModel model = uniform(test::sheet(1, 6), 4, 8, 2e-4, 1e-3);
    const std::vector<double> even(static_cast<std::size_t>(model.lateral.vertices()) * 8, 0.5);
    const auto integrals = timeIntegrals(model, even);
    ASSERT_TRUE(integrals.ok());
    for (const double auc : integrals->auc)
        EXPECT_NEAR(auc, 1 / 1e-3, 1e-6);
    for (const double residence_s : integrals->meanResidence_s)
        EXPECT_NEAR(residence_s, 1 / 1e-3, 1e-6);
}

TEST(TimeIntegrals, AreRefusedWhereNothingIsCleared) {
    const DiffusionModel model = uniform(test::sheet(1, 4), 4, 8, 2e-4, 0);
    const std::vector<double> even(static_cast<std::size_t>(model.lateral.vertices()) * 8, 0.5);
    EXPECT_FALSE(timeIntegrals(model, even).ok());
    EXPECT_FALSE(
        injectionWorth(model, {Mm(1), Mm(2)}, std::vector<double>(model.lateral.vertices(), 1))
            .ok());
}

TEST(InjectionWorth, IsWhatTheForwardSolveGivesForEveryStart) {
    const SimInput input = twoDepotsOnMesh(1.2);
    const SimResultPtr run = simulate(input).value();
    const DiffusionModel model = modelOf(*run, *input.surface);
    const std::vector<double> start = startAmounts(*run);
    const auto integrals = timeIntegrals(model, start);
    ASSERT_TRUE(integrals.ok());
    std::vector<double> patchTarget, surfaceTarget(run->surfaceVertices, 0);
    for (std::size_t v = 0; v < run->meshVertex.size(); ++v) {
        const geom::Vec3& p = input.surface->vertices()[run->meshVertex[v]];
        patchTarget.push_back(p.x() > 0 && p.head<2>().norm() < 6 ? run->area_mm2[v] : 0);
        surfaceTarget[run->meshVertex[v]] = patchTarget.back();
    }
    for (const Measure measure : {Measure::Total, Measure::Unbound}) {
        const auto worth = injectionWorth(model, kBulbs, patchTarget, measure);
        ASSERT_TRUE(worth.ok()) << worth.error().message;
        const double forward =
            weightedMean(bandField(*run, integrals->auc, kBulbs, measure), surfaceTarget);
        EXPECT_NEAR(worth->of(model, start) / forward, 1, 1e-6) << "floats carry the field";
    }
    EXPECT_FALSE(injectionWorth(model, kBulbs, std::vector<double>(patchTarget.size(), 0)).ok());
}

TEST(InjectionWorth, IsHighestAtTheBulbsUnderTheTarget) {
    const SimInput input = twoDepotsOnMesh(1.2);
    const SimResultPtr run = simulate(input).value();
    const DiffusionModel model = modelOf(*run, *input.surface);
    std::vector<double> target(run->meshVertex.size(), 0);
    target[0] = 1;
    const auto worth = injectionWorth(model, kBulbs, target);
    ASSERT_TRUE(worth.ok());
    const auto best = std::max_element(worth->perMg.begin(), worth->perMg.end());
    const auto place = static_cast<std::size_t>(best - worth->perMg.begin());
    const auto cell = static_cast<int>(place % model.grid.cells());
    EXPECT_EQ(place / model.grid.cells(), 0U);
    EXPECT_GT(model.grid.centre_mm(cell), 3.5);
    EXPECT_LT(model.grid.centre_mm(cell), 4.5);
}

} // namespace
} // namespace meso::sim
