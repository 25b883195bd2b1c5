#include "sim/observe/exposure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

constexpr MgPerMl kLevel(0.25);

const SimResultPtr& exposedRun() {
    static const SimResultPtr run = [] {
        SimInput input = test::oneDepotInput();
        input.duration = fromHours(6);
        return simulate(input).value();
    }();
    return run;
}

/// The concentration of a vertex at one time.
double courseAt(const SimResult& run, const Reading& reading, int vertex, double time_s) {
    const Seconds time(time_s);
    const Courses courses = run.field->courses(reading, std::span(&time, 1));
    const auto found = std::lower_bound(courses.vertices.begin(), courses.vertices.end(), vertex);
    return found == courses.vertices.end() || *found != vertex
               ? 0
               : static_cast<double>(
                     courses.values[static_cast<std::size_t>(found - courses.vertices.begin())]);
}

/// When a vertex passes a level between two times.
double passingTime(const SimResult& run, const Reading& reading, int vertex, double level,
                   double from_s, double to_s) {
    const bool isAbove = courseAt(run, reading, vertex, from_s) >= level;
    for (int step = 0; step < 40; ++step) {
        const double middle = 0.5 * (from_s + to_s);
        ((courseAt(run, reading, vertex, middle) >= level) == isAbove ? from_s : to_s) = middle;
    }
    return 0.5 * (from_s + to_s);
}

/// Vertices near the pole, at 0 to 3 mm.
std::vector<int> someVertices(const SimResult& run) {
    std::vector<int> out;
    for (const double x : {0.0, 1.0, 2.0, 3.0})
        out.push_back(run.field->nearestVertex(test::onBall(x, 0)));
    return out;
}

TEST(Exposure, CrossesLevelsWhereABisectionDoes) {
    const SimResult& run = *exposedRun();
    for (const Reading& reading : {test::kMiniatureBand, test::kTerminalBand}) {
        const Exposure e = exposureOf(run, reading, kLevel);
        for (const int v : someVertices(run)) {
            const double top = static_cast<double>(e.peak_s[v]), half = 0.5 * e.peak[v];
            ASSERT_TRUE(std::isfinite(e.halfLife_s[v]));
            const double end = passingTime(run, reading, v, half, top, 6 * 3600);
            EXPECT_NEAR(top + static_cast<double>(e.halfLife_s[v]), end, 1e-3 * end) << "half-life";
            if (e.peak[v] <= 1.1F * static_cast<float>(kLevel.value()))
                continue;
            const double down = passingTime(run, reading, v, kLevel.value(), top, 6 * 3600);
            const double up = courseAt(run, reading, v, 0) >= kLevel.value()
                                  ? 0
                                  : passingTime(run, reading, v, kLevel.value(), 0, top);
            EXPECT_NEAR(e.timeAbove_s[v], down - up, 1e-3 * down);
        }
    }
}

TEST(Exposure, FindsTheTopOfACourse) {
    const SimResult& run = *exposedRun();
    const Exposure e = exposureOf(run, test::kTerminalBand, kLevel);
    for (const int v : someVertices(run)) {
        double highest = 0, at = 0;
        for (double t = 0; t < 2 * 3600; t += 20)
            if (const double c = courseAt(run, test::kTerminalBand, v, t); c > highest)
                highest = c, at = t;
        EXPECT_NEAR(e.peak[v], highest, 1e-3 * highest);
        EXPECT_NEAR(e.peak_s[v], at, 0.03 * at + 20);
    }
}

TEST(Exposure, IntegralsAreThoseOfTheCourseWithoutEnd) {
    const SimResult& run = *exposedRun();
    const Exposure e = exposureOf(run, test::kTerminalBand, kLevel);
    std::vector<Seconds> dense;
    for (int i = 0; i <= 4000; ++i)
        dense.emplace_back(12.0 * 3600 * i / 4000); // by when nothing is left
    const Courses courses = run.field->courses(test::kTerminalBand, dense);
    for (const int v : someVertices(run)) {
        const auto row = static_cast<std::size_t>(
            std::lower_bound(courses.vertices.begin(), courses.vertices.end(), v) -
            courses.vertices.begin());
        double area = 0, moment = 0;
        for (std::size_t t = 1; t < dense.size(); ++t) {
            const double step = 0.5 * (dense[t] - dense[t - 1]).value();
            const auto before = static_cast<double>(courses.of(row)[t - 1]);
            const auto now = static_cast<double>(courses.of(row)[t]);
            area += step * (before + now);
            moment += step * (dense[t - 1].value() * before + dense[t].value() * now);
        }
        EXPECT_NEAR(e.auc[v] / area, 1, 2e-3);
        EXPECT_NEAR(e.meanResidence_s[v] / (moment / area), 1, 1e-2) << "noise is cut at last";
    }
    // A run of an hour has the same integrals.
    SimInput input = test::oneDepotInput();
    input.duration = fromHours(1);
    const Exposure hour = exposureOf(*simulate(input).value(), test::kTerminalBand, kLevel);
    const int pole = someVertices(run)[0];
    EXPECT_NEAR(hour.auc[pole] / e.auc[pole], 1, 1e-4);
    EXPECT_EQ(hour.until, fromHours(1));
}

TEST(Exposure, AHalfLifeThatTheRunDoesNotShowIsInfinite) {
    SimInput input = test::oneDepotInput();
    input.duration = fromMinutes(5);
    const SimResultPtr run = simulate(input).value();
    const Exposure e = exposureOf(*run, test::kMiniatureBand, kLevel);
    const int pole = run->field->nearestVertex(test::onBall(0, 0));
    EXPECT_TRUE(std::isinf(e.halfLife_s[pole]));
    EXPECT_NEAR(e.timeAbove_s[pole], 300, 1e-3) << "counted within the run";
}

TEST(Exposure, UnboundIsTotalOverTheCapacity) {
    const DepthRange subcutis{Mm(2.2), Mm(4.8)};
    const double capacity = exposedRun()->transports[2].capacity;
    const Exposure total = exposureOf(*exposedRun(), {subcutis, Measure::Total}, kLevel);
    const Exposure unbound =
        exposureOf(*exposedRun(), {subcutis, Measure::Unbound}, kLevel / capacity);
    for (const int v : someVertices(*exposedRun())) {
        EXPECT_NEAR(unbound.peak[v] * capacity / total.peak[v], 1, 1e-5);
        EXPECT_NEAR(unbound.auc[v] * capacity / total.auc[v], 1, 1e-5);
        EXPECT_NEAR(unbound.timeAbove_s[v], total.timeAbove_s[v], 0.2);
        EXPECT_NEAR(unbound.halfLife_s[v], total.halfLife_s[v], 0.2);
    }
    EXPECT_NEAR(meaningfulIn(*exposedRun(), {subcutis, Measure::Unbound}) * capacity /
                    meaningfulIn(*exposedRun(), {subcutis, Measure::Total}),
                1, 1e-9);
    EXPECT_NEAR(meaningfulIn(*exposedRun(), test::kTerminalBand).value(), 5e-4, 1e-15);
}

TEST(Exposure, SaysNothingAboutTimesOfMeaninglessConcentrations) {
    const Exposure e = exposureOf(*exposedRun(), test::kTerminalBand, MgPerMl(1e-6));
    const double meaningful = meaningfulIn(*exposedRun(), test::kTerminalBand).value();
    int faint = 0, plain = 0;
    for (std::size_t v = 0; v < e.peak.size(); ++v) {
        if (static_cast<double>(e.peak[v]) >= meaningful) {
            ++plain;
            EXPECT_GT(e.meanResidence_s[v], 0);
            EXPECT_GT(e.timeAbove_s[v], 0);
            continue;
        }
        faint += e.peak[v] > 0;
        EXPECT_EQ(e.meanResidence_s[v], 0);
        EXPECT_EQ(e.halfLife_s[v], 0);
        EXPECT_EQ(e.timeAbove_s[v], 0);
        EXPECT_EQ(e.peak_s[v], 0);
    }
    EXPECT_GT(faint, 3);
    EXPECT_GT(plain, 10);
}

TEST(Exposure, IsFollowedAtTheOutputTimesAndBetween) {
    const std::vector<Seconds> times = exposureTimes(*exposedRun());
    EXPECT_EQ(times.front(), Seconds(0));
    EXPECT_EQ(times.back(), fromHours(6));
    for (const Seconds output : exposedRun()->times)
        EXPECT_TRUE(std::find(times.begin(), times.end(), output) != times.end());
    for (std::size_t t = 1; t < times.size(); ++t) {
        EXPECT_GT(times[t], times[t - 1]);
        if (times[t - 1] >= Seconds(30)) {
            EXPECT_LE(times[t] / times[t - 1], 1.12 * std::sqrt(1.12) + 1e-9);
        }
    }
    EXPECT_LT(times.size(), 120U);
}

TEST(Exposure, OfSlowReleaseAndLongRunsIsSound) {
    SimInput input = test::oneDepotInput();
    input.compound = test::vegf165();
    input.compound.release = {PerSecond(1e-5), MgPerMl(0)};
    input.duration = fromHours(24.0 * 14);
    const SimResultPtr run = simulate(input).value();
    const Exposure e = exposureOf(*run, test::kTerminalBand, MgPerMl(0.05));
    const int pole = run->field->nearestVertex(test::onBall(0, 0));
    EXPECT_GT(e.peak_s[pole], 3600) << "it rises while it dissolves";
    EXPECT_GT(e.meanResidence_s[pole], 1e5F) << "at least the release";
    for (const std::vector<float>* field :
         {&e.peak, &e.auc, &e.peak_s, &e.meanResidence_s, &e.timeAbove_s})
        for (const float value : *field)
            ASSERT_TRUE(std::isfinite(value) && value >= 0);
}

/// An exposure by hand: peaks, and times above a threshold of 0.1.
Exposure handMadeExposure() {
    Exposure e;
    e.threshold = MgPerMl(0.1);
    e.peak = {0.05F, 0.2F, 0.3F, 0.4F, 0.5F};
    e.timeAbove_s = {0, 100, 200, 300, 400};
    return e;
}

TEST(Coverage, CountsTheAreaThatStaysAboveLongEnough) {
    const std::vector<double> weights{1, 1, 1, 1, 6};
    EXPECT_NEAR(coverage(handMadeExposure(), Seconds(0), weights), 0.9, 1e-12);
    EXPECT_NEAR(coverage(handMadeExposure(), Seconds(200), weights), 0.8, 1e-12) << "reached";
    EXPECT_NEAR(coverage(handMadeExposure(), Seconds(201), weights), 0.7, 1e-12);
    EXPECT_EQ(coverage(handMadeExposure(), fromHours(3), weights), 0);
    EXPECT_EQ(coverage(handMadeExposure(), Seconds(0), std::vector<double>(5, 0)), 0) << "no area";
}

TEST(Spill, IsTheReachedAreaOutsideTheTarget) {
    const std::vector<double> surface(5, 2.0);
    EXPECT_NEAR(spill(handMadeExposure(), std::vector<double>{0, 2, 0.5, 0, 2}, surface).value(),
                0 + 1.5 + 2, 1e-12);
    EXPECT_EQ(spill(handMadeExposure(), surface, surface).value(), 0);
}

// Reach of one depot as a disc: all of it spills when the target is empty.
TEST(Spill, OfOneDepotIsTheDiscThatTheThresholdReaches) {
    const SimInput input = test::oneDepotInput(4);
    const Exposure e = exposureOf(*simulate(input).value(), test::kTerminalBand, MgPerMl(0.05));
    const Mm2 disc = spill(e, std::vector<double>(input.surface->vertices().size(), 0),
                           vertexAreas(*input.surface));
    EXPECT_NEAR(std::sqrt(disc.value() / std::numbers::pi), 4.0, 0.3);
}

} // namespace
} // namespace meso::sim
