#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

/// Slow release: what is injected dissolves at a first-order rate.
namespace meso::sim {
namespace {

SimInput slowInput(double rate_per_s) {
    SimInput input = test::oneDepotInput();
    input.compound.release = {PerSecond(rate_per_s), MgPerMl(2)};
    input.duration = fromHours(6);
    return input;
}

TEST(Release, TheStoreDecaysAndTheWholeDoseIsAccountedFor) {
    const double rate = 1e-4;
    const auto result = simulate(slowInput(rate));
    ASSERT_TRUE(result.ok()) << result.error().message;
    const Mg delivered = (*result)->dose * (1 - 0.046);
    for (const MassBalance& b : (*result)->balance) {
        EXPECT_NEAR(b.total() / (*result)->dose, 1, 1e-9) << b.time.value();
        EXPECT_NEAR(b.store / delivered, std::exp(-rate * b.time.value()), 1e-12);
    }
    EXPECT_EQ((*result)->balance.front().layers[1].value(), 0) << "nothing is dissolved at first";
}

// With one loss rate k everywhere, what is dissolved is the Bateman function.
TEST(Release, TheDissolvedAmountIsTheBatemanFunction) {
    SimInput input = slowInput(2e-4);
    input.tissue.galeaFlowFactor = input.tissue.epidermisFlowFactor = 1;
    const auto result = simulate(input);
    ASSERT_TRUE(result.ok());
    const double k = (*result)->transports[1].loss().value(), r = 2e-4;
    const double delivered = (*result)->dose.value() * (1 - 0.046);
    for (const MassBalance& b : (*result)->balance) {
        double dissolved = 0;
        for (const Mg& layer : b.layers)
            dissolved += layer.value();
        const double t = b.time.value();
        const double expected = delivered * r / (k - r) * (std::exp(-r * t) - std::exp(-k * t));
        EXPECT_NEAR(dissolved, expected, 1e-8 * delivered) << t;
    }
}

TEST(Release, AFastReleaseIsAPlainInjection) {
    SimInput input = slowInput(10); // the fastest that is allowed
    const auto fast = simulate(input);
    input.compound.release.reset();
    const auto plain = simulate(input);
    ASSERT_TRUE(fast.ok() && plain.ok());
    for (const Seconds time : {fromMinutes(2), fromMinutes(30), fromHours(1)}) {
        const auto a = (*fast)->field->at(test::kMiniatureBand, time);
        const auto b = (*plain)->field->at(test::kMiniatureBand, time);
        const float highest = *std::max_element(b.begin(), b.end());
        ASSERT_GT(highest, 0);
        for (std::size_t v = 0; v < a.size(); ++v)
            ASSERT_NEAR(a[v], b[v], 1e-3F * highest) << time.value();
    }
}

TEST(Release, LastsAsLongAsItTakes) {
    const auto slow = simulate(slowInput(1e-5)), fast = simulate(slowInput(1e-3));
    ASSERT_TRUE(slow.ok() && fast.ok());
    // What is dissolved passes the tissue at once; mean times add up: that of release is 1 / rate.
    const auto residence = [](const SimResultPtr& run) {
        const CourseIntegrals sums = run->field->integrals(test::kMiniatureBand);
        double area = 0, moment = 0;
        for (std::size_t i = 0; i < sums.vertices.size(); ++i)
            if (sums.vertices[i] == run->field->nearestVertex(test::onBall(0, 0))) {
                area = static_cast<double>(sums.area[i]);
                moment = static_cast<double>(sums.moment[i]);
            }
        return moment / area;
    };
    EXPECT_NEAR(residence(*slow) - residence(*fast), 1e5 - 1e3, 1e-3 * 1e5);
}

TEST(Release, WeakerInjectionsDissolveAtOnce) {
    SimInput input = slowInput(1e-4);
    input.compound.release->fromStrength = MgPerMl(10);
    const auto weak = simulate(input);
    ASSERT_TRUE(weak.ok());
    EXPECT_EQ((*weak)->balance.front().store.value(), 0);
    // One of two dissolves slowly.
    input.depots.push_back(input.depots[0]);
    input.depots[1].strength = MgPerMl(15);
    const auto mixed = simulate(input);
    ASSERT_TRUE(mixed.ok());
    EXPECT_NEAR((*mixed)->balance.front().store / ((*mixed)->dose * 0.954), 0.75, 1e-9);
    input.compound.release->rate = PerSecond(std::nan(""));
    EXPECT_FALSE(simulate(input).ok());
}

} // namespace
} // namespace meso::sim
