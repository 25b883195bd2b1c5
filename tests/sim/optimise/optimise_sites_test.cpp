#include "sim/optimise/optimise_sites.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <gtest/gtest.h>

#include "base/random.h"
#include "sim/kernel/simulate.h"
#include "sim/observe/exposure.h"
#include "sim/optimise/held_level.h"
#include "sim/optimise/optimise_account.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr double kBall_mm = 90;

// A point of the ball over (x, y), mm.
geom::Vec3 onBall(double x, double y) {
    return {x, y, std::sqrt(kBall_mm * kBall_mm - x * x - y * y)};
}

// Sites at bulb depth on a hexagonal pattern around the pole, nearest first.
std::vector<SimDepot> evenSites(int count, double spacing_mm, Ml volume = Ml(0.05)) {
    std::vector<SimDepot> sites;
    const int rings = 2 + static_cast<int>(std::sqrt(count));
    for (int j = -rings; j <= rings; ++j)
        for (int i = -rings; i <= rings; ++i) {
            const double x = spacing_mm * (i + 0.5 * j), y = spacing_mm * std::sqrt(0.75) * j;
            if (std::hypot(x, y) < 0.9 * kBall_mm)
                sites.push_back({onBall(x, y), Mm(4), volume, MgPerMl(5)});
        }
    std::stable_sort(sites.begin(), sites.end(), [](const auto& a, const auto& b) {
        return a.position.z() > b.position.z() + 1e-9;
    });
    sites.resize(count);
    return sites;
}

// A disc on the cap of a ball: 1 % of the injected strength in the terminal band at any moment
// within an hour, from needles at bulb depth. Needles may enter inside the disc.
OptimiseProblem discRequest(double radius_mm, std::vector<SimDepot> start) {
    static const geom::MeshPtr cap = test::cap(kBall_mm, 1, 45).mesh();
    static const auto store = std::make_shared<KernelStore>();
    OptimiseProblem request;
    request.input.surface = cap;
    request.input.compound = test::minoxidil();
    request.input.tissue = test::scalpTissue();
    request.input.duration = fromHours(1);
    request.input.depots = std::move(start);
    request.store = store;
    request.target_mm2 = vertexAreas(*cap);
    for (std::size_t v = 0; v < request.target_mm2.size(); ++v) {
        const bool inside = (cap->vertices()[v] - onBall(0, 0)).norm() <= radius_mm;
        request.allowed.push_back(static_cast<char>(inside));
        if (!inside)
            request.target_mm2[v] = 0;
    }
    request.goal = {{{Mm(3.5), Mm(4.5)}}, MgPerMl(0.05), Seconds(0), 0.95};
    request.limits.spacing = Mm(4);
    return request;
}

double area(const OptimiseProblem& request) {
    return std::reduce(request.target_mm2.begin(), request.target_mm2.end());
}

// The share that the answer covers, from its exposure.
double shareOf(const OptimiseProblem& request, const std::vector<SimDepot>& depots) {
    SimInput input = request.input;
    input.depots = depots;
    const auto result = simulate(input);
    EXPECT_TRUE(result.ok());
    return coverage(exposureOf(**result, request.goal.reading, request.goal.threshold),
                    request.goal.atLeast, request.target_mm2);
}

bool allowedAt(const OptimiseProblem& request, const geom::Vec3& position) {
    const std::vector<geom::Vec3>& vertices = request.input.surface->vertices();
    std::size_t nearest = 0;
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if ((vertices[v] - position).norm() < (vertices[nearest] - position).norm())
            nearest = v;
    return request.allowed[nearest] != 0;
}

void expectWithinLimits(const OptimiseProblem& request, const OptimisedSites& plan) {
    Ml total(0);
    for (std::size_t i = 0; i < plan.depots.size(); ++i) {
        const SimDepot& depot = plan.depots[i];
        total += depot.volume;
        EXPECT_GE(depot.volume.value(), request.limits.smallestVolume.value() - 1e-9);
        EXPECT_LE(depot.volume.value(), request.limits.largestVolume.value() + 1e-9);
        EXPECT_TRUE(allowedAt(request, depot.position)) << "site " << i;
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_GE((depot.position - plan.depots[j].position).norm(),
                      request.limits.spacing.value() - 1e-9);
    }
    EXPECT_NEAR(total.value(), plan.after.volume.value(), 1e-9);
    EXPECT_LE(total.value(), request.limits.totalVolume.value_or(Ml(100)).value() + 1e-9);
    EXPECT_LE(static_cast<int>(plan.depots.size()), request.limits.mostSites);
}

bool binds(const OptimisedSites& plan, Binding binding) {
    return std::find(plan.binding.begin(), plan.binding.end(), binding) != plan.binding.end();
}

std::string wordsOf(const OptimisedSites& plan, const OptimiseProblem& request) {
    std::string words;
    for (const std::string& sentence : explain(plan, request.goal, request.limits))
        words += sentence + "\n";
    return words;
}

TEST(HexagonalPattern, HasTheSharesOfPlaneGeometry) {
    EXPECT_NEAR(hexagonalShare(Mm(10), Mm(5)), std::numbers::pi / (2 * std::sqrt(3.0)), 1e-12);
    EXPECT_NEAR(hexagonalShare(Mm(10), Mm(2.5)), std::numbers::pi / (8 * std::sqrt(3.0)), 1e-12);
    EXPECT_EQ(hexagonalShare(Mm(10), Mm(10 / std::sqrt(3.0) + 1e-9)), 1);
    EXPECT_NEAR(hexagonalShare(Mm(10), Mm(10 / std::sqrt(3.0) - 1e-6)), 1, 1e-5);
    // Against a count of points.
    double covered = 0;
    constexpr int kPoints = 400;
    for (int i = 0; i < kPoints; ++i)
        for (int j = 0; j < kPoints; ++j) {
            const double a = (i + 0.5) / kPoints, b = (j + 0.5) / kPoints;
            const double x = 10 * (a + 0.5 * b), y = 10 * std::sqrt(0.75) * b;
            double nearest = 100;
            for (const auto& [p, q] : {std::pair(0, 0), {1, 0}, {0, 1}, {1, 1}})
                nearest = std::min(
                    nearest, std::hypot(x - 10 * (p + 0.5 * q), y - 10 * std::sqrt(0.75) * q));
            covered += nearest <= 5.4 ? 1 : 0;
        }
    EXPECT_NEAR(hexagonalShare(Mm(10), Mm(5.4)), covered / (kPoints * kPoints), 1e-3);
}

TEST(HexagonalPattern, CountsTheDiscsThatAShareNeeds) {
    const Mm2 area(4000);
    for (const double share : {0.5, 0.9, 0.95, 1.0}) {
        const int count = hexagonalCount(area, Mm(4), share);
        const auto spacingOf = [&](int n) {
            return Mm(std::sqrt(area.value() / n * 2 / std::sqrt(3.0)));
        };
        EXPECT_GE(hexagonalShare(spacingOf(count), Mm(4)), share - 1e-6);
        EXPECT_LT(hexagonalShare(spacingOf(count - 1), Mm(4)), share);
    }
    EXPECT_EQ(hexagonalCount(area, Mm(0), 0.95), 0);
}

TEST(DepotKit, HasTheLevelsThatASimulationOfOneDepotShows) {
    OptimiseProblem request = discRequest(16, evenSites(7, 6, Ml(0.06)));
    for (const Seconds atLeast : {Seconds(0), fromMinutes(20)}) {
        request.goal.atLeast = atLeast;
        const auto kit = makeDepotKit(request, {});
        ASSERT_TRUE(kit.ok()) << kit.error().message;
        const RadialLevel& level = kit->level[0][kit->volumeClass(Ml(0.06))];
        EXPECT_LT(level.at(level.reach_mm() + 0.001), 1);
        EXPECT_GE(level.at(level.reach_mm() - 0.011), 1);
        SimInput single = request.input;
        single.depots.resize(1);
        const auto result = simulate(single).value();
        const Courses courses =
            result->field->courses(request.goal.reading, exposureTimes(*result));
        for (std::size_t i = 0; i < courses.vertices.size(); ++i) {
            const geom::Vec3& place = single.surface->vertices()[courses.vertices[i]];
            const std::vector<double> course(courses.of(i).begin(), courses.of(i).end());
            const double shown =
                heldLevel(course, courses.times, atLeast) / request.goal.threshold.value();
            // Straight lines over 0.1 mm of a steep fall.
            EXPECT_NEAR(level.at((place - single.depots[0].position).norm()), shown,
                        0.02 * shown + 0.01);
        }
    }
}

TEST(OptimiseSites, FindsAboutAsFewSitesAsAnEvenPatternNeeds) {
    OptimiseProblem request = discRequest(24, evenSites(40, 7));
    request.count = SiteCount::Fewest;
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_TRUE(plan->reached);
    EXPECT_GE(plan->after.share, 0.95);
    // An exposure's peak lies between the times at which a search looks.
    EXPECT_NEAR(plan->after.share, shareOf(request, plan->depots), 1e-3);
    const double disc = std::numbers::pi * std::pow(plan->largestReach.value(), 2);
    EXPECT_GE(plan->after.sites, 0.9 * 0.95 * area(request) / disc) << "less than discs can cover";
    const int even = hexagonalCount(Mm2(area(request)), plan->largestReach, 0.95);
    EXPECT_LE(plan->after.sites, std::ceil(1.2 * even)) << "discs at the rim reach outside";
    EXPECT_LT(plan->after.sites, plan->before.sites);
    expectWithinLimits(request, *plan);
}

TEST(OptimiseSites, TakesVolumeOutWhereTheStartIsLavish) {
    OptimiseProblem request = discRequest(16, evenSites(24, 6.5, Ml(0.10)));
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_TRUE(plan->reached);
    EXPECT_FALSE(plan->keptStart);
    EXPECT_EQ(plan->after.sites, 24);
    EXPECT_LT(plan->after.volume.value(), 0.6 * plan->before.volume.value());
    expectWithinLimits(request, *plan);
}

TEST(OptimiseSites, AddsVolumeWhereTheStartFallsShort) {
    OptimiseProblem request = discRequest(16, evenSites(12, 6, Ml(0.04)));
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_LT(plan->before.share, 0.95);
    EXPECT_TRUE(plan->reached) << plan->after.share;
    expectWithinLimits(request, *plan);
}

// Starts good and bad, with and without room: the answer is at least as good, whatever happens.
TEST(OptimiseSites, IsNeverWorseThanAStartWithinTheLimits) {
    Random random(11);
    int valid = 0;
    for (int k = 0; k < 4; ++k) {
        std::vector<SimDepot> start = evenSites(8 + 4 * k, 5.2 + 0.5 * k, Ml(0.05));
        for (SimDepot& depot : start) {
            depot.position = onBall(depot.position.x() + random.uniform(-0.3, 0.3),
                                    depot.position.y() + random.uniform(-0.3, 0.3));
            depot.volume = Ml(0.04 + 0.01 * static_cast<double>(random.below(6)));
        }
        OptimiseProblem request = discRequest(22, std::move(start));
        request.goal.share = k % 2 == 0 ? 0.95 : 0.4;
        request.goal.atLeast = Seconds(k < 2 ? 0 : 600);
        const auto plan = optimiseSites(request);
        ASSERT_TRUE(plan.ok()) << plan.error().message;
        if (!plan->before.valid)
            continue;
        ++valid;
        const double goal = request.goal.share;
        EXPECT_GE(std::min(goal, plan->after.share), std::min(goal, plan->before.share));
        if (plan->before.share >= goal) {
            EXPECT_LE(plan->after.volume.value(), plan->before.volume.value() + 1e-9);
        }
        expectWithinLimits(request, *plan);
    }
    EXPECT_GE(valid, 3);
}

TEST(OptimiseSites, KeepsOffCorridorsAndWithinTheTotal) {
    OptimiseProblem request = discRequest(20, evenSites(30, 6.5));
    const std::vector<geom::Vec3>& vertices = request.input.surface->vertices();
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if (std::abs(vertices[v].x() - 4) < 3)
            request.allowed[v] = 0;
    request.limits.totalVolume = Ml(1.5);
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_FALSE(plan->before.valid);
    expectWithinLimits(request, *plan);
    EXPECT_GT(plan->after.share, 0.7);
    EXPECT_NE(wordsOf(*plan, request).find("broke a limit"), std::string::npos);
}

TEST(OptimiseSites, ACorridorTooWideToReachAcrossIsNamed) {
    OptimiseProblem request = discRequest(16, evenSites(24, 6.5));
    const std::vector<geom::Vec3>& vertices = request.input.surface->vertices();
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if (std::abs(vertices[v].x()) < 9)
            request.allowed[v] = 0;
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_FALSE(plan->reached);
    EXPECT_GT(plan->outOfReach, 0.1);
    EXPECT_TRUE(binds(*plan, Binding::Places));
}

TEST(OptimiseSites, SaysHowManySitesAGoalOutOfReachWouldTake) {
    OptimiseProblem request = discRequest(24, evenSites(8, 12));
    request.limits.largestVolume = Ml(0.06);
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_FALSE(plan->reached);
    EXPECT_TRUE(binds(*plan, Binding::Sites));
    EXPECT_TRUE(binds(*plan, Binding::LargestVolume));
    EXPECT_GT(plan->sitesNeeded, 20);
    EXPECT_GT(plan->reach.value(), plan->depotRadius.value());
    EXPECT_LT(plan->reach.value(), plan->depotRadius.value() + 1.5);
    const std::string words = wordsOf(*plan, request);
    EXPECT_NE(words.find(std::to_string(plan->sitesNeeded) + " sites"), std::string::npos) << words;
    EXPECT_NE(words.find("missing"), std::string::npos) << words;
    expectWithinLimits(request, *plan);
}

TEST(OptimiseSites, TheTotalIsNamedWhenItBinds) {
    OptimiseProblem request = discRequest(24, evenSites(20, 8));
    request.limits.totalVolume = Ml(1.0);
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_FALSE(plan->reached);
    EXPECT_TRUE(binds(*plan, Binding::TotalVolume));
    expectWithinLimits(request, *plan);
}

TEST(OptimiseSites, AThresholdThatNoDepotReachesLeavesTheStart) {
    std::vector<SimDepot> shallow = evenSites(10, 7);
    for (SimDepot& depot : shallow)
        depot.depth = Mm(1.0);
    OptimiseProblem request = discRequest(16, std::move(shallow));
    request.goal.threshold = MgPerMl(0.5);
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_EQ(plan->after.share, 0);
    EXPECT_EQ(plan->reach.value(), 0);
    EXPECT_TRUE(plan->keptStart);
    EXPECT_NE(wordsOf(*plan, request).find("No single depot"), std::string::npos);
}

TEST(OptimiseSites, EqualRequestsHaveEqualAnswersWhateverTheStoreKnows) {
    OptimiseProblem request = discRequest(16, evenSites(14, 6, Ml(0.06)));
    const auto known = optimiseSites(request);
    request.store = nullptr;
    const auto fresh = optimiseSites(request);
    ASSERT_TRUE(fresh.ok() && known.ok());
    EXPECT_EQ(fresh->depots, known->depots);
    EXPECT_EQ(fresh->after.share, known->after.share);
    request.seed = 2;
    EXPECT_TRUE(optimiseSites(request).ok());
}

TEST(OptimiseSites, WorksWhereTheScalpVariesAndTheCompoundDissolvesSlowly) {
    OptimiseProblem request = discRequest(16, evenSites(24, 6.5, Ml(0.08)));
    SimInput& input = request.input;
    for (const geom::Vec3& vertex : input.surface->vertices())
        input.thicknessFactor.push_back(static_cast<float>(1 + 0.012 * vertex.x()));
    input.tissue.bloodFlowStates = {{"warm", "Warm", {}, 3, fromMinutes(20), ""}};
    input.bloodFlowState = "warm";
    input.compound.release = {{PerSecond(1e-3), MgPerMl(1)}};
    request.goal.atLeast = fromMinutes(10);
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    EXPECT_TRUE(plan->reached) << plan->after.share;
    EXPECT_LT(plan->after.volume.value(), plan->before.volume.value());
    EXPECT_NEAR(plan->after.share, shareOf(request, plan->depots), 1e-3);
    expectWithinLimits(request, *plan);
}

TEST(OptimiseSites, PutsNoSiteWhereTheScalpIsThinnerThanItsDepth) {
    OptimiseProblem request = discRequest(16, evenSites(12, 6));
    std::vector<float>& factors = request.input.thicknessFactor;
    for (const geom::Vec3& vertex : request.input.surface->vertices())
        factors.push_back(vertex.x() > 10 ? 0.6F : 1.0F);
    std::erase_if(request.input.depots, [](const SimDepot& d) { return d.position.x() > 9; });
    const auto plan = optimiseSites(request);
    ASSERT_TRUE(plan.ok()) << plan.error().message;
    for (const SimDepot& depot : plan->depots)
        EXPECT_LT(depot.position.x(), 10.1);
}

TEST(OptimiseSites, StopsAndRefusesWithASentence) {
    OptimiseProblem request = discRequest(16, evenSites(14, 6));
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_FALSE(optimiseSites(request, stopped.get_token()).ok());
    int told = 0;
    double last = 0;
    const auto done = optimiseSites(request, {}, [&](double fraction) {
        EXPECT_GE(fraction, last);
        last = fraction;
        ++told;
    });
    EXPECT_TRUE(done.ok());
    EXPECT_GT(told, 3);
    const auto refused = [](const OptimiseProblem& wrong) { return !optimiseSites(wrong).ok(); };
    OptimiseProblem wrong = request;
    wrong.input.depots.clear();
    EXPECT_TRUE(refused(wrong));
    wrong = request;
    wrong.goal.share = 1.2;
    EXPECT_TRUE(refused(wrong));
    wrong = request;
    wrong.goal.threshold = MgPerMl(5.1);
    EXPECT_TRUE(refused(wrong)) << "more than is injected";
    wrong = request;
    wrong.limits.volumeStep = Ml(0);
    EXPECT_TRUE(refused(wrong));
    wrong = request;
    wrong.target_mm2.assign(wrong.target_mm2.size(), 0);
    EXPECT_TRUE(refused(wrong));
    wrong = request;
    wrong.input.depots[3].position = {0, 0, 500};
    EXPECT_TRUE(refused(wrong));
}

} // namespace
} // namespace meso::sim
