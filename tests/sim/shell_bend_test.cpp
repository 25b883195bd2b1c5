#include "sim/shell_bend.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/random.h"
#include "sim/observables.h"
#include "sim/simulate.h"
#include "sim/simulate_fast.h"
#include "sim/site_response.h"
#include "sim/stepper.h"
#include "support/sphere_mesh.h"
#include "support/stepper_checks.h"
#include "support/tissue_fixture.h"

/// Runs on a scalp whose curvature varies.
namespace meso::sim {
namespace {

// At the vertices that can be solved.
std::vector<float> bendOf(const verify::PlainSurface& surface) {
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

verify::PlainSurface ridge(double edge, double reach = 30) {
    verify::PlainSurface surface = test::sheet(edge, reach);
    for (geom::Vec3& p : surface.vertices)
        p = onRidge(p.x(), p.y());
    return surface;
}

SimInput ridgeInput(double edge = 1.1) {
    SimInput input;
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
    verify::PlainSurface hollow = test::cap(90, 1.5, 20);
    for (geom::Triangle& t : hollow.triangles)
        std::swap(t[1], t[2]);
    expectBend(bendOf(hollow), -1.0 / 90, 1e-4);
}

TEST(ShellBend, DoesNotMindTheNoiseOfAScan) {
    verify::PlainSurface rough = test::cap(90, 1, 30);
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
    verify::PlainSurface triangle;
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
    EXPECT_EQ(bendAreaScale(0, grid, Mm(3)), 1);
    const int round = bendClass(1.0 / 60, grid);
    EXPECT_NEAR(bendAreaScale(round, grid, Mm(3)),
                bentGrid(grid, bendOfClass(round, grid)).metricAt(3) / grid.metricAt(3), 1e-12);
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
                         std::vector<LayerTransport>(4, {1, Mm2PerSecond(2e-4), {}, {}}),
                         {}};
    std::vector<int> classes;
    for (const float bend :
         surfaceBend(model.lateral, mesh->vertices(), mesh->normals(), mesh->triangles()))
        classes.push_back(bendClass(static_cast<double>(bend), grid));
    model.classes = gridClasses(grid, {}, classes);
    ASSERT_GT(model.classes.grids.size(), 10U);
    BlockTeam team(1);
    Stepper<double> stepper(model, team);
    std::vector<double> amounts;
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < grid.cells(); ++c)
            amounts.push_back(3 * model.gridAt(v).volumePerArea_mm(c));
    stepper.setAmounts(amounts);
    ASSERT_TRUE(stepper.advance(Seconds(1800), 20).ok());
    for (int v = 0; v < model.lateral.vertices(); ++v)
        for (int c = 0; c < grid.cells(); ++c)
            ASSERT_NEAR(stepper.concentration(v, c) / 3, 1, 1.5e-4);
    test::expectUnevenAmountIsKept(stepper, amounts);
}

// Largest difference of a band, of the highest value of the second.
double framesApart(const SimResult& a, const SimResult& b, int frame, DepthRange band) {
    const auto one = bandAverage(a, frame, band), two = bandAverage(b, frame, band);
    double most = 0, peak = 0;
    for (std::size_t v = 0; v < one.size(); ++v) {
        most = std::max(most, std::abs(static_cast<double>(one[v] - two[v])));
        peak = std::max(peak, static_cast<double>(two[v]));
    }
    return most / peak;
}

// The fast path has one depth problem and area scales, simulate() a depth problem for each class.
TEST(ShellBend, BothPathsAgreeWhereCurvatureAndDepthVary) {
    const SimInput input = ridgeInput();
    const auto domain = ScalpDomain::make(input.surface).value();
    SimInput ball = input;
    ball.bend = ShellBend::Tissue;
    const auto fast = simulateFast(input, domain), steps = simulate(input), onBall = simulate(ball);
    ASSERT_TRUE(fast.ok() && steps.ok() && onBall.ok());
    EXPECT_NE((*steps)->inputHash, (*onBall)->inputHash);
    EXPECT_TRUE((*onBall)->classes.uniform());
    double worst = 0, worstBall = 0;
    for (const int frame : {0, 1, 2, 3})
        for (const DepthRange band : {DepthRange{Mm(1.5), Mm(2.5)}, DepthRange{Mm(3.5), Mm(4.5)}}) {
            worst = std::max(worst, framesApart(**fast, **steps, frame, band));
            worstBall = std::max(worstBall, framesApart(**onBall, **steps, frame, band));
        }
    EXPECT_LT(worst, 0.012);
    EXPECT_GT(worstBall, 3 * worst);
}

TEST(ShellBend, BothPathsAccountForTheDose) {
    const SimInput input = ridgeInput();
    const auto fast = simulateFast(input, ScalpDomain::make(input.surface).value());
    const auto steps = simulate(input);
    ASSERT_TRUE(fast.ok() && steps.ok());
    for (const auto& result : {*fast, *steps})
        for (std::size_t f = 0; f < result->frames.size(); ++f) {
            EXPECT_NEAR(result->balance[f].total() / result->dose, 1, 1e-5);
            double held_mg = 0, layers_mg = 0;
            const std::size_t cells = result->grid.cells();
            const auto& values = result->frames[f].concentration;
            for (std::size_t i = 0; i < values.size(); ++i)
                held_mg += result->area_mm2[i / cells] * static_cast<double>(values[i]) *
                           result->gridAt(i / cells).volumePerArea_mm(static_cast<int>(i % cells)) /
                           1000;
            for (const Mg& layer : result->balance[f].layers)
                layers_mg += layer.value();
            // Depots of unlike depths share one description of the columns in a fast result.
            EXPECT_NEAR(held_mg / layers_mg, 1, result == *steps ? 1e-5 : 0.02);
        }
    for (std::size_t f = 0; f < (*steps)->balance.size(); ++f)
        EXPECT_NEAR((*fast)->balance[f].blood / (*fast)->dose,
                    (*steps)->balance[f].blood / (*steps)->dose, 2e-3);
}

TEST(ShellBend, AResponseIsTheFastRunOfItsSiteAlone) {
    SimInput input = ridgeInput();
    for (const SimDepot& depot : input.depots) {
        SimInput alone = input;
        alone.depots = {depot};
        const auto domain = ScalpDomain::make(input.surface).value();
        const auto whole = simulateFast(alone, domain);
        const TissueGrid grid = makeTissueGrid(input.tissue).value();
        const auto plan =
            FastPlan::make(grid, layerTransports(input.compound, input.tissue).value(),
                           domain->largestEigenvalue(grid), {input.duration, input.outputTimes});
        ASSERT_TRUE(whole.ok() && plan.ok());
        const auto response = SiteResponder(domain, *plan, input.tissue).respond(depot);
        ASSERT_TRUE(response.ok());
        const int frame = static_cast<int>((*plan)->frameTimes().size()) - 1;
        const ResponseFrame& last = response->frames[frame];
        const DepthRange band{Mm(3.5), Mm(4.5)};
        const auto weights = (*plan)->bandWeights(frame, band, Measure::Total);
        const auto wanted = bandAverage(**whole, 3, band);
        const auto highest = static_cast<double>(*std::max_element(wanted.begin(), wanted.end()));
        for (int i = 0; i < last.active; ++i) {
            double value = 0;
            for (int k = 0; k < last.modes; ++k)
                value +=
                    static_cast<double>(weights[k]) *
                    static_cast<double>(last.amount[static_cast<std::size_t>(i) * last.modes + k]);
            ASSERT_NEAR(value, wanted[domain->meshVertex()[response->vertex[i]]], 2e-3 * highest);
        }
    }
}

TEST(ShellBend, AFastRunIsTheSumOfItsDepthsWithEqualBitsForAnyThreads) {
    const SimInput input = ridgeInput();
    const auto domain = ScalpDomain::make(input.surface).value();
    const auto both = simulateFast(input, domain, {}, {}, 2);
    const auto again = simulateFast(input, domain, {}, {}, 1);
    ASSERT_TRUE(both.ok() && again.ok());
    std::vector<float> sum(input.surface->vertices().size(), 0);
    const DepthRange band{Mm(1.5), Mm(2.5)};
    for (const SimDepot& depot : input.depots) {
        SimInput alone = input;
        alone.depots = {depot};
        const auto part = bandAverage(**simulateFast(alone, domain), 2, band);
        for (std::size_t v = 0; v < sum.size(); ++v)
            sum[v] += part[v];
    }
    const auto found = bandAverage(**both, 2, band);
    const auto highest = *std::max_element(sum.begin(), sum.end());
    // Each run is cut off at its own margin, where there is next to nothing.
    for (std::size_t v = 0; v < sum.size(); ++v)
        ASSERT_NEAR(found[v], sum[v], 2e-4F * highest);
    for (std::size_t f = 0; f < (*both)->frames.size(); ++f)
        EXPECT_EQ((*both)->frames[f].concentration, (*again)->frames[f].concentration);
}

} // namespace
} // namespace meso::sim
