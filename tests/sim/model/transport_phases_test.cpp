#include "sim/model/transport_phases.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

SimInput phasedInput() {
    SimInput i;
    i.compound = test::minoxidil();
    i.tissue = test::scalpTissue();
    i.tissue.bloodFlowStates = {{"normal", "Normal", PerSecond(0.00595), 1, Seconds(0), ""},
                                {"epinephrine", "Epinephrine", {}, 0.2, Seconds(0), ""},
                                {"flush", "Flush", {}, 1.75, fromMinutes(40), ""}};
    i.duration = fromHours(2);
    return i;
}

double loss(const TransportPhase& phase) {
    return phase.transports[1].loss().value();
}

TEST(TransportPhases, AStateReplacesOrMultipliesTheFlow) {
    SimInput i = phasedInput();
    const double usual = loss(transportPhases(i)->front());
    i.bloodFlowState = "normal";
    EXPECT_NEAR(loss(transportPhases(i)->front()) / usual, 2.942 / 1.469, 0.01);
    i.bloodFlowState = "epinephrine";
    EXPECT_GT(usual / loss(transportPhases(i)->front()), 3.5);
    EXPECT_LT(usual / loss(transportPhases(i)->front()), 4.5);
    i.bloodFlowState.clear();
    i.bloodFlowFactor = 0.2;
    const double fifth = loss(transportPhases(i)->front());
    i.bloodFlowFactor = 1;
    i.bloodFlowState = "epinephrine";
    EXPECT_DOUBLE_EQ(loss(transportPhases(i)->front()), fifth);
}

TEST(TransportPhases, APassingStateEndsInTheTissuesOwnFlow) {
    SimInput i = phasedInput();
    const auto usual = transportPhases(i);
    ASSERT_EQ(usual->size(), 1U);
    i.bloodFlowState = "flush";
    const auto phases = transportPhases(i);
    ASSERT_EQ(phases->size(), 2U);
    EXPECT_EQ(phases->front().until, fromMinutes(40));
    EXPECT_GT(loss(phases->front()), 1.3 * loss(phases->back()));
    EXPECT_EQ(phases->back().transports, usual->front().transports);
    i.duration = fromMinutes(30);
    EXPECT_EQ(transportPhases(i)->size(), 1U);
}

TEST(TransportPhases, RefusesUnknownStatesAndAbsurdFactors) {
    SimInput i = phasedInput();
    i.bloodFlowState = "moon";
    const auto unknown = transportPhases(i);
    ASSERT_FALSE(unknown.ok());
    EXPECT_NE(unknown.error().message.find("moon"), std::string::npos);
    i = phasedInput();
    for (const double factor : {0.0, -1.0, 1e9, std::nan("")}) {
        i.bloodFlowFactor = factor;
        EXPECT_FALSE(transportPhases(i).ok()) << factor;
    }
}

// With equal loss in every layer the amount left is an exponential of the time spent in each state.
TEST(TransportPhases, ARunClearsAtEachStatesRateInItsTime) {
    SimInput i = phasedInput();
    i.surface = test::ballCap();
    i.depots = {{test::onBall(0, 0), Mm(2.5), Ml(0.05), MgPerMl(5)}};
    i.tissue.leakFraction = 0;
    i.tissue.galeaFlowFactor = i.tissue.epidermisFlowFactor = 1;
    i.bloodFlowState = "flush";
    i.duration = fromHours(1);
    i.outputTimes = {Seconds(0), fromHours(1)};
    const auto phases = transportPhases(i);
    const auto result = simulate(i);
    ASSERT_TRUE(result.ok()) << result.error().message;
    const MassBalance& last = (*result)->balance.back();
    const double left = 1 - (last.blood + last.lymph) / (*result)->dose;
    const double expected =
        std::exp(-loss(phases->front()) * 2400 - loss(phases->back()) * (3600 - 2400));
    EXPECT_NEAR(left, expected, 1e-9);
    EXPECT_EQ((*result)->times.size(), 2U) << "the change at 40 min is no output time";
}

TEST(TransportPhases, TheNeedleRaisesTheFlowOfTheStateForAWhile) {
    SimInput i = phasedInput();
    const double usual = loss(transportPhases(i)->front());
    i.tissue.injectionFlow = {true, 1.7, fromMinutes(20)};
    const auto raised = transportPhases(i);
    ASSERT_EQ(raised->size(), 2U);
    EXPECT_EQ(raised->front().until, fromMinutes(20));
    EXPECT_EQ(raised->back().until, i.duration);
    EXPECT_GT(loss(raised->front()), 1.3 * usual);
    EXPECT_DOUBLE_EQ(loss(raised->back()), usual);
    // With a state that passes: both, then the state, then neither.
    i.bloodFlowState = "flush";
    const auto three = transportPhases(i);
    ASSERT_EQ(three->size(), 3U);
    EXPECT_EQ((*three)[0].until, fromMinutes(20));
    EXPECT_EQ((*three)[1].until, fromMinutes(40));
    EXPECT_GT(loss((*three)[0]), loss((*three)[1]));
    EXPECT_GT(loss((*three)[1]), loss((*three)[2]));
    EXPECT_DOUBLE_EQ(loss((*three)[2]), usual);
    // Ends at one time are one; a short run knows the first alone.
    i.tissue.injectionFlow.lasts = fromMinutes(40);
    EXPECT_EQ(transportPhases(i)->size(), 2U);
    i.duration = fromMinutes(10);
    EXPECT_EQ(transportPhases(i)->size(), 1U);
    i.tissue.injectionFlow.applies = false;
    i.duration = fromHours(2);
    EXPECT_EQ(transportPhases(i)->size(), 2U);
    i.tissue.injectionFlow = {true, -1, fromMinutes(20)};
    EXPECT_FALSE(transportPhases(i).ok());
}

TEST(TransportPhases, BloodCarriageAndTemperatureActAsTheModelSays) {
    SimInput i = phasedInput();
    const auto plain = transportPhases(i)->front().transports[1];
    i.pharmacokinetics.bloodCarriage = true;
    // Half-life of minoxidil 7.6 against 5.4 min.
    EXPECT_NEAR(loss(transportPhases(i)->front()) / plain.loss().value(), 7.6 / 5.4, 0.03);
    i.pharmacokinetics.bloodCarriage = false;
    i.pharmacokinetics.temperature_C = 25;
    EXPECT_NEAR(transportPhases(i)->front().transports[1].diffusivity / plain.diffusivity, 0.82,
                0.005);
    i.pharmacokinetics.temperature_C = 37;
    EXPECT_NEAR(transportPhases(i)->front().transports[1].diffusivity / plain.diffusivity, 1.10,
                0.005);
    i.pharmacokinetics.temperature_C = 33;
    EXPECT_EQ(transportPhases(i)->front().transports[1], plain);
    for (const double absurd : {-300.0, 100.0, std::nan("")}) {
        i.pharmacokinetics.temperature_C = absurd;
        EXPECT_FALSE(transportPhases(i).ok()) << absurd;
    }
}

} // namespace
} // namespace meso::sim
