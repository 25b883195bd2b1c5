#include "sim/input_checks.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

SimInput input(double edge_mm = 2) {
    SimInput i;
    i.surface = test::cap(90, edge_mm, 30).mesh();
    i.compound = test::minoxidil();
    i.tissue = test::scalpTissue();
    i.depots = {{{0, 0, 90}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    i.duration = fromHours(1);
    return i;
}

template <class Change>
std::string refusal(Change change) {
    static const SimInput sound = input();
    SimInput i = sound;
    change(i);
    const auto result = simulate(i);
    return result.ok() ? std::string() : result.error().message;
}

TEST(InputChecks, RefuseEveryValueThatIsNotANumber) {
    const double bad[] = {std::nan(""), std::numeric_limits<double>::infinity(), -1};
    for (const double x : bad) {
        SCOPED_TRACE(x);
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.bloodFlow = PerSecond(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.galeaFlowFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.epidermisFlowFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.referenceRadius = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.depotFraction = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.depotEdgeWidth = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.leakFraction = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.layers[2].thickness = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.compound.molarMass = Dalton(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.compound.fractionUnbound = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.compound.matrixBinding = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) {
                      i.compound.release = {PerSecond(x), MgPerMl(0)};
                  }),
                  "");
        EXPECT_NE(refusal([&](SimInput& i) { i.pharmacokinetics.diffusivityFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.pharmacokinetics.lymphFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.duration = Seconds(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.margin = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].volume = Ml(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].depth = Mm(x); }), "");
    }
    EXPECT_NE(refusal([](SimInput& i) { i.compound.logP = std::nan(""); }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.compound.pKaBase = std::nan(""); }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.depots[0].position.x() = std::nan(""); }), "");
    EXPECT_EQ(refusal([](SimInput&) {}), "");
}

TEST(InputChecks, NameTheLayerWithoutThicknessAndTheSiteThatDoesNotFit) {
    EXPECT_NE(refusal([](SimInput& i) { i.tissue.layers[3].thickness = Mm(0); }).find("Galea"),
              std::string::npos);
    EXPECT_NE(refusal([](SimInput& i) { i.depots[0].depth = Mm(7); }).find("7.00 mm deep"),
              std::string::npos);
    EXPECT_NE(refusal([](SimInput& i) { i.depots[0].volume = Ml(4); }).find("radius"),
              std::string::npos);
    const std::string off = refusal([](SimInput& i) {
        i.depots.push_back({{0, 88, 0}, Mm(2), Ml(0.05), MgPerMl(5)});
    });
    EXPECT_NE(off.find("site 2"), std::string::npos) << off;
    EXPECT_NE(off.find("off the simulated surface"), std::string::npos) << off;
}

TEST(InputChecks, TakeNoSitesFiveThousandAndAMonth) {
    EXPECT_NE(refusal([](SimInput& i) { i.depots.clear(); }), "");
    SimInput many = input();
    many.surface = test::cap(90, 4, 14).mesh(); // laying depots costs their number times vertices
    many.depots.assign(5000, {{0, 0, 90}, Mm(2.5), Ml(0.0002), MgPerMl(5)});
    for (std::size_t i = 0; i < many.depots.size(); ++i) {
        const double x = static_cast<double>(i % 70) * 0.2 - 7;
        const double y = static_cast<double>(i / 70) * 0.2 - 7;
        many.depots[i].position = {x, y, std::sqrt(8100 - x * x - y * y)};
    }
    many.outputTimes = {many.duration = fromMinutes(2)};
    const auto result = simulate(many);
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_NEAR((*result)->balance.back().total() / (*result)->dose, 1, 1e-5);
    EXPECT_NE(refusal([&](SimInput& i) { i.depots.assign(5000, i.depots[0]); }).find("more than"),
              std::string::npos);
    EXPECT_EQ(refusal([](SimInput& i) { i.duration = fromHours(24.0 * 30); }), "");
}

TEST(InputChecks, RefuseFramesThatDoNotFitIntoMemory) {
    const std::string message = refusal([](SimInput& i) {
        for (int s = 1; s <= 200000; ++s)
            i.outputTimes.emplace_back(s);
        i.duration = Seconds(200000);
    });
    EXPECT_NE(message.find("GB"), std::string::npos) << message;
}

TEST(InputChecks, AFailedAllocationIsAnErrorAndNotACrash) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer itself needs more address space than the limit";
#endif
    const auto runOutOfMemory = [] {
        SimInput i = input(1);
        for (int s = 1; s <= 1500; ++s)
            i.outputTimes.emplace_back(2.0 * s);
        const rlimit limit{96U << 20, 96U << 20};
        setrlimit(RLIMIT_AS, &limit);
        const auto result = simulate(i, {}, {}, 1);
        const bool refused =
            !result.ok() && result.error().message.find("not enough memory") != std::string::npos;
        _exit(refused ? 7 : 1);
    };
    EXPECT_EXIT(runOutOfMemory(), testing::ExitedWithCode(7), "");
}

} // namespace
} // namespace meso::sim
