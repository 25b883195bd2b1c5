#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "app/edits/derive.h"
#include "app/spread/analysis.h"
#include "app/spread/area_history.h"
#include "app/spread/simulation_study.h"
#include "plan/edits.h"
#include "support/same_runs.h"
#include "support/simulate_fixture.h"
#include "support/window_text.h"
#include "ui/kit/chart_field.h"
#include "ui/state/status_text.h"

// The Simulate workspace while the plan is edited: what is shown follows, and says when it has not.
namespace meso::ui {
namespace {

class SimulateFollow : public test::SimulatedFew {
protected:
    explicit SimulateFollow(Seconds duration = fromMinutes(5)) : SimulatedFew(duration) {}
    void SetUp() override {
        ImGui::GetIO().DisplaySize = {1440, 2400}; // so that nothing has to be scrolled to
        simulate();
        state().depthId = "miniaturised";
        openCase_->settings().autoSimulate = true;
        hand().frames(2);
    }
    [[nodiscard]] const app::PlanSimulationPtr& shown() const {
        return openCase_->simulation().shown();
    }
    /// Changes the volume of the first site, in one step of the history.
    void doubleTheFirstVolume() {
        plan::Plan next = openCase_->plan();
        next.sites.front().volume = next.sites.front().volume * 2.0;
        ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    }
    [[nodiscard]] const app::BandAnalysis& studied() {
        const auto study = openCase_->study().lastOf(shown());
        EXPECT_NE(study, nullptr);
        return study->compounds[0].figures.given.bands[1];
    }
    void untilFollowed() {
        until([&] { return shown() && shown()->plan == openCase_->plan(); });
    }
};

TEST_F(SimulateFollow, AHandOnASiteIsFollowedBeforeItLetsGo) {
    state().time = fromMinutes(2);
    const std::string site = "site." + std::to_string(openCase_->plan().sites.front().id);
    const ImVec2 from = hand().centre(site);
    const plan::Plan before = openCase_->committed();
    hand().moveTo(from);
    hand().press();
    for (int i = 1; i <= 6; ++i) {
        hand().moveTo({from.x + 3.F * static_cast<float>(i), from.y});
    }
    ASSERT_NE(openCase_->plan(), before) << "the site is under the hand";
    untilFollowed();
    hand().frames(1);
    EXPECT_EQ(openCase_->committed(), before) << "it has not let go";
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
    EXPECT_FALSE(test::isWritten("Out of date"));
    const app::PlanSimulationPtr followed = shown();
    hand().release();
    hand().frames(2);
    EXPECT_NE(openCase_->committed(), before);
    EXPECT_EQ(shown(), followed) << "what is committed is on the map already";
}

// Sequence X5 of the faults: drag all sites, look at another depth within 60 ms, go back.
TEST_F(SimulateFollow, AnotherDepthWhileAllSitesAreDragged) {
    for (const plan::InjectionSite& one : openCase_->plan().sites)
        state().selection.insert(one.id);
    hand().frames(2);
    const std::string site = "site." + std::to_string(openCase_->plan().sites.front().id);
    const std::string depth = state().depthId;
    for (int round = 0; round < 5; ++round) {
        const ImVec2 from = hand().centre(site);
        const float way = round % 2 ? -4.F : 4.F;
        hand().moveTo(from);
        hand().press();
        hand().moveTo({from.x + way, from.y});
        state().depthId = "galea";
        hand().frames(1);
        std::this_thread::sleep_for(std::chrono::milliseconds(10 * round));
        hand().moveTo({from.x + 2 * way, from.y});
        state().depthId = depth;
        hand().frames(2);
        hand().release();
    }
    untilFollowed();
    untilIdle();
    EXPECT_FALSE(test::isWritten("Out of date"));
    const app::Derived& derived = openCase_->derived();
    const auto fresh = app::simulatePlan(
        {openCase_->plan(), *derived.headContext, *derived.region, openCase_->library()},
        fromMinutes(5));
    ASSERT_TRUE(fresh.ok()) << fresh.error().message;
    test::expectSameRuns(shown()->runs, *fresh);
    EXPECT_EQ(shownDepth(*openCase_, state()).id, depth);
    EXPECT_EQ(shownHistory(*openCase_, state())->depth.id, depth);
}

TEST_F(SimulateFollow, TheExposurePageFollowsAnEdit) {
    show("page.exposure");
    const double before = studied().peak->mean;
    doubleTheFirstVolume();
    hand().frames(1);
    EXPECT_TRUE(hand().has("exposure.curve")) << "what was known stays until there is more";
    untilFollowed();
    untilIdle();
    const auto study = openCase_->study().of(shown(), studyCriteriaOf(state()));
    ASSERT_NE(study, nullptr) << "of this plan, not of the one before";
    EXPECT_GT(study->compounds[0].figures.given.bands[1].peak->mean, 1.05 * before);
    for (const char* item : {"exposure.curve", "exposure.histogram", "exposure.overlap"})
        EXPECT_TRUE(hand().has(item)) << item;
}

TEST_F(SimulateFollow, TheBalanceIsThatOfTheEditedDose) {
    show("page.balance");
    const Mg before = shownRun(*openCase_, state())->result->dose;
    doubleTheFirstVolume();
    untilFollowed();
    untilIdle();
    const sim::SimResult& result = *shownRun(*openCase_, state())->result;
    EXPECT_NEAR(result.dose / before, 1.25, 1e-9) << "one of four holds twice as much";
    for (const sim::MassBalance& at : result.balance)
        EXPECT_NEAR(at.total() / result.dose, 1, 1e-9);
    EXPECT_TRUE(hand().has("balance.bar"));
}

TEST_F(SimulateFollow, TheCutIsTitledByWhatItShows) {
    window_->key("K");
    ASSERT_TRUE(state().cut.has_value());
    hand().frames(3);
    EXPECT_FALSE(test::isWritten("as of the last full run"));
    openCase_->settings().autoSimulate = false;
    doubleTheFirstVolume();
    hand().frames(3);
    EXPECT_TRUE(test::isWritten("as of the last full run")) << "nothing follows the edit";
    openCase_->settings().autoSimulate = true;
    until([&] { return !openCase_->simulationIsOutOfDate(); });
    hand().frames(3);
    EXPECT_FALSE(test::isWritten("as of the last full run"));
    EXPECT_TRUE(test::isWritten("assumed values"));
}

TEST_F(SimulateFollow, WhatIsNotFollowedSaysSoOnMapAndPages) {
    openCase_->settings().autoSimulate = false;
    doubleTheFirstVolume();
    hand().frames(2);
    EXPECT_EQ(solverState(*openCase_), "Spread out of date");
    for (const char* page : {"page.map", "page.exposure", "page.balance"}) {
        show(page);
        EXPECT_TRUE(test::isWritten("Out of date")) << page;
        EXPECT_TRUE(test::isWritten("The plan has changed since it was simulated.")) << page;
    }
}

class SimulateWarnings : public SimulateFollow {};

TEST_F(SimulateWarnings, StandOnTheMapAndTheExposurePage) {
    EXPECT_FALSE(test::isWritten("pairs of depots")) << "these sites keep their distance";
    plan::Plan crowded = openCase_->plan();
    crowded.sites[1].place = crowded.sites[0].place;
    crowded.sites[1].onScalp = crowded.sites[0].onScalp;
    simulate(crowded);
    ASSERT_EQ(shownRun(*openCase_, state())->result->warnings.size(), 1U);
    const std::string warning = shownRun(*openCase_, state())->result->warnings.front();
    for (const char* page : {"page.map", "page.exposure"}) {
        show(page);
        EXPECT_TRUE(test::isWritten(warning)) << page << ": " << warning;
    }
}

class SimulateADay : public SimulateFollow {
protected:
    SimulateADay() : SimulateFollow(fromHours(24)) {}
};

TEST_F(SimulateADay, AHalfLifeThatIsOpenIsMoreThanTheRun) {
    plan::Plan slow = few();
    slow.formulation = {{"dutasteride", MgPerMl(0.1)}};
    slow.tissue.fatPartition = true;
    simulate(slow);
    state().depthId = "terminal";
    show("page.exposure");
    const auto study = openCase_->study().of(shown(), studyCriteriaOf(state()));
    ASSERT_NE(study, nullptr);
    const app::BandAnalysis& band = study->compounds[0].figures.slow.bands[0];
    ASSERT_FALSE(band.halfLife.has_value());
    ASSERT_GT(band.meaningful, 0);
    EXPECT_TRUE(test::isWritten("> 24 h"));
}

TEST(ChartValuesText, OfAStackAreItsPartsAndAddUp) {
    ChartField field{"stack"};
    field.xText = [](double x) { return "At " + std::to_string(static_cast<int>(x)) + " h"; };
    field.yText = [](double y) { return std::to_string(static_cast<int>(std::lround(y))) + " %"; };
    field.parts = {"Dermis", "Blood"};
    view::Curve lower, upper;
    lower.points = {{0, 80}, {2, 40}};
    lower.low = {0, 0};
    lower.high = {80, 40};
    upper.points = {{0, 100}, {2, 100}};
    upper.low = lower.high;
    upper.high = {100, 100};
    field.chart.curves = {lower, upper};
    EXPECT_EQ(chartValuesText(field, 1), "At 1 h: Dermis 60 % · Blood 40 %");
    EXPECT_EQ(chartValuesText(field, 2), "At 2 h: Dermis 40 % · Blood 60 %");
}

} // namespace
} // namespace meso::ui
