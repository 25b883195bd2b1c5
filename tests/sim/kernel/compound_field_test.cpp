#include "sim/kernel/compound_field.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <Eigen/Geometry>
#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

const std::array<Seconds, 3> kCourseTimes{Seconds(0), fromMinutes(20), fromHours(2)};

KernelStorePtr sharedStore() {
    static const auto store = std::make_shared<KernelStore>();
    return store;
}

CompoundFieldPtr fieldOf(const SimInput& input) {
    const auto result = test::simulateWith(sharedStore(), input);
    EXPECT_TRUE(result.ok()) << result.error().message;
    return (*result)->field;
}

SimDepot depotAt(double x, double y, double depth_mm = 2.5, double strength = 5) {
    return {test::onBall(x, y), Mm(depth_mm), Ml(0.05), MgPerMl(strength)};
}

CompoundFieldPtr fieldOf(std::vector<SimDepot> depots) {
    SimInput input = test::oneDepotInput();
    input.depots = std::move(depots);
    return fieldOf(input);
}

/// Courses of all vertices, 0 where nothing arrives.
std::vector<float> spreadOut(const CompoundField& field) {
    const Courses courses = field.courses(test::kTerminalBand, kCourseTimes);
    std::vector<float> out(field.surface().vertices().size() * kCourseTimes.size(), 0);
    for (std::size_t i = 0; i < courses.vertices.size(); ++i)
        std::copy(courses.of(i).begin(), courses.of(i).end(),
                  out.begin() + static_cast<std::ptrdiff_t>(courses.vertices[i]) *
                                    static_cast<std::ptrdiff_t>(kCourseTimes.size()));
    return out;
}

float highestOf(const std::vector<float>& values) {
    return *std::max_element(values.begin(), values.end());
}

TEST(CompoundField, ATwiceAsStrongDoseGivesTwiceTheFieldBitForBit) {
    const auto one = spreadOut(*fieldOf({depotAt(0, 0, 4, 2.5), depotAt(5, 3, 2.5, 1.25)}));
    const auto two = spreadOut(*fieldOf({depotAt(0, 0, 4, 5), depotAt(5, 3, 2.5, 2.5)}));
    ASSERT_GT(highestOf(one), 1);
    for (std::size_t i = 0; i < one.size(); ++i)
        ASSERT_EQ(2 * one[i], two[i]);
}

TEST(CompoundField, IsTheSumOfEachDepotAlone) {
    const auto first = spreadOut(*fieldOf({depotAt(0, 0, 4)}));
    const auto second = spreadOut(*fieldOf({depotAt(5, 0, 2.5)}));
    const auto both = spreadOut(*fieldOf({depotAt(0, 0, 4), depotAt(5, 0, 2.5)}));
    for (std::size_t i = 0; i < both.size(); ++i)
        ASSERT_NEAR(both[i], first[i] + second[i], 1e-6F * highestOf(both));
    const auto doubled = spreadOut(*fieldOf({depotAt(0, 0, 4), depotAt(0, 0, 4)}));
    for (std::size_t i = 0; i < both.size(); ++i)
        ASSERT_EQ(doubled[i], 2 * first[i]) << "two on one spot";
}

TEST(CompoundField, HeedsNoOrderOfTheDepots) {
    std::vector<SimDepot> depots;
    for (const double x : {-4.0, 0.0, 4.0})
        for (const double y : {-4.0, 0.0, 4.0})
            depots.push_back(depotAt(x, y, 2.8 + 0.2 * x, 5 + y));
    const auto forth = spreadOut(*fieldOf(depots));
    std::reverse(depots.begin(), depots.end());
    const auto back = spreadOut(*fieldOf(depots));
    for (std::size_t i = 0; i < forth.size(); ++i)
        ASSERT_NEAR(forth[i], back[i], 1e-6F * highestOf(forth));
}

TEST(CompoundField, TurnsWithTheHead) {
    const Eigen::AngleAxisd turn(1.1, geom::Vec3(0.3, -0.5, 0.7).normalized());
    SimInput input = test::oneDepotInput(4);
    input.depots.push_back(depotAt(5, 2));
    const auto straight = spreadOut(*fieldOf(input));
    verify::PlainSurface turned{test::ballCap()->vertices(), test::ballCap()->triangles()};
    for (geom::Vec3& p : turned.vertices)
        p = turn * p + geom::Vec3(10, -20, 30);
    input.surface = turned.mesh();
    for (SimDepot& depot : input.depots)
        depot.position = turn * depot.position + geom::Vec3(10, -20, 30);
    const auto there = spreadOut(*fieldOf(input));
    ASSERT_EQ(there.size(), straight.size());
    for (std::size_t i = 0; i < there.size(); ++i)
        ASSERT_NEAR(there[i], straight[i], 1e-4F * highestOf(straight));
}

TEST(CompoundField, DependsOnTheDistanceAlongTheSkinAlone) {
    const CompoundFieldPtr field = fieldOf({depotAt(0, 0, 4)});
    const std::array depths{4.0};
    for (const double arc : {0.0, 1.0, 2.5, 3.5}) {
        std::vector<geom::Vec3> round;
        for (int k = 0; k < 5; ++k) {
            const double r = test::kBallRadius_mm * std::sin(arc / test::kBallRadius_mm);
            round.push_back(test::onBall(r * std::cos(k), r * std::sin(k)));
        }
        const auto read = field->below(round, depths, Measure::Total, fromMinutes(20));
        for (const float value : read)
            EXPECT_NEAR(value, read[0], 1e-5F * 5);
        // The same from the kernel itself, at the arc length.
        const DepotKernel& kernel = *field->depots()[0].parts[0].kernel;
        if (field->depots()[0].parts.size() == 1) {
            const Eigen::MatrixXd exact =
                kernel.medium().disc().series(std::array{arc}) *
                kernel.transformAt(kernel.medium().basis().values(depths, Measure::Total), 1200);
            EXPECT_NEAR(read[0], 5 * exact(0, 0), 2e-3) << arc;
        }
    }
}

TEST(CompoundField, AllItsReadingsAgree) {
    const CompoundFieldPtr field = fieldOf({depotAt(0, 0, 4), depotAt(5, 0)});
    const Courses courses = field->courses(test::kTerminalBand, kCourseTimes);
    EXPECT_TRUE(std::is_sorted(courses.vertices.begin(), courses.vertices.end()));
    const std::vector<float> map = field->at(test::kTerminalBand, kCourseTimes[1]);
    for (std::size_t i = 0; i < courses.vertices.size(); ++i)
        EXPECT_NEAR(map[courses.vertices[i]], courses.of(i)[1], 1e-6);
    // Below every depot, beside a mean of many depths there.
    std::vector<double> depths(50);
    for (std::size_t d = 0; d < depths.size(); ++d)
        depths[d] = 3.51 + 0.02 * static_cast<double>(d);
    const std::vector<geom::Vec3> places{field->depots()[0].position, field->depots()[1].position};
    const auto column = field->below(places, depths, Measure::Total, kCourseTimes[1]);
    for (std::size_t p = 0; p < 2; ++p) {
        double sum = 0;
        for (std::size_t d = 0; d < depths.size(); ++d)
            sum += static_cast<double>(column[p * depths.size() + d]);
        EXPECT_NEAR(sum / 50, courses.onAxis(p)[1], 0.01);
    }
    // Each depot alone reaches what it does alone, and what is reached holds all.
    const std::vector<int> reached = field->reached();
    for (const CompoundField::Reach& reach : field->reaches(test::kTerminalBand, kCourseTimes))
        for (std::size_t i = 0; i < reach.vertices.size(); ++i)
            if (reach.peak[i] > 1e-3F) {
                EXPECT_TRUE(std::binary_search(reached.begin(), reached.end(), reach.vertices[i]));
            }
    const auto alone = spreadOut(*fieldOf({depotAt(5, 0)}));
    const auto reach = field->reaches(test::kTerminalBand, kCourseTimes)[1];
    for (std::size_t i = 0; i < reach.vertices.size(); ++i) {
        const float* of = alone.data() + static_cast<std::size_t>(reach.vertices[i]) * 3;
        EXPECT_EQ(reach.peak[i], *std::max_element(of, of + 3));
    }
}

TEST(CompoundField, ItsIntegralsAreTheSumsOfItsCourses) {
    const CompoundFieldPtr field = fieldOf({depotAt(0, 0, 4), depotAt(5, 0)});
    std::vector<Seconds> times;
    for (int i = 0; i <= 2000; ++i)
        times.emplace_back(60 * (std::exp(i * 0.0035) - 1));
    const Courses courses = field->courses(test::kTerminalBand, times);
    const CourseIntegrals integrals = field->integrals(test::kTerminalBand);
    double highest = 0, highestMoment = 0;
    for (std::size_t i = 0; i < integrals.vertices.size(); ++i) {
        highest = std::max(highest, static_cast<double>(integrals.area[i]));
        highestMoment = std::max(highestMoment, static_cast<double>(integrals.moment[i]));
    }
    std::size_t compared = 0;
    for (std::size_t i = 0; i < courses.vertices.size(); ++i) {
        const auto found = std::lower_bound(integrals.vertices.begin(), integrals.vertices.end(),
                                            courses.vertices[i]);
        if (found == integrals.vertices.end() || *found != courses.vertices[i])
            continue;
        double sum = 0, moment = 0;
        const std::span<const float> course = courses.of(i);
        for (std::size_t t = 1; t < times.size(); ++t) {
            const double dt = (times[t] - times[t - 1]).value();
            const double a = static_cast<double>(course[t - 1]);
            const double b = static_cast<double>(course[t]);
            sum += 0.5 * dt * (a + b);
            moment += 0.5 * dt * (times[t - 1].value() * a + times[t].value() * b);
        }
        const auto at = static_cast<std::size_t>(found - integrals.vertices.begin());
        EXPECT_NEAR(integrals.area[at], sum, 5e-4 * highest);
        EXPECT_NEAR(integrals.moment[at], moment, 5e-3 * highestMoment) << "noise is cut";
        ++compared;
    }
    EXPECT_GT(compared, 50U);
}

float onAxisAt(const SimInput& input, std::size_t time) {
    return fieldOf(input)->courses(test::kTerminalBand, kCourseTimes).onAxis(0)[time];
}

// Its twin: a tissue that is as thick everywhere. A mixture errs by up to 0.25 % of the injected
// strength, and by 1 % where the border of a layer passes that of the band within its nodes.
TEST(CompoundField, FollowsThicknessBetweenNodes) {
    for (const double factor : {0.86, 0.88, 0.9, 0.915, 0.95, 0.97, 1.0, 1.0404, 1.1, 1.13}) {
        SimInput varied = test::oneDepotInput(4), thick = test::oneDepotInput(4);
        varied.thicknessFactor.assign(varied.surface->vertices().size(),
                                      static_cast<float>(factor));
        for (anatomy::TissueLayer& layer : thick.tissue.layers)
            layer.thickness = layer.thickness * factor;
        const double share = std::abs(5 * factor - 4.5) < 0.21 ? 1e-2 : 2.5e-3;
        for (const std::size_t time : {1, 2})
            EXPECT_NEAR(onAxisAt(varied, time), onAxisAt(thick, time), share * 5) << factor;
    }
    SimInput even = test::oneDepotInput(4);
    even.thicknessFactor.assign(even.surface->vertices().size(), 1);
    EXPECT_EQ(onAxisAt(even, 1), onAxisAt(test::oneDepotInput(4), 1)) << "on a node";
}

TEST(CompoundField, IsNowhereNegativeBetweenNodes) {
    for (double factor = 0.8; factor < 1.2; factor += 0.013) {
        SimInput varied = test::oneDepotInput(4);
        varied.thicknessFactor.assign(varied.surface->vertices().size(),
                                      static_cast<float>(factor));
        const CompoundFieldPtr field = fieldOf(varied);
        for (const Seconds time : kCourseTimes)
            for (const Reading& reading : {test::kTerminalBand, test::kMiniatureBand}) {
                const std::vector<float> map = field->at(reading, time);
                EXPECT_GE(*std::min_element(map.begin(), map.end()), 0) << factor;
            }
    }
}

// Its twin: a kernel that is bent as the ball is.
TEST(CompoundField, FollowsTheBendBetweenNodes) {
    for (const double radius : {50.0, 65.0, 82.0, 140.0}) {
        SimInput input = test::oneDepotInput(4);
        input.surface = test::cap(radius, 1.5, 14).mesh();
        input.depots[0].position = {0, 0, radius};
        const CompoundFieldPtr field = fieldOf(input);
        const DepotKernel& part = *field->depots()[0].parts[0].kernel;
        TissueColumn column = part.medium().basis().column();
        column.curvature_per_mm = 1 / radius;
        const DepotKernel exact(
            std::make_shared<const Medium>(
                column, std::vector<TransportPhase>{part.medium().phase(0)},
                std::make_shared<const Disc>(part.medium().disc().radius_mm(), 3.25 / 0.4)),
            part.shape(), input.tissue.depotRoom, PerSecond(0));
        const RadialTable table =
            radialTable(exact, test::kTerminalBand, std::array{0.0, 1200.0, 7200.0});
        const Courses courses = field->courses(test::kTerminalBand, kCourseTimes);
        for (const double arc : {0.0, 2.0, 3.0, 4.0}) {
            const double angle = arc / radius;
            const int v =
                field->nearestVertex({radius * std::sin(angle), 0, radius * std::cos(angle)});
            const geom::Vec3 place = field->surface().vertices()[v];
            std::array<float, 3> expected{};
            table.addTo(radius * std::acos(std::clamp(place.z() / place.norm(), -1.0, 1.0)), 5,
                        expected.data());
            const auto row = static_cast<std::size_t>(
                std::lower_bound(courses.vertices.begin(), courses.vertices.end(), v) -
                courses.vertices.begin());
            for (std::size_t t = 0; t < 3; ++t)
                EXPECT_NEAR(courses.of(row)[t], expected[t], 2e-3F * 5)
                    << radius << " mm at " << arc;
        }
    }
}

} // namespace
} // namespace meso::sim
