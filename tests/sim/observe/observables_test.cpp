#include "sim/observe/observables.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

const SimResultPtr& bulbRun() {
    static const SimResultPtr run = simulate(test::oneDepotInput(4)).value();
    return run;
}

/// Courses of three vertices (2, 5 and 6) and one depot by hand.
Courses handMade() {
    return {{2, 5, 6},
            {Seconds(0), Seconds(10), Seconds(20)},
            {1, 0, 0, /**/ 0, 2, 3, /**/ 0.5F, 0.5F, 0.5F},
            {4, 2, 1}};
}

TEST(Observables, ADepotAtBulbDepthStartsNearTheInjectedStrength) {
    const auto band = bulbRun()->field->at(test::kTerminalBand, Seconds(0));
    EXPECT_EQ(band.size(), bulbRun()->surface().vertices().size());
    EXPECT_NEAR(*std::max_element(band.begin(), band.end()), 5 * 0.99, 5 * 0.015);
}

TEST(Observables, UnboundIsTotalOverCapacity) {
    const DepthRange subcutis{bulbRun()->layerBottom[1], bulbRun()->layerBottom[2]};
    const auto total = bulbRun()->field->at({subcutis, Measure::Total}, fromMinutes(10));
    const auto unbound = bulbRun()->field->at({subcutis, Measure::Unbound}, fromMinutes(10));
    const double highest = static_cast<double>(*std::max_element(total.begin(), total.end()));
    for (std::size_t v = 0; v < total.size(); ++v)
        EXPECT_NEAR(static_cast<double>(unbound[v]) * bulbRun()->transports[2].capacity, total[v],
                    2e-5 * highest);
}

TEST(Observables, CoverageIsTheShareOfTheWeightsNowAndEver) {
    const std::vector<double> weights{10, 0, 1, 0, 0, 2, 3, 0}; // of which vertex 0 gets nothing
    const auto at1 = coverage(handMade(), MgPerMl(1), weights);
    ASSERT_EQ(at1.size(), 3U);
    EXPECT_NEAR(at1[0].now, 1.0 / 16, 1e-12);
    EXPECT_NEAR(at1[1].now, 2.0 / 16, 1e-12);
    EXPECT_NEAR(at1[0].ever, 1.0 / 16, 1e-12);
    EXPECT_NEAR(at1[2].ever, 3.0 / 16, 1e-12);
    EXPECT_EQ(at1[2].time, Seconds(20));
    EXPECT_NEAR(coverage(handMade(), MgPerMl(0.5), weights)[0].now, 4.0 / 16, 1e-12) << "reached";
    for (const Coverage& none : coverage(handMade(), MgPerMl(1), std::vector<double>(8, 0)))
        EXPECT_EQ(none.ever, 0);
}

TEST(Observables, CoverageOfARunShrinksWithTheThreshold) {
    const std::vector<double> weights = vertexAreas(bulbRun()->surface());
    const Courses courses = bulbRun()->field->courses(test::kTerminalBand, bulbRun()->times);
    const auto low = coverage(courses, MgPerMl(5 * kThresholdShares[0]), weights);
    const auto high = coverage(courses, MgPerMl(5 * kThresholdShares[1]), weights);
    ASSERT_EQ(low.size(), bulbRun()->times.size());
    for (std::size_t t = 0; t < low.size(); ++t) {
        EXPECT_GE(low[t].ever, low[t].now);
        EXPECT_GE(low[t].now, high[t].now);
        if (t > 0) {
            EXPECT_GE(low[t].ever, low[t - 1].ever);
        }
    }
    double area = 0;
    for (const double w : weights)
        area += w;
    const double radius = std::sqrt(low.back().ever * area / std::numbers::pi);
    EXPECT_NEAR(radius, 4.0, 0.4) << "reach of 1 % around one depot of 0.05 mL";
}

TEST(Observables, SummariesAreMeansOfTheAreaAndPeaksOfItsAxesToo) {
    const std::vector<double> weights{10, 0, 1, 0, 0, 2, 0, 0};
    const CourseSummary without = summaryOf(handMade(), weights, std::vector<char>{0});
    EXPECT_NEAR(without.mean[0].value(), 1.0 / 13, 1e-12);
    EXPECT_NEAR(without.mean[2].value(), 6.0 / 13, 1e-12);
    EXPECT_EQ(without.highest[0], MgPerMl(1));
    EXPECT_EQ(without.highest[1], MgPerMl(2));
    const CourseSummary with = summaryOf(handMade(), weights, std::vector<char>{1});
    EXPECT_EQ(with.mean, without.mean);
    EXPECT_EQ(with.highest[0], MgPerMl(4)) << "on the axis";
    EXPECT_EQ(with.highest[2], MgPerMl(3));
    const CourseSummary none = summaryOf(handMade(), std::vector<double>(8, 0), {});
    EXPECT_EQ(none.mean[1], MgPerMl(0));
    EXPECT_EQ(none.highest[1], MgPerMl(0));
}

TEST(Observables, DepotsCountWhereTheirVertexHasAWeight) {
    SimInput input = test::oneDepotInput();
    input.depots.push_back(input.depots[0]);
    input.depots[1].position = test::onBall(10, 0);
    const SimResultPtr run = simulate(input).value();
    std::vector<double> weights(run->surface().vertices().size(), 0);
    weights[run->field->nearestVertex(test::onBall(10, 0))] = 1;
    EXPECT_EQ(depotsWithin(*run->field, weights), (std::vector<char>{0, 1}));
}

SimInput twoApart(double apart_mm, double strength = 5) {
    SimInput input = test::oneDepotInput();
    input.depots = {{test::onBall(-apart_mm / 2, 0), Mm(2.5), Ml(0.05), MgPerMl(strength)},
                    {test::onBall(apart_mm / 2, 0), Mm(2.5), Ml(0.05), MgPerMl(strength)}};
    return input;
}

std::optional<double> overlapAt(const SimInput& input) {
    return overlapIndex(*simulate(input).value(), test::kMiniatureBand, MgPerMl(0.05),
                        vertexAreas(*input.surface));
}

TEST(OverlapIndex, IsNoneApartAndAllOnTopOfEachOther) {
    EXPECT_EQ(overlapAt(twoApart(20)), 0.0);
    EXPECT_EQ(overlapAt(twoApart(0)), 1.0);
    EXPECT_FALSE(overlapAt(twoApart(4, 0.01)).has_value()) << "nobody reaches the threshold";
}

// Its twin: a run for each site alone.
TEST(OverlapIndex, IsThatOfOneRunForEachSite) {
    const SimInput both = twoApart(4);
    std::vector<int> reaching(both.surface->vertices().size(), 0);
    for (const SimDepot& depot : both.depots) {
        SimInput alone = both;
        alone.depots = {depot};
        const SimResultPtr run = simulate(alone).value();
        const Courses courses = run->field->courses(test::kMiniatureBand, run->times);
        for (std::size_t i = 0; i < courses.vertices.size(); ++i)
            reaching[courses.vertices[i]] +=
                *std::max_element(courses.of(i).begin(), courses.of(i).end()) >= 0.05F;
    }
    const std::vector<double> areas = vertexAreas(*both.surface);
    double one = 0, two = 0;
    for (std::size_t v = 0; v < areas.size(); ++v) {
        one += reaching[v] >= 1 ? areas[v] : 0;
        two += reaching[v] >= 2 ? areas[v] : 0;
    }
    EXPECT_GT(two / one, 0.2);
    EXPECT_LT(two / one, 0.7);
    EXPECT_NEAR(*overlapAt(both), two / one, 1e-12);
}

TEST(VertexAreas, AddUpToTheSurface) {
    const geom::MeshPtr mesh = test::cap(90, 2, 20).mesh();
    double sum = 0;
    for (const double area : vertexAreas(*mesh))
        sum += area;
    EXPECT_NEAR(sum, mesh->area().value(), 1e-9 * sum);
}

} // namespace
} // namespace meso::sim
