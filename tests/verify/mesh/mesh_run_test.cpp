#include "verify/mesh/mesh_run.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/kernel/depot_shape.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"
#include "verify/mesh/mesh_observables.h"

namespace meso::verify {
namespace {

constexpr double kRadius_mm = 90;
constexpr sim::DepthRange kTerminal{Mm(3.5), Mm(4.5)}, kMiniature{Mm(1.5), Mm(2.5)};

geom::Vec3 onCap(double x, double y) {
    return {x, y, std::sqrt(kRadius_mm * kRadius_mm - x * x - y * y)};
}

sim::SimInput smallInput(double edge = 1.2) {
    sim::SimInput input;
    input.surface = test::cap(kRadius_mm, edge, 32).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{onCap(-4, 0), Mm(2.5), Ml(0.05), MgPerMl(5)},
                    {onCap(5, 2), Mm(4), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(2);
    return input;
}

double highestOf(const std::vector<float>& field) {
    return static_cast<double>(*std::max_element(field.begin(), field.end()));
}

TEST(MeshRun, AccountsForTheWholeDoseAtEveryOutputTime) {
    const auto result = simulateOnMesh(smallInput());
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_NEAR((*result)->dose.value(), 0.5, 1e-12);
    ASSERT_EQ((*result)->frames.size(), sim::standardOutputTimes(fromHours(2)).size());
    for (const sim::MassBalance& balance : (*result)->balance)
        EXPECT_NEAR(balance.total() / (*result)->dose, 1, 1e-9) << balance.time.value() << " s";
    EXPECT_NEAR((*result)->balance.front().leaked.value(), 0.046 * 0.5, 1e-12);
    EXPECT_EQ((*result)->frames.back().time, fromHours(2));
}

TEST(MeshRun, StartsAtTheInjectedStrengthAndNeverExceedsIt) {
    sim::SimInput input = smallInput(1.0);
    input.depots.resize(1);
    const auto result = simulateOnMesh(input);
    ASSERT_TRUE(result.ok());
    const double first = highestOf((*result)->frames.front().concentration);
    for (const MeshFrame& frame : (*result)->frames) {
        EXPECT_GE(*std::min_element(frame.concentration.begin(), frame.concentration.end()), 0.0F);
        EXPECT_LE(highestOf(frame.concentration), first * (1 + 1e-6));
    }
    EXPECT_NEAR(first, 5, 0.1);
}

// One unbound concentration in all of the depot: where layers meet, C jumps as K does.
TEST(MeshRun, FillsPoresWithOneUnboundConcentration) {
    sim::SimInput input = smallInput(1.0);
    input.tissue.depotRoom = anatomy::DepotRoom::Pores;
    input.tissue.layers[1].poreFraction = 0.6;
    input.tissue.layers[2].poreFraction = 0.3;
    input.depots = {{onCap(0, 0), Mm(2), Ml(0.05), MgPerMl(5)}};
    input.outputTimes = {Seconds(0)};
    const auto result = simulateOnMesh(input);
    ASSERT_TRUE(result.ok()) << result.error().message;
    const auto meanIn = [&](Mm from, Mm to) {
        return highestOf(bandAverage(**result, 0, {from, to}, sim::Measure::Unbound));
    };
    EXPECT_NEAR(meanIn(Mm(1.7), Mm(1.95)) / meanIn(Mm(2.05), Mm(2.3)), 1, 0.01);
    EXPECT_NEAR((*result)->balance[0].total() / (*result)->dose, 1, 1e-9);
}

TEST(MeshRun, SolvesFarDepotsAsSeparatePiecesThatDoNotDisturbEachOther) {
    sim::SimInput input = smallInput();
    input.surface = test::sphere(40, test::sphereFrequency(40, 0.9)).mesh();
    input.depots = {{{0, 0, 40}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    const MeshSettings settings{.margin = Mm(15)};
    const auto alone = simulateOnMesh(input, settings);
    input.depots.push_back({{0, 0, -40}, Mm(2.5), Ml(0.05), MgPerMl(5)});
    const auto both = simulateOnMesh(input, settings);
    ASSERT_TRUE(alone.ok() && both.ok());
    EXPECT_GT((*both)->meshVertex.size(), (*alone)->meshVertex.size() * 19 / 10);
    EXPECT_LT((*both)->meshVertex.size(), input.surface->vertices().size() * 3 / 4);
    const auto a = bandAverage(**alone, 6, kMiniature), b = bandAverage(**both, 6, kMiniature);
    // The two pieces share one step size, which the shape of their triangles decides.
    const double tolerance = 5e-3 * highestOf(a);
    for (std::size_t v = 0; v < a.size(); ++v)
        if (input.surface->vertices()[v].z() > 0) {
            EXPECT_NEAR(a[v], b[v], tolerance);
        }
}

// Three rates one after the other: with the same flow in all of them nothing changes.
TEST(MeshRun, FollowsAFlowThatPasses) {
    sim::SimInput input = smallInput();
    input.depots.resize(1);
    const auto plain = simulateOnMesh(input);
    input.tissue.injectionFlow = {true, 1, fromMinutes(20)};
    const auto same = simulateOnMesh(input);
    input.tissue.injectionFlow.factor = 4;
    const auto flushed = simulateOnMesh(input);
    ASSERT_TRUE(plain.ok() && same.ok() && flushed.ok());
    const int atTwenty = frameAt(**plain, fromMinutes(20)), last = frameAt(**plain, fromHours(2));
    for (const int frame : {atTwenty, last})
        EXPECT_NEAR((*same)->balance[frame].blood / (*plain)->balance[frame].blood, 1, 1e-4);
    EXPECT_GT((*flushed)->balance[atTwenty].blood, 1.15 * (*plain)->balance[atTwenty].blood);
    const auto taken = [&](const MeshResult& result) {
        return (result.balance[last].blood - result.balance[atTwenty].blood) / result.dose;
    };
    EXPECT_LT(taken(**flushed), taken(**plain)) << "less is left to take";
}

TEST(MeshRun, DissolvesASlowReleaseAtItsRate) {
    sim::SimInput input = smallInput(1.5);
    const double rate = 1e-4;
    input.compound.release = {PerSecond(rate), MgPerMl(2)};
    const auto result = simulateOnMesh(input);
    ASSERT_TRUE(result.ok()) << result.error().message;
    const Mg delivered = (*result)->dose * (1 - 0.046);
    for (const sim::MassBalance& b : (*result)->balance) {
        EXPECT_NEAR(b.total() / (*result)->dose, 1, 1e-9) << b.time.value();
        EXPECT_NEAR(b.store / delivered, std::exp(-rate * b.time.value()), 1e-9);
    }
    EXPECT_EQ((*result)->balance.front().layers[1].value(), 0) << "nothing is dissolved at first";
    input.compound.release->fromStrength = MgPerMl(10);
    const auto weak = simulateOnMesh(input);
    ASSERT_TRUE(weak.ok());
    EXPECT_EQ((*weak)->balance.front().store.value(), 0);
}

TEST(MeshRun, RefusesWhatCannotBeSimulatedWithAReason) {
    const auto reason = [](auto change) {
        sim::SimInput input = smallInput(2);
        change(input);
        const auto result = simulateOnMesh(input);
        return result.ok() ? std::string() : result.error().message;
    };
    EXPECT_EQ(reason([](sim::SimInput&) {}), "");
    EXPECT_NE(reason([](sim::SimInput& i) { i.depots[1].volume = Ml(-1); }).find("site 2"),
              std::string::npos);
    EXPECT_NE(reason([](sim::SimInput& i) {
                  i.depots[1].position = {0, 0, 300};
              }).find("site 2"),
              std::string::npos);
    EXPECT_NE(reason([](sim::SimInput& i) { i.tissue.bloodFlow = PerSecond(0); }), "");
}

} // namespace
} // namespace meso::verify
