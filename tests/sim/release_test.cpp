#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

/// Slow release: what is injected dissolves at a first-order rate.
namespace meso::sim {
namespace {

SimInput slowInput(double rate_per_s) {
    SimInput input;
    input.surface = test::cap(90, 1.5, 26).mesh();
    input.compound = test::minoxidil();
    input.compound.release = {PerSecond(rate_per_s), MgPerMl(2)};
    input.tissue = test::scalpTissue();
    input.depots = {{{0, 0, 90}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(6);
    return input;
}

TEST(Release, TheStoreDecaysAndTheWholeDoseIsAccountedFor) {
    const double rate = 1e-4;
    const auto result = simulate(slowInput(rate));
    ASSERT_TRUE(result.ok()) << result.error().message;
    const Mg delivered = (*result)->dose * (1 - 0.046);
    for (const MassBalance& b : (*result)->balance) {
        EXPECT_NEAR(b.total() / (*result)->dose, 1, 1e-5) << b.time.value();
        EXPECT_NEAR(b.store / delivered, std::exp(-rate * b.time.value()), 1e-6);
    }
    EXPECT_EQ((*result)->balance.front().layers[1].value(), 0) << "nothing is dissolved at first";
}

// With one loss rate k everywhere, what is dissolved is the Bateman function whatever the steps.
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
        EXPECT_NEAR(dissolved, expected, 2e-5 * delivered) << t;
    }
}

TEST(Release, AFastReleaseIsAPlainInjection) {
    SimInput input = slowInput(1);
    const auto fast = simulate(input);
    input.compound.release.reset();
    const auto plain = simulate(input);
    ASSERT_TRUE(fast.ok() && plain.ok());
    const auto& a = (*fast)->frames.back().concentration;
    const auto& b = (*plain)->frames.back().concentration;
    const double highest = static_cast<double>(*std::max_element(b.begin(), b.end()));
    for (std::size_t n = 0; n < a.size(); ++n)
        ASSERT_NEAR(a[n], b[n], 5e-3 * highest);
}

TEST(Release, WeakerInjectionsDissolveAtOnce) {
    SimInput input = slowInput(1e-4);
    input.compound.release->fromStrength = MgPerMl(10);
    const auto weak = simulate(input);
    ASSERT_TRUE(weak.ok());
    EXPECT_EQ((*weak)->balance.front().store.value(), 0);
    input.compound.release->rate = PerSecond(std::nan(""));
    EXPECT_FALSE(simulate(input).ok());
}

TEST(Release, HasTheSameBitsForOneAndTwoThreads) {
    const auto one = simulate(slowInput(1e-4), {}, {}, 1),
               two = simulate(slowInput(1e-4), {}, {}, 2);
    ASSERT_TRUE(one.ok() && two.ok());
    EXPECT_EQ((*one)->frames.back().concentration, (*two)->frames.back().concentration);
}

} // namespace
} // namespace meso::sim
