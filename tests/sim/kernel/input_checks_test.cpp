#include "sim/kernel/input_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <vector>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

template <class Change>
std::string refusal(Change change) {
    static const auto store = std::make_shared<KernelStore>();
    SimInput i = test::oneDepotInput();
    change(i);
    const auto result = test::simulateWith(store, i);
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
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.depotHalfHeight = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.depotEdgeWidth = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.leakFraction = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.layers[2].thickness = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.tissue.layers[2].poreFraction = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.compound.molarMass = Dalton(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.compound.fractionUnbound = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.compound.matrixBinding = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) {
                      i.compound.release = {PerSecond(x), MgPerMl(0)};
                  }),
                  "");
        EXPECT_NE(refusal([&](SimInput& i) { i.pharmacokinetics.diffusivityFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.pharmacokinetics.lymphFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.bloodFlowFactor = x; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.duration = Seconds(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.outputTimes = {Seconds(x)}; }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].volume = Ml(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].depth = Mm(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].strength = MgPerMl(x); }), "");
        EXPECT_NE(refusal([&](SimInput& i) {
                      i.thicknessFactor.assign(i.surface->vertices().size(), 1);
                      i.thicknessFactor[3] = static_cast<float>(x);
                  }),
                  "");
    }
    for (const double x : {std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].position.x() = x; }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.compound.logP = std::nan(""); }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.compound.pKaBase = std::nan(""); }), "");
    EXPECT_EQ(refusal([](SimInput&) {}), "");
}

TEST(InputChecks, RefuseNothingToDo) {
    EXPECT_EQ(refusal([](SimInput& i) { i.depots.clear(); }),
              "There are no injections of Minoxidil to simulate.");
    EXPECT_NE(refusal([](SimInput& i) { i.surface = nullptr; }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.tissue.layers.clear(); }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.duration = Seconds(0); }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.outputTimes = {Seconds(60), Seconds(60)}; }), "");
    EXPECT_NE(refusal([](SimInput& i) { i.outputTimes = {fromHours(3)}; }), "");
    for (const double zero : {0.0, -0.0}) {
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].volume = Ml(zero); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].strength = MgPerMl(zero); }), "");
        EXPECT_NE(refusal([&](SimInput& i) { i.depots[0].depth = Mm(zero); }), "");
    }
    EXPECT_NE(refusal([](SimInput& i) { i.thicknessFactor = {1, 1}; }), "");
}

TEST(InputChecks, NameTheLayerWithoutThicknessAndTheSiteThatDoesNotFit) {
    EXPECT_NE(refusal([](SimInput& i) { i.tissue.layers[3].thickness = Mm(0); }).find("Galea"),
              std::string::npos);
    EXPECT_EQ(refusal([](SimInput& i) { i.depots[0].depth = Mm(25); }),
              "Injection site 1 is 25.00 mm deep, but the tissue is 6.00 mm thick; its depth must "
              "be between the skin and the bottom of the last layer.");
    EXPECT_NE(refusal([](SimInput& i) { i.depots[0].depth = Mm(6); }), "");
    EXPECT_EQ(refusal([](SimInput& i) { i.depots[0].volume = Ml(5); }),
              "Injection site 1 would fill a depot of 29.6 mm radius with 5.00 mL at a depth of "
              "2.50 mm; a single injection spreads at most 20 mm. Inject less, or further from "
              "skin and bone.");
    const std::string off = refusal([](SimInput& i) {
        i.depots.push_back({{0, 88, 0}, Mm(2), Ml(0.05), MgPerMl(5)});
        i.depots.back().number = 12;
    });
    EXPECT_NE(off.find("site 12"), std::string::npos) << off;
    EXPECT_NE(off.find("off the simulated surface"), std::string::npos) << off;
    // Thin tissue: what fits elsewhere does not fit there.
    const std::string thin =
        refusal([](SimInput& i) { i.thicknessFactor.assign(i.surface->vertices().size(), 0.4F); });
    EXPECT_NE(thin.find("2.40 mm thick"), std::string::npos) << thin;
}

TEST(InputChecks, TakeWhatIsOddButPossible) {
    EXPECT_EQ(refusal([](SimInput& i) { i.depots[0].depth = Mm(0.01); }).find("radius") !=
                  std::string::npos,
              true)
        << "50 uL do not fit right below the skin";
    EXPECT_EQ(
        refusal([](SimInput& i) { i.depots[0].depth = Mm(5.999), i.depots[0].volume = Ml(1e-7); }),
        "");
    EXPECT_EQ(refusal([](SimInput& i) { i.depots[0].volume = Ml(1e-9); }), "");
    EXPECT_EQ(refusal([](SimInput& i) { i.tissue.referenceRadius = Mm(0); }), "");
    EXPECT_EQ(refusal([](SimInput& i) {
                  i.tissue.layers.resize(1);
                  i.tissue.layers[0].thickness = Mm(4);
              }),
              "");
    EXPECT_EQ(refusal([](SimInput& i) { i.duration = fromHours(24.0 * 30); }), "");
    EXPECT_EQ(refusal([](SimInput& i) { i.tissue.depotEdgeWidth = Mm(0.3); }), "");
    EXPECT_EQ(refusal([](SimInput& i) { i.tissue.galeaFlowFactor = 1000; }), "");
}

TEST(InputChecks, TakeAThousandSitesOfFiveHundredKinds) {
    SimInput many = test::oneDepotInput();
    const SimDepot first = many.depots[0];
    many.depots.clear();
    many.depots.reserve(1000);
    for (int i = 0; i < 1000; ++i) {
        const int row = i / 32;
        many.depots.push_back(first);
        many.depots.back().position = test::onBall(0.6 * (i % 32) - 9, 0.6 * row - 9);
        many.depots.back().volume = Ml(0.001 + 1e-5 * (i % 500));
    }
    many.outputTimes = {many.duration};
    const auto result = simulate(many);
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_NEAR((*result)->balance.back().total() / (*result)->dose, 1, 1e-9);
}

TEST(InputChecks, AFailedAllocationIsAnErrorAndNotACrash) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer itself needs more address space than the limit";
#endif
    const auto runOutOfMemory = [] {
        SimInput i = test::oneDepotInput();
        // A wide disc with fine waves: 12 MB.
        i.tissue.depotEdgeWidth = Mm(0.3);
        i.pharmacokinetics.diffusivityFactor = 1000;
        std::vector<void*> blocks(1 << 16);
        const rlimit limit{64U << 20, 64U << 20};
        setrlimit(RLIMIT_AS, &limit);
        // What the tests before this one gave back to the heap, but for some 2 MB.
        std::size_t taken = 0;
        while (taken < blocks.size() && (blocks[taken] = std::malloc(1 << 15)))
            ++taken;
        for (std::size_t k = 0; k < std::min<std::size_t>(taken, 64); ++k)
            std::free(blocks[k]);
        const auto result = simulate(i);
        const bool refused =
            !result.ok() && result.error().message.find("not enough memory") != std::string::npos;
        _exit(refused ? 7 : 1);
    };
    EXPECT_EXIT(runOutOfMemory(), testing::ExitedWithCode(7), "");
}

} // namespace
} // namespace meso::sim
