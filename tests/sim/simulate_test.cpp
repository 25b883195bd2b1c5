#include "sim/simulate.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "base/hash.h"
#include "sim/observables.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr double kRadius_mm = 90;
constexpr double kKnownBlood_mg = 0.467540,
                 kKnownPeak_mg_per_ml = 0.292635; // after 2 h; bulb band, 30 min

geom::Vec3 onCap(double x, double y) {
    return {x, y, std::sqrt(kRadius_mm * kRadius_mm - x * x - y * y)};
}

SimInput smallInput(double edge = 1.2) {
    SimInput input;
    input.surface = test::cap(kRadius_mm, edge, 32).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{onCap(-4, 0), Mm(2.5), Ml(0.05), MgPerMl(5)},
                    {onCap(5, 2), Mm(4), Ml(0.05), MgPerMl(5)}};
    input.duration = fromHours(2);
    return input;
}

std::uint64_t bitsOf(const SimResult& result) {
    Hasher hash;
    for (const SimFrame& frame : result.frames)
        hash.add(std::span<const float>(frame.concentration));
    for (const MassBalance& balance : result.balance)
        hash.add(balance.total().value());
    return hash.value();
}

TEST(Simulate, AccountsForTheWholeDoseAtEveryOutputTime) {
    const auto result = simulate(smallInput());
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_NEAR((*result)->dose.value(), 0.5, 1e-12);
    ASSERT_EQ((*result)->frames.size(), standardOutputTimes(fromHours(2)).size());
    for (const MassBalance& balance : (*result)->balance)
        EXPECT_NEAR(balance.total() / (*result)->dose, 1, 1e-5) << balance.time.value() << " s";
    EXPECT_NEAR((*result)->balance.front().leaked.value(), 0.046 * 0.5, 1e-12);
    EXPECT_EQ((*result)->frames.back().time, fromHours(2));
}

TEST(Simulate, WarnsOfDepotsThatOverlapAndOfWidenedOnes) {
    SimInput input = smallInput();
    input.duration = fromMinutes(2);
    const auto apart = simulate(input);
    ASSERT_TRUE(apart.ok());
    EXPECT_TRUE((*apart)->warnings.empty());
    input.depots[1] = input.depots[0];
    input.depots[1].position = onCap(-1, 0);
    input.depots[1].number = 7;
    const auto close = simulate(input);
    ASSERT_TRUE(close.ok());
    ASSERT_EQ((*close)->warnings.size(), 1U);
    EXPECT_NE((*close)->warnings[0].find("site 1 and site 7"), std::string::npos);
    const auto highest = [](const SimResult& result) {
        const std::vector<float>& start = result.frames.front().concentration;
        return *std::max_element(start.begin(), start.end());
    };
    EXPECT_GT(highest(**close), 1.5F * highest(**apart)) << "the model adds them up";
    input.depots.resize(1);
    input.depots[0].volume = Ml(0.005);
    const auto small = simulate(input);
    ASSERT_TRUE(small.ok());
    ASSERT_EQ((*small)->warnings.size(), 1U);
    EXPECT_NE((*small)->warnings[0].find("widened"), std::string::npos);
}

TEST(Simulate, HasTheSameBitsForAnyNumberOfThreads) {
    const SimInput input = smallInput();
    const auto one = simulate(input, {}, {}, 1), two = simulate(input, {}, {}, 2),
               three = simulate(input, {}, {}, 3);
    ASSERT_TRUE(one.ok() && two.ok() && three.ok());
    EXPECT_EQ(bitsOf(**one), bitsOf(**two));
    EXPECT_EQ(bitsOf(**one), bitsOf(**three));
    EXPECT_EQ((*one)->inputHash, input.hash());
}

// Figures of one small run, to notice any change of the solver. Not a hash: the exponentials of the
// C library differ in the last bit between processors.
TEST(Simulate, GivesTheKnownFiguresOfASmallRun) {
    const auto result = simulate(smallInput());
    ASSERT_TRUE(result.ok());
    const MassBalance& last = (*result)->balance.back();
    const auto band = bandAverage(**result, frameAt(**result, fromMinutes(30)), {Mm(3.5), Mm(4.5)});
    const double peak = static_cast<double>(*std::max_element(band.begin(), band.end()));
    EXPECT_NEAR(last.blood.value(), kKnownBlood_mg, 1e-5 * kKnownBlood_mg);
    EXPECT_NEAR(peak, kKnownPeak_mg_per_ml, 1e-4 * kKnownPeak_mg_per_ml);
}

TEST(Simulate, StartsAtTheInjectedStrengthAndNeverExceedsIt) {
    SimInput input = smallInput(1.0);
    input.depots.resize(1);
    const auto result = simulate(input);
    ASSERT_TRUE(result.ok());
    double first = 0;
    for (std::size_t f = 0; f < (*result)->frames.size(); ++f) {
        double highest = 0, lowest = 0;
        for (const float c : (*result)->frames[f].concentration) {
            highest = std::max(highest, static_cast<double>(c));
            lowest = std::min(lowest, static_cast<double>(c));
        }
        if (f == 0)
            first = highest;
        EXPECT_GE(lowest, 0.0);
        EXPECT_LE(highest, first * (1 + 1e-6));
    }
    EXPECT_NEAR(first, 5, 0.1);
}

TEST(Simulate, SolvesFarDepotsAsSeparatePiecesThatDoNotDisturbEachOther) {
    SimInput input = smallInput();
    input.surface = test::sphere(40, test::sphereFrequency(40, 0.9)).mesh();
    input.depots = {{{0, 0, 40}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    const auto alone = simulate(input);
    input.depots.push_back({{0, 0, -40}, Mm(2.5), Ml(0.05), MgPerMl(5)});
    const auto both = simulate(input);
    ASSERT_TRUE(alone.ok() && both.ok());
    EXPECT_GT((*both)->meshVertex.size(), (*alone)->meshVertex.size() * 19 / 10);
    EXPECT_LT((*both)->meshVertex.size(), input.surface->vertices().size() * 3 / 4);
    const DepthRange band{Mm(1.5), Mm(2.5)};
    const auto a = bandAverage(**alone, 6, band), b = bandAverage(**both, 6, band);
    // The two pieces share one step size, which the shape of their triangles decides.
    const double tolerance = 5e-3 * static_cast<double>(*std::max_element(a.begin(), a.end()));
    for (std::size_t v = 0; v < a.size(); ++v)
        if (input.surface->vertices()[v].z() > 0) {
            EXPECT_NEAR(a[v], b[v], tolerance);
        }
}

TEST(Simulate, SolvesEveryVertexWithinTheMarginOfTheTreatedZone) {
    SimInput input = smallInput(1.0);
    input.surface = test::sphere(40, test::sphereFrequency(40, 1.1)).mesh();
    const auto& vertices = input.surface->vertices();
    input.depots = {{{0, 0, 40}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    // A treated band on the far side of the sphere, where no depot lies.
    for (std::size_t v = 0; v < vertices.size(); ++v)
        if (vertices[v].z() < -25 && std::abs(vertices[v].x()) < 3)
            input.treatedVertices.push_back(static_cast<int>(v));
    ASSERT_GT(input.treatedVertices.size(), 20U);
    const auto result = simulate(input);
    ASSERT_TRUE(result.ok()) << result.error().message;
    std::vector<double> solvedArea(vertices.size(), 0);
    for (std::size_t i = 0; i < (*result)->meshVertex.size(); ++i)
        solvedArea[(*result)->meshVertex[i]] = (*result)->area_mm2[i];
    std::size_t near = 0, far = 0;
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        double away_mm = 1e300;
        for (const int t : input.treatedVertices)
            away_mm = std::min(away_mm, (vertices[v] - vertices[t]).norm());
        if (away_mm <= 15) {
            EXPECT_GT(solvedArea[v], 0) << "vertex " << v << ", " << away_mm << " mm away";
            ++near;
        } else if (away_mm > 18 && vertices[v].z() < 0) {
            EXPECT_EQ(solvedArea[v], 0) << "vertex " << v << ", " << away_mm << " mm away";
            ++far;
        }
    }
    EXPECT_GT(near, 1000U);
    EXPECT_GT(far, 1000U);
}

TEST(Simulate, StopsSoonAfterARequest) {
    SimInput input = smallInput(0.8);
    input.duration = fromHours(24.0 * 60);
    input.compound = test::vegf165();
    std::stop_source source;
    double reached = 0;
    const auto result = simulate(input, source.get_token(), [&](double fraction) {
        reached = fraction;
        if (fraction > 0.12) // laying the depots ends at 0.1
            source.request_stop();
    });
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().message, "The simulation was cancelled.");
    EXPECT_LT(reached, 0.15);
}

TEST(Simulate, StopsAndTellsProgressWhileDepotsAreLaid) {
    SimInput input = smallInput();
    input.depots.clear();
    for (int i = 0; i < 200; ++i)
        input.depots.push_back({onCap(i % 10 - 5, i / 10.0 - 10), Mm(2.5), Ml(0.05), MgPerMl(5)});
    std::stop_source source;
    int calls = 0;
    const auto result = simulate(input, source.get_token(), [&](double fraction) {
        EXPECT_NEAR(fraction, 0.1 * ++calls / 200, 1e-12);
        if (calls == 3)
            source.request_stop();
    });
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().message, "The simulation was cancelled.");
    EXPECT_EQ(calls, 3) << "depots are laid after a request to stop";
}

TEST(Simulate, RefusesMoreFluidThanTissueCanHoldBeforeLayingAnyDepot) {
    const auto reason = [](int sites, Ml volume, Mm depth) {
        SimInput input = smallInput(2);
        input.depots.assign(sites, {onCap(0, 0), depth, volume, MgPerMl(5)});
        const auto result =
            simulate(input, {}, [](double) { ADD_FAILURE() << "work was done on such an input"; });
        return result.ok() ? std::string() : result.error().message;
    };
    EXPECT_EQ(reason(1000, Ml(5), Mm(2.5)),
              "Injection site 1 would fill a depot of 29.6 mm radius with 5.00 mL at a depth of "
              "2.50 mm; a single injection spreads at most 20 mm. Inject less, or further from "
              "skin and bone.");
    EXPECT_NE(reason(1, Ml(0.1), Mm(0.05)).find("site 1 would fill"), std::string::npos);
    const std::string all = reason(1000, Ml(2), Mm(2.5));
    EXPECT_NE(all.find("With injection site "), std::string::npos) << all;
    EXPECT_NE(all.find("more than the"), std::string::npos) << all;
    EXPECT_EQ(reason(1, Ml(0.05), Mm(25)),
              "Injection site 1 is 25.00 mm deep, but the tissue is 6.00 mm thick; its depth must "
              "be between the skin and the bottom of the last layer.");
}

TEST(Simulate, ReportsProgressThatRisesToOne) {
    double last = 0;
    const auto result = simulate(smallInput(), {}, [&](double fraction) {
        EXPECT_GT(fraction, last);
        last = fraction;
    });
    ASSERT_TRUE(result.ok());
    EXPECT_DOUBLE_EQ(last, 1);
}

TEST(Simulate, RefusesWhatCannotBeSimulatedWithAReason) {
    const auto reason = [](auto change) {
        SimInput input = smallInput(2);
        change(input);
        const auto result = simulate(input);
        return result.ok() ? std::string() : result.error().message;
    };
    EXPECT_EQ(reason([](SimInput&) {}), "");
    EXPECT_NE(reason([](SimInput& i) { i.surface = nullptr; }), "");
    EXPECT_NE(reason([](SimInput& i) { i.depots.clear(); }), "");
    EXPECT_NE(reason([](SimInput& i) { i.depots[1].volume = Ml(-1); }).find("site 2"),
              std::string::npos);
    EXPECT_NE(reason([](SimInput& i) { i.depots[0].depth = Mm(6); }).find("site 1"),
              std::string::npos);
    EXPECT_NE(reason([](SimInput& i) { i.depots[0].strength = MgPerMl(std::nan("")); }), "");
    EXPECT_NE(reason([](SimInput& i) { i.depots[0].position = {0, 0, 300}; }), "");
    EXPECT_NE(reason([](SimInput& i) { i.duration = Seconds(0); }), "");
    EXPECT_NE(reason([](SimInput& i) { i.outputTimes = {Seconds(60), Seconds(60)}; }), "");
    EXPECT_NE(reason([](SimInput& i) { i.treatedVertices = {1 << 30}; }), "");
    EXPECT_NE(reason([](SimInput& i) { i.tissue.layers[1].thickness = Mm(0); }), "");
    EXPECT_NE(reason([](SimInput& i) { i.tissue.bloodFlow = PerSecond(0); }), "");
}

} // namespace
} // namespace meso::sim
