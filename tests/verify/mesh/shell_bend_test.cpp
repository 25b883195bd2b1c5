#include "verify/mesh/shell_bend.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"
#include "verify/mesh/mesh_observables.h"
#include "verify/mesh/mesh_run.h"
#include "verify/mesh/stepper.h"
#include "verify/mesh/stepper_checks.h"

/// Runs on a scalp whose curvature varies.
namespace meso::verify {
namespace {

// At the vertices that can be solved.
std::vector<float> bendOf(const PlainSurface& surface) {
    const auto mesh = surface.mesh();
    const LateralOperator op = lateralOperator(mesh->vertices(), mesh->triangles());
    std::vector<float> found;
    const auto all = surfaceBend(op, mesh->vertices(), mesh->normals(), mesh->triangles());
    for (std::size_t v = 0; v < all.size(); ++v)
        if (op.mass_mm2[v] > 0)
            found.push_back(all[v]);
    return found;
}

void expectBend(const std::vector<float>& found, double wanted, double within) {
    for (const float bend : found)
        ASSERT_NEAR(bend, wanted, within);
}

// Bent along y as a ball of 90 mm is; along x as one of 55 mm on the left and nearly flat on the
// right.
geom::Vec3 onRidge(double x, double y) {
    constexpr double kMean = 0.01, kSwing = -0.008, kWidth = 12;
    const double root = std::hypot(x, kWidth);
    const double fall = 0.5 * kMean * x * x +
                        0.5 * kSwing * (x * root + kWidth * kWidth * std::asinh(x / kWidth)) +
                        y * y / 180;
    return {x, y, -fall};
}

PlainSurface ridge(double edge, double reach = 30) {
    PlainSurface surface = test::sheet(edge, reach);
    for (geom::Vec3& p : surface.vertices)
        p = onRidge(p.x(), p.y());
    return surface;
}

sim::SimInput ridgeInput(double edge = 1.1) {
    sim::SimInput input;
    input.surface = ridge(edge).mesh();
    input.compound = test::vegf165();
    input.tissue = test::scalpTissue();
    input.depots = {{onRidge(-9, 0), Mm(2.5), Ml(0.05), MgPerMl(5)},
                    {onRidge(9, 1), Mm(4.2), Ml(0.03), MgPerMl(5)}};
    input.duration = fromHours(6);
    input.outputTimes = {Seconds(0), fromMinutes(10), fromHours(1), fromHours(6)};
    return input;
}

TEST(ShellBend, IsThatOfSpheresAndSheetsUpToTheirBorder) {
    expectBend(bendOf(test::sphere(60, 40)), 1.0 / 60, 1e-4);
    expectBend(bendOf(test::cap(90, 0.9, 34)), 1.0 / 90, 1e-4);
    expectBend(bendOf(test::cap(90, 2, 25)), 1.0 / 90, 1e-4);
    expectBend(bendOf(test::sheet(1, 20, 0.3)), 0, 1e-9);
    PlainSurface hollow = test::cap(90, 1.5, 20);
    for (geom::Triangle& t : hollow.triangles)
        std::swap(t[1], t[2]);
    expectBend(bendOf(hollow), -1.0 / 90, 1e-4);
}

TEST(ShellBend, DoesNotMindTheNoiseOfAScan) {
    PlainSurface rough = test::cap(90, 1, 30);
    Random random(3);
    for (geom::Vec3& p : rough.vertices)
        p *= 1 + 0.1 * random.normal() / 90;
    double worst = 0;
    const auto mesh = rough.mesh();
    const auto bend = surfaceBend(lateralOperator(mesh->vertices(), mesh->triangles()),
                                  mesh->vertices(), mesh->normals(), mesh->triangles());
    for (std::size_t v = 0; v < bend.size(); ++v)
        if (rough.vertices[v].head<2>().norm() < 20)
            worst = std::max(worst, std::abs(static_cast<double>(bend[v]) * 90 - 1));
    EXPECT_LT(worst, 0.15);
    EXPECT_GT(worst, 0.001) << "the noise is not there";
}

TEST(ShellBend, SaysSoWhereThereIsTooLittleSurface) {
    PlainSurface triangle;
    triangle.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
    triangle.triangles = {{0, 1, 2}};
    for (const float bend : bendOf(triangle))
        EXPECT_TRUE(std::isnan(bend));
}

TEST(ShellBend, ClassesStartFromTheReferenceRadius) {
    const TissueGrid grid = makeTissueGrid(test::scalpTissue()).value();
    EXPECT_EQ(bendClass(1.0 / 90, grid), 0);
    EXPECT_EQ(bendClass(std::nan(""), grid), 0);
    EXPECT_EQ(bendOfClass(0, grid), 1.0 / 90);
    EXPECT_EQ(bendClass(5, grid), bendClass(1.0 / 40, grid));
    EXPECT_EQ(bendClass(-5, grid), bendClass(0, grid));
    EXPECT_EQ(bentGrid(grid, 1.0 / 90).metric, grid.metric);
    for (double bend = 0; bend < 1.0 / 40; bend += 1e-4)
        EXPECT_NEAR(bendOfClass(bendClass(bend, grid), grid), bend,
                    0.5001 * kBendClassWidth_per_mm);
    const TissueGrid flat = gridFromFaces({0, 1, 2}, {0, 0}, Mm(0));
    EXPECT_EQ(bendClass(1.0 / 60, flat), 0);
}

TEST(ShellBend, SortsThicknessAndCurvatureTogether) {
    const TissueGrid grid = makeTissueGrid(test::scalpTissue()).value();
    const std::vector<float> factors{0.9F, 0.9F, 1.1F, 1.1F, 0.9F};
    const std::vector<int> bends{0, 4, 4, 4, 0};
    const GridClasses both = gridClasses(grid, factors, bends);
    ASSERT_EQ(both.ofVertex.size(), 5U);
    EXPECT_EQ(both.grids.size(), 3U) << "only classes that a vertex has";
    EXPECT_EQ(both.ofVertex[0], both.ofVertex[4]);
    EXPECT_EQ(both.ofVertex[2], both.ofVertex[3]);
    EXPECT_NEAR(both.factor[both.ofVertex[2]], 1.1, 0.002);
    EXPECT_EQ(both.grids[both.ofVertex[0]].radius_mm, 90);
    EXPECT_NEAR(1 / both.grids[both.ofVertex[1]].radius_mm, bendOfClass(4, grid), 1e-12);
    EXPECT_TRUE(gridClasses(grid, {}, std::vector<int>(5, 0)).uniform());
    EXPECT_EQ(gridClasses(grid, {}, bends).grids.size(), 2U);
}

TEST(ShellBend, KeepsTheAmountAndAUniformConcentration) {
    const auto mesh = ridge(2).mesh();
    const TissueGrid grid = makeTissueGrid(test::scalpTissue()).value();
    DiffusionModel model{lateralOperator(mesh->vertices(), mesh->triangles()),
                         grid,
                         std::vector<sim::LayerTransport>(4, {1, Mm2PerSecond(2e-4), {}, {}}),
                         {}};
    std::vector<int> classes;
    for (const float bend :
         surfaceBend(model.lateral, mesh->vertices(), mesh->normals(), mesh->triangles()))
        classes.push_back(bendClass(static_cast<double>(bend), grid));
    model.classes = gridClasses(grid, {}, classes);
    ASSERT_GT(model.classes.grids.size(), 10U);
    Stepper stepper(model);
    std::vector<double> amounts;
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < grid.cells(); ++c)
            amounts.push_back(3 * model.gridAt(v).volumePerArea_mm(c));
    stepper.setAmounts(amounts);
    stepper.advance(Seconds(1800), 20);
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < grid.cells(); ++c)
            ASSERT_NEAR(stepper.concentration(v, c) / 3, 1, 1.5e-4);
    test::expectUnevenAmountIsKept(stepper, amounts);
}

// Largest difference of a band, of the highest value of the second.
double framesApart(const MeshResult& a, const MeshResult& b, int frame, sim::DepthRange band) {
    const auto one = bandAverage(a, frame, band), two = bandAverage(b, frame, band);
    double most = 0, peak = 0;
    for (std::size_t v = 0; v < one.size(); ++v) {
        most = std::max(most, std::abs(static_cast<double>(one[v] - two[v])));
        peak = std::max(peak, static_cast<double>(two[v]));
    }
    return most / peak;
}

TEST(ShellBend, CountsWhereCurvatureVaries) {
    const sim::SimInput input = ridgeInput();
    const auto bent = simulateOnMesh(input),
               onBall = simulateOnMesh(input, {.bend = ShellBend::Tissue});
    ASSERT_TRUE(bent.ok() && onBall.ok());
    EXPECT_TRUE((*onBall)->classes.uniform());
    EXPECT_FALSE((*bent)->classes.uniform());
    double apart = 0;
    for (const sim::DepthRange band :
         {sim::DepthRange{Mm(1.5), Mm(2.5)}, sim::DepthRange{Mm(3.5), Mm(4.5)}})
        apart = std::max(apart, framesApart(**onBall, **bent, 2, band));
    EXPECT_GT(apart, 0.02);
    EXPECT_LT(apart, 0.2);
}

TEST(ShellBend, AccountsForTheDose) {
    const auto run = simulateOnMesh(ridgeInput());
    ASSERT_TRUE(run.ok());
    const MeshResult& result = **run;
    for (std::size_t f = 0; f < result.frames.size(); ++f) {
        EXPECT_NEAR(result.balance[f].total() / result.dose, 1, 1e-9);
        double held_mg = 0, layers_mg = 0;
        const std::size_t cells = result.grid.cells();
        const auto& values = result.frames[f].concentration;
        for (std::size_t i = 0; i < values.size(); ++i)
            held_mg += result.area_mm2[i / cells] * static_cast<double>(values[i]) *
                       result.gridAt(i / cells).volumePerArea_mm(static_cast<int>(i % cells)) /
                       1000;
        for (const Mg& layer : result.balance[f].layers)
            layers_mg += layer.value();
        EXPECT_NEAR(held_mg / layers_mg, 1, 1e-5);
    }
}

} // namespace
} // namespace meso::verify
