#include "sim/model/sim_input.h"

#include <set>

#include <gtest/gtest.h>

#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr std::uint64_t kSurfaceHash = 17;

// Whatever changes a result must change the hash, and each in its own way.
TEST(SimInput, EveryConditionNamesAnotherInput) {
    SimInput plain;
    plain.surface = test::cap(90, 4, 20).mesh();
    plain.depots = {{{0, 0, 90}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    plain.compound = test::minoxidil();
    plain.tissue = test::scalpTissue();
    plain.tissue.bloodFlowStates = {{"a", "A", PerSecond(0.005), 1, Seconds(0), ""},
                                    {"b", "B", {}, 2, fromMinutes(40), ""}};
    std::set<std::uint64_t> seen{plain.hash(kSurfaceHash)};
    int changes = 0;
    const auto expectOther = [&](auto change) {
        SimInput input = plain;
        change(input);
        ++changes;
        EXPECT_TRUE(seen.insert(input.hash(kSurfaceHash)).second) << "change " << changes;
    };
    expectOther([](SimInput& i) { i.bloodFlowState = "a"; });
    expectOther([](SimInput& i) {
        i.bloodFlowState = "a";
        i.tissue.bloodFlowStates[0].flow = PerSecond(0.004);
    });
    expectOther([](SimInput& i) { i.bloodFlowState = "b"; });
    expectOther([](SimInput& i) {
        i.bloodFlowState = "b";
        i.tissue.bloodFlowStates[1].factor = 3;
    });
    expectOther([](SimInput& i) {
        i.bloodFlowState = "b";
        i.tissue.bloodFlowStates[1].lasts = fromMinutes(30);
    });
    expectOther([](SimInput& i) { i.bloodFlowFactor = 0.2; });
    expectOther([](SimInput& i) { i.thicknessFactor.assign(3, 1.0F); });
    expectOther([](SimInput& i) { i.thicknessFactor.assign(3, 0.9F); });
    expectOther([](SimInput& i) { i.pharmacokinetics.bloodCarriage = true; });
    expectOther([](SimInput& i) { i.pharmacokinetics.subcutisLipid = true; });
    expectOther([](SimInput& i) { i.pharmacokinetics.temperature_C = 37; });
    expectOther([](SimInput& i) { i.pharmacokinetics.diffusivityFactor = 1.5; });
    expectOther([](SimInput& i) { i.pharmacokinetics.lymphFactor = 1.5; });
    expectOther([](SimInput& i) { i.compound.release = {PerSecond(1e-4), MgPerMl(0)}; });
    expectOther([](SimInput& i) { i.compound.release = {PerSecond(1e-4), MgPerMl(5)}; });
    expectOther([](SimInput& i) { i.compound.release = {PerSecond(1e-5), MgPerMl(5)}; });
    expectOther([](SimInput& i) { i.tissue.depotRoom = anatomy::DepotRoom::Pores; });
    expectOther([](SimInput& i) { i.tissue.layers[1].poreFraction = 0.5; });
    expectOther([](SimInput& i) { i.tissue.layers[1].thickness = Mm(1.8); });
    expectOther([](SimInput& i) { i.tissue.layers[3].kind = anatomy::LayerKind::Subcutis; });
    expectOther([](SimInput& i) { i.tissue.injectionFlow.applies = true; });
    expectOther([](SimInput& i) { i.tissue.injectionFlow = {true, 7, fromMinutes(20)}; });
    expectOther([](SimInput& i) { i.tissue.injectionFlow = {true, 7, fromMinutes(30)}; });
    expectOther([](SimInput& i) { i.tissue.blebs = {{Ml(0.1), Mm(10)}}; });
    expectOther([](SimInput& i) { i.tissue.blebs = {{Ml(0.1), Mm(9)}}; });
    expectOther([](SimInput& i) { i.tissue.leakFraction = 0.05; });
    expectOther([](SimInput& i) { i.tissue.depotFraction = 0.9; });
    expectOther([](SimInput& i) { i.tissue.depotHalfHeight = Mm(1.2); });
    expectOther([](SimInput& i) { i.tissue.depotEdgeWidth = Mm(0.5); });
    expectOther([](SimInput& i) { i.tissue.referenceRadius = Mm(0); });
    expectOther([](SimInput& i) { i.depots[0].position.x() = 1; });
    expectOther([](SimInput& i) { i.depots[0].depth = Mm(2.6); });
    expectOther([](SimInput& i) { i.depots[0].volume = Ml(0.06); });
    expectOther([](SimInput& i) { i.depots[0].strength = MgPerMl(6); });
    expectOther([](SimInput& i) { i.depots.push_back(i.depots[0]); });
    expectOther([](SimInput& i) { i.duration = fromHours(23); });
    expectOther([](SimInput& i) { i.outputTimes = {Seconds(0)}; });
    EXPECT_TRUE(seen.insert(plain.hash(kSurfaceHash + 1)).second) << "another surface";
    // A state that was not chosen changes nothing, nor does the number that people see.
    SimInput other = plain;
    other.tissue.bloodFlowStates[1].factor = 7;
    other.depots[0].number = 9;
    EXPECT_EQ(other.hash(kSurfaceHash), plain.hash(kSurfaceHash));
}

TEST(SimInput, ThicknessAtAPlaceIsThatOfTheNearestVertex) {
    SimInput input;
    input.surface = test::cap(90, 4, 20).mesh();
    EXPECT_EQ(input.thicknessAt({0, 0, 90}), 1);
    for (const geom::Vec3& p : input.surface->vertices())
        input.thicknessFactor.push_back(p.x() > 0 ? 1.1F : 0.9F);
    EXPECT_FLOAT_EQ(static_cast<float>(input.thicknessAt({10, 0, 89.4})), 1.1F);
    EXPECT_FLOAT_EQ(static_cast<float>(input.thicknessAt({-10, 0, 89.4})), 0.9F);
}

TEST(SimInput, StandardOutputTimesRiseToTheEnd) {
    const std::vector<Seconds> day = standardOutputTimes(fromHours(24));
    EXPECT_EQ(day.size(), 35U);
    EXPECT_EQ(day.front(), Seconds(0));
    EXPECT_EQ(day[11], fromMinutes(90));
    EXPECT_EQ(day[12], fromHours(2));
    EXPECT_EQ(day.back(), fromHours(24));
    const std::vector<Seconds> week = standardOutputTimes(fromHours(7 * 24));
    EXPECT_EQ(week.size(), 35U + 12U);
    EXPECT_EQ(week[35], fromHours(36));
    for (const double minutes : {1.0, 30.0, 31.0, 119.0, 60.0 * 24 * 365}) {
        const std::vector<Seconds> times = standardOutputTimes(fromMinutes(minutes));
        EXPECT_EQ(times.back(), fromMinutes(minutes));
        for (std::size_t t = 1; t < times.size(); ++t)
            EXPECT_GT(times[t], times[t - 1]);
    }
}

} // namespace
} // namespace meso::sim
