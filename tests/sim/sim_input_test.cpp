#include "sim/sim_input.h"

#include <set>

#include <gtest/gtest.h>

#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

// Whatever changes a result must change the hash, and each in its own way.
TEST(SimInput, EveryConditionOfTheTissueNamesAnotherInput) {
    SimInput plain;
    plain.surface = test::cap(90, 4, 20).mesh();
    plain.compound = test::minoxidil();
    plain.tissue = test::scalpTissue();
    plain.tissue.bloodFlowStates = {{"a", "A", PerSecond(0.005), 1, Seconds(0), ""},
                                    {"b", "B", {}, 2, fromMinutes(40), ""}};
    std::set<std::uint64_t> seen{plain.hash()};
    int changes = 0;
    const auto expectOther = [&](auto change) {
        SimInput input = plain;
        change(input);
        ++changes;
        EXPECT_TRUE(seen.insert(input.hash()).second) << "change " << changes;
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
    // A state that was not chosen changes nothing.
    SimInput other = plain;
    other.tissue.bloodFlowStates[1].factor = 7;
    EXPECT_EQ(other.hash(), plain.hash());
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

} // namespace
} // namespace meso::sim
