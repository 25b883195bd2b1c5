#include "sim/observables.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "sim/depot.h"
#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

SimResultPtr oneDepot() {
    SimInput input;
    input.surface = test::cap(90, 1, 26).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{{0, 0, 90}, Mm(4), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(1);
    return simulate(input).value();
}

constexpr DepthRange kBulbRange{Mm(3.5), Mm(4.5)};

TEST(Observables, ABandAddsUpToItsCells) {
    const SimResultPtr result = oneDepot();
    const auto band = bandAverage(*result, 0, kBulbRange);
    double expected = 0, volume = 0;
    for (int c = 0; c < result->grid.cells(); ++c)
        if (result->grid.faces_mm[c] > 3.49 && result->grid.faces_mm[c + 1] < 4.51) {
            expected += result->grid.volumePerArea_mm(c) *
                        static_cast<double>(result->frames[0].concentration[c]);
            volume += result->grid.volumePerArea_mm(c);
        }
    EXPECT_NEAR(band[result->meshVertex[0]], expected / volume, 1e-6);
    EXPECT_EQ(band.size(), static_cast<std::size_t>(result->surfaceVertices));
}

TEST(Observables, ADepotAtBulbDepthStartsNearTheInjectedStrength) {
    const SimResultPtr result = oneDepot();
    const auto band = bandAverage(*result, 0, kBulbRange);
    EXPECT_NEAR(*std::max_element(band.begin(), band.end()), 5 * 0.99, 5 * 0.015);
}

TEST(Observables, UnboundIsTotalOverCapacity) {
    const SimResultPtr result = oneDepot();
    const DepthRange subcutis = layerRange(*result, 2);
    EXPECT_NEAR(subcutis.from.value(), 2, 1e-9);
    EXPECT_NEAR(subcutis.to.value(), 5, 1e-9);
    const auto total = bandAverage(*result, 1, subcutis);
    const auto unbound = bandAverage(*result, 1, subcutis, Measure::Unbound);
    for (std::size_t v = 0; v < total.size(); ++v)
        EXPECT_NEAR(unbound[v] * result->transports[2].capacity, total[v], 1e-5);
}

TEST(Observables, CoverageNeverFallsOverTimeAndShrinksWithTheThreshold) {
    const SimResultPtr result = oneDepot();
    std::vector<double> weights(result->surfaceVertices, 0);
    for (std::size_t v = 0; v < result->meshVertex.size(); ++v)
        weights[result->meshVertex[v]] = result->area_mm2[v];
    const auto thresholds = presetThresholds(*result);
    const auto low = coverage(*result, kBulbRange, thresholds[0], weights);
    const auto high = coverage(*result, kBulbRange, thresholds[1], weights);
    ASSERT_EQ(low.size(), result->frames.size());
    for (std::size_t f = 0; f < low.size(); ++f) {
        EXPECT_GE(low[f].ever, low[f].now);
        EXPECT_GE(low[f].now, high[f].now);
        if (f > 0) {
            EXPECT_GE(low[f].ever, low[f - 1].ever);
        }
    }
    double area = 0;
    for (const double w : weights)
        area += w;
    const double radius = std::sqrt(low.back().ever * area / std::numbers::pi);
    EXPECT_NEAR(radius, 4.0, 0.4) << "reach of 1 % around one depot of 0.05 mL";
    for (const Coverage& none :
         coverage(*result, kBulbRange, thresholds[0], std::vector<double>(weights.size(), 0)))
        EXPECT_EQ(none.ever, 0);
}

TEST(Depot, HasTheShapeOfTheTable) {
    anatomy::TissueProfile tissue = test::scalpTissue();
    tissue.leakFraction = 0;
    const auto shape = depotShape({{}, Mm(2.5), Ml(0.05), MgPerMl(1)}, tissue, Mm(1));
    EXPECT_NEAR(shape.halfWidth.value(), 3.03, 0.005);
    EXPECT_NEAR(shape.halfHeight.value(), 1.3, 1e-12);
    EXPECT_FALSE(shape.widened);
    const auto small = depotShape({{}, Mm(2.5), Ml(0.01), MgPerMl(1)}, tissue, Mm(1));
    EXPECT_TRUE(small.widened);
    EXPECT_DOUBLE_EQ(small.halfWidth.value(), 2.5);
    const auto shallow = depotShape({{}, Mm(0.6), Ml(0.05), MgPerMl(1)}, tissue, Mm(1));
    EXPECT_DOUBLE_EQ(shallow.halfHeight.value(), 0.6);
}

TEST(Depot, SmoothingKeepsTheVolumeOfTheEllipsoid) {
    const double a = 3, c = 1.3;
    const DepotProfile profile(Mm(a), Mm(c), Mm(0.4));
    double volume = 0;
    constexpr double kStep = 0.05;
    for (double r = kStep / 2; r < 6; r += kStep)
        for (double z = kStep / 2; z < 4; z += kStep)
            volume += 2 * 2 * std::numbers::pi * r * kStep * kStep * profile.at(r, z);
    EXPECT_NEAR(volume / (4 * std::numbers::pi / 3 * a * a * c), 1, 3e-3);
    EXPECT_NEAR(profile.at(0, 0), 1, 0.01);
    EXPECT_NEAR(profile.at(0, 10), 0, 1e-12);
    EXPECT_DOUBLE_EQ(profile.at(-1, -0.5), profile.at(1, 0.5));
}

TEST(Depot, WarnsOfOverlapsAndOfDepotsTheMeshCannotShow) {
    const SimDepot a{{0, 0, 0}, Mm(2), Ml(0.05), MgPerMl(1)};
    SimDepot b = a;
    b.position = {5, 0, 0};
    const std::vector<SimDepot> near{a, b};
    DepotShape shape;
    shape.halfWidth = Mm(3);
    std::vector<DepotShape> shapes{shape, shape};
    EXPECT_EQ(depotWarnings(near, shapes).size(), 1U);
    shapes[0].halfWidth = shapes[1].halfWidth = Mm(2);
    EXPECT_TRUE(depotWarnings(near, shapes).empty());
    shapes[1].widened = true;
    EXPECT_EQ(depotWarnings(near, shapes).size(), 1U);
}

} // namespace
} // namespace meso::sim
