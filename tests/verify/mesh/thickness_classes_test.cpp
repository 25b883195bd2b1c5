#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"
#include "verify/mesh/mesh_observables.h"
#include "verify/mesh/mesh_run.h"
#include "verify/mesh/stepper.h"
#include "verify/mesh/stepper_checks.h"

/// Runs on a scalp whose thickness varies.
namespace meso::verify {
namespace {

sim::SimInput capInput(double edge_mm = 1.2) {
    sim::SimInput input;
    input.surface = test::cap(90, edge_mm, 30).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{{0, 0, 90}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(2);
    return input;
}

// From 0.85 on the left to 1.1 on the right over 40 mm.
void lean(sim::SimInput& input) {
    for (const geom::Vec3& p : input.surface->vertices())
        input.thicknessFactor.push_back(
            static_cast<float>(std::clamp(0.975 + 0.00625 * p.x(), 0.85, 1.1)));
}

TEST(ThicknessClasses, SortVerticesByTheirFactor) {
    const TissueGrid grid = makeTissueGrid(test::scalpTissue()).value();
    EXPECT_TRUE(gridClasses(grid, {}).uniform());
    const std::vector<float> equal(5, 1.0F);
    const GridClasses one = gridClasses(grid, equal);
    ASSERT_EQ(one.grids.size(), 1U);
    EXPECT_EQ(one.grids[0].faces_mm, grid.faces_mm);
    std::vector<float> factors;
    for (int i = 0; i <= 1000; ++i)
        factors.push_back(0.85F + 0.00025F * static_cast<float>(i));
    const GridClasses many = gridClasses(grid, factors);
    ASSERT_EQ(many.grids.size(), 128U);
    for (std::size_t v = 0; v < factors.size(); ++v)
        EXPECT_NEAR(many.factor[many.ofVertex[v]], factors[v], 0.5 * 0.25 / 128 + 1e-6);
    for (std::size_t k = 0; k < many.grids.size(); ++k) {
        EXPECT_EQ(many.grids[k].layer, grid.layer);
        EXPECT_NEAR(many.grids[k].faces_mm.back(), 6 * many.factor[k], 1e-12);
    }
}

TEST(ThicknessClasses, AFactorOfOneEverywhereGivesTheSameBitsAsNone) {
    sim::SimInput input = capInput();
    const auto plain = simulateOnMesh(input);
    input.thicknessFactor.assign(input.surface->vertices().size(), 1.0F);
    const auto ones = simulateOnMesh(input);
    ASSERT_TRUE(plain.ok() && ones.ok()) << ones.error().message;
    for (std::size_t f = 0; f < (*plain)->frames.size(); ++f) {
        EXPECT_EQ((*plain)->frames[f].concentration, (*ones)->frames[f].concentration) << f;
        EXPECT_EQ((*plain)->balance[f].blood.value(), (*ones)->balance[f].blood.value());
    }
}

TEST(ThicknessClasses, OneFactorIsATissueOfThatThickness) {
    sim::SimInput input = capInput();
    input.thicknessFactor.assign(input.surface->vertices().size(), 0.5F);
    input.tissue.bulbBands.clear();
    const auto scaled = simulateOnMesh(input);
    input.thicknessFactor.clear();
    for (anatomy::TissueLayer& layer : input.tissue.layers)
        layer.thickness = layer.thickness * 0.5;
    const auto thin = simulateOnMesh(input);
    ASSERT_TRUE(scaled.ok() && thin.ok());
    const sim::DepthRange band{Mm(1), Mm(2)};
    for (const int frame : {0, 5, 12}) {
        const auto a = bandAverage(**scaled, frame, band), b = bandAverage(**thin, frame, band);
        const double highest = static_cast<double>(*std::max_element(b.begin(), b.end()));
        for (std::size_t v = 0; v < a.size(); ++v)
            ASSERT_NEAR(a[v], b[v], 2e-4 * highest) << frame;
    }
}

TEST(ThicknessClasses, KeepTheDoseAndStayPositiveWhereThicknessVaries) {
    sim::SimInput input = capInput();
    lean(input);
    const auto result = simulateOnMesh(input);
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ((*result)->classes.grids.size(), 128U);
    for (std::size_t f = 0; f < (*result)->frames.size(); ++f) {
        EXPECT_NEAR((*result)->balance[f].total() / (*result)->dose, 1, 1e-9);
        const auto& field = (*result)->frames[f].concentration;
        EXPECT_GE(*std::min_element(field.begin(), field.end()), 0);
    }
    // What the frames hold is what the balance says, with each vertex's own cell volumes.
    const MeshFrame& last = (*result)->frames[6];
    double held_ug = 0;
    for (std::size_t v = 0; v < (*result)->meshVertex.size(); ++v)
        for (int c = 0; c < (*result)->grid.cells(); ++c)
            held_ug += (*result)->area_mm2[v] * (*result)->gridAt(v).volumePerArea_mm(c) *
                       static_cast<double>(last.concentration[v * (*result)->grid.cells() + c]);
    double balance_ug = 0;
    for (const Mg& layer : (*result)->balance[6].layers)
        balance_ug += 1000 * layer.value();
    EXPECT_NEAR(held_ug / balance_ug, 1, 1e-5);
}

TEST(ThicknessClasses, AUniformConcentrationStaysSoAcrossUnlikeThickness) {
    const sim::SimInput input = [] {
        sim::SimInput i = capInput(2);
        lean(i);
        return i;
    }();
    const TissueGrid grid = makeTissueGrid(input.tissue).value();
    const auto& vertices = input.surface->vertices();
    const auto& triangles = input.surface->triangles();
    std::vector<sim::LayerTransport> transports(4, {1, Mm2PerSecond(2e-4), {}, {}});
    const DiffusionModel model{
        lateralOperator({vertices.begin(), vertices.end()}, {triangles.data(), triangles.size()}),
        grid, transports, gridClasses(grid, input.thicknessFactor)};
    Stepper stepper(model);
    std::vector<double> amounts;
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < grid.cells(); ++c)
            amounts.push_back(3 * model.gridAt(v).volumePerArea_mm(c));
    stepper.setAmounts(amounts);
    const auto expectUniform = [&](double within) {
        for (int v = 0; v < model.lateral.vertices(); ++v)
            for (int c = 0; c < grid.cells(); ++c)
                ASSERT_NEAR(stepper.concentration(v, c) / 3, 1, within);
    };
    for (int step = 0; step < 20; ++step)
        stepper.lateral(Seconds(1800));
    expectUniform(1e-12);
    // Exponentials blended between thicknesses keep the amount exactly, a constant to 1e-6 a step:
    // the shell metric of the two ends differs.
    stepper.advance(Seconds(1800), 20);
    expectUniform(1e-5);
    // Conservation of an uneven state to rounding.
    test::expectUnevenAmountIsKept(stepper, amounts);
}

// Where thickness passes slowly from class to class, a depot far from any change sees only its own.
// Borders between classes must not show: a field of thickness cut into steps twice as coarse as the
// coarsest classes of a scalp gives nearly the same.
TEST(ThicknessClasses, BordersBetweenClassesDoNotShow) {
    sim::SimInput input = capInput(1);
    input.duration = fromHours(1);
    for (const geom::Vec3& p : input.surface->vertices())
        input.thicknessFactor.push_back(static_cast<float>(0.975 + 0.002 * p.x()));
    const auto smooth = simulateOnMesh(input);
    for (float& factor : input.thicknessFactor)
        factor = 0.973F + 0.004F * std::round((factor - 0.973F) / 0.004F);
    const auto stepped = simulateOnMesh(input);
    ASSERT_TRUE(smooth.ok() && stepped.ok());
    EXPECT_GT((*smooth)->classes.grids.size(), 100U);
    for (const sim::DepthRange band :
         {sim::DepthRange{Mm(3.5), Mm(4.5)}, sim::DepthRange{Mm(1.5), Mm(2.5)}})
        for (const int frame : {3, 6, 9}) {
            const auto a = bandAverage(**smooth, frame, band);
            const auto b = bandAverage(**stepped, frame, band);
            const double highest = static_cast<double>(*std::max_element(a.begin(), a.end()));
            for (std::size_t v = 0; v < a.size(); ++v)
                ASSERT_NEAR(a[v], b[v], 0.02 * highest) << "frame " << frame;
        }
}

TEST(ThicknessClasses, TheClassesAgreeWithTheLocalThicknessAtTheDepot) {
    sim::SimInput input = capInput();
    lean(input);
    const auto varied = simulateOnMesh(input);
    const auto local = static_cast<float>(input.thicknessAt(input.depots[0].position));
    input.thicknessFactor.assign(input.thicknessFactor.size(), local);
    const auto even = simulateOnMesh(input);
    ASSERT_TRUE(varied.ok() && even.ok());
    const sim::DepthRange band{Mm(3.5), Mm(4.5)};
    const int frame = frameAt(**varied, fromMinutes(30));
    const auto a = bandAverage(**varied, frame, band), b = bandAverage(**even, frame, band);
    const double peakA = static_cast<double>(*std::max_element(a.begin(), a.end()));
    const double peakB = static_cast<double>(*std::max_element(b.begin(), b.end()));
    EXPECT_NEAR(peakA / peakB, 1, 0.03);
    EXPECT_NE(a, b);
}

} // namespace
} // namespace meso::verify
