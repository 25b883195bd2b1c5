#include <algorithm>
#include <cmath>

#include "app/edits/derive.h"
#include "app/spread/analysis.h"
#include "app/spread/live_exposure.h"
#include "app/spread/live_spread.h"
#include "app/spread/simulation_study.h"
#include "sim/section.h"
#include "support/simulate_fixture.h"
#include "ui/kit/chart_field.h"
#include "ui/spread/cut_panel.h"

// The pages of the Simulate workspace while the plan is edited.
namespace meso::ui {
namespace {

class SimulateLive : public test::SimulatedFew {
protected:
    SimulateLive() : SimulatedFew(true) {}
    void SetUp() override {
        ImGui::GetIO().DisplaySize = {1440, 2400}; // so that nothing has to be scrolled to
        simulate();
        state().depthId = "miniaturised";
        hand().frames(2);
    }
    /// An edit that is still under the hand: nothing commits it.
    void doubleTheFirstVolume() {
        plan::Plan next = openCase_->plan();
        next.sites.front().volume = next.sites.front().volume * 2.0;
        ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    }
    [[nodiscard]] bool isFollowed() {
        const app::LiveSpread* live = shownLive(*openCase_, state());
        return live && live->figures()->sites == openCase_->plan().sites;
    }
    /// Ends the edit and waits for the whole simulation.
    void confirm() {
        openCase_->commit();
        openCase_->simulate();
        until([&] { return !openCase_->simulationIsOutOfDate() && !isWorking(*openCase_); });
        hand().frames(3);
    }
};

TEST_F(SimulateLive, TheExposurePageFollowsAnEditAndTheFullRunConfirmsIt) {
    show("page.exposure");
    EXPECT_FALSE(hand().has("exposure.live"));
    const double before = openCase_->study()
                              .lastOf(openCase_->simulation().shown())
                              ->compounds[0]
                              .figures.mid.bands[1]
                              .peak->mean;
    doubleTheFirstVolume();
    until([&] { return isFollowed(); });
    app::LiveSpread* live = shownLive(*openCase_, state());
    const app::LiveRequest request{shownThreshold(*openCase_, state()), fromMinutes(30)};
    const app::BandAnalysis followed = *live->exposure(request);
    EXPECT_EQ(followed.band.id, "miniaturised");
    EXPECT_GT(followed.peak->mean, 1.05 * before);
    EXPECT_TRUE(followed.overlap.has_value());
    confirm();
    EXPECT_EQ(shownLive(*openCase_, state()), nullptr);
    EXPECT_FALSE(hand().has("exposure.live"));
    const auto study = openCase_->study().lastOf(openCase_->simulation().shown());
    ASSERT_NE(study, nullptr);
    const app::BandAnalysis& full = study->compounds[0].figures.mid.bands[1];
    EXPECT_NEAR(followed.peak->mean, full.peak->mean, 5e-3 * full.peak->d2);
    EXPECT_NEAR(followed.peak->d5, full.peak->d5, 5e-3 * full.peak->d2);
    EXPECT_NEAR(followed.covered, full.covered, 5e-3);
    EXPECT_NEAR(followed.spill.value(), full.spill.value(),
                0.02 * openCase_->derived().region->area().value());
    EXPECT_NEAR(*followed.overlap, *full.overlap, 5e-3);
}

TEST_F(SimulateLive, OneChangedSiteGivesTheFiguresOfAFreshLook) {
    show("page.exposure");
    doubleTheFirstVolume();
    until([&] { return isFollowed(); });
    const app::LiveRequest request{shownThreshold(*openCase_, state()), fromMinutes(30)};
    ASSERT_NE(shownLive(*openCase_, state())->exposure(request), nullptr);
    doubleTheFirstVolume();
    until([&] { return isFollowed(); });
    app::LiveSpread* live = shownLive(*openCase_, state());
    const app::BandAnalysis updated = *live->exposure(request);
    app::LiveRequest other = request;
    other.atLeast = fromMinutes(2);
    ASSERT_NE(live->exposure(other), nullptr) << "forgets what was known";
    const app::BandAnalysis fresh = *live->exposure(request);
    EXPECT_EQ(updated.peak->mean, fresh.peak->mean);
    EXPECT_EQ(updated.auc->mean, fresh.auc->mean);
    EXPECT_EQ(updated.timeAbove, fresh.timeAbove);
    EXPECT_EQ(updated.halfLife, fresh.halfLife);
    EXPECT_EQ(updated.aboveHistogram.shares, fresh.aboveHistogram.shares);
}

TEST_F(SimulateLive, TheExposurePageSaysThatItFollows) {
    show("page.exposure");
    const Item track = hand().at("exposure.curve");
    ASSERT_GT(track.max.y, track.min.y);
    ASSERT_TRUE(isFollowed() || shownLive(*openCase_, state()) == nullptr);
    plan::Plan next = openCase_->plan();
    next.sites.pop_back();
    ASSERT_TRUE(openCase_->edit(next, "Erase").ok());
    until([&] { return hand().has("exposure.live"); });
    EXPECT_TRUE(hand().has("exposure.curve"));
    EXPECT_TRUE(hand().has("exposure.histogram"));
    EXPECT_TRUE(hand().has("exposure.overlap"));
}

TEST_F(SimulateLive, TheBalanceFollowsADoseAtOnceAndIsConfirmed) {
    show("page.balance");
    const auto before = shownBalance(*openCase_, state());
    ASSERT_TRUE(before && !before->isLive);
    doubleTheFirstVolume();
    until([&] { return isFollowed(); });
    const auto live = shownBalance(*openCase_, state());
    ASSERT_TRUE(live && live->isLive);
    EXPECT_NEAR(live->dose / before->dose, 1.25, 1e-9) << "one of four holds twice as much";
    for (const sim::MassBalance& at : live->balance)
        EXPECT_NEAR(at.total() / live->dose, 1, 1e-5);
    confirm();
    const auto full = shownBalance(*openCase_, state());
    ASSERT_TRUE(full && !full->isLive);
    EXPECT_NEAR(live->dose.value(), full->dose.value(), 1e-12);
    const auto taken = [](const ShownBalance& b) { return b.balance.back().blood / b.dose; };
    EXPECT_GT(taken(*full), 1e-3);
    EXPECT_NEAR(taken(*live), taken(*full), 1e-5);
}

TEST_F(SimulateLive, TheBalancePageSaysThatItFollows) {
    show("page.balance");
    EXPECT_FALSE(hand().has("balance.live"));
    plan::Plan next = openCase_->plan();
    next.sites.front().volume = next.sites.front().volume * 3.0;
    ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    until([&] { return hand().has("balance.live"); });
    EXPECT_TRUE(hand().has("balance.bar"));
}

TEST_F(SimulateLive, TheCutFollowsAMovedSiteAndTheFullRunConfirmsIt) {
    window_->key("K");
    ASSERT_TRUE(state().cut.has_value());
    hand().frames(3);
    doubleTheFirstVolume();
    until([&] {
        app::LiveSpread* live = shownLive(*openCase_, state());
        return isFollowed() && live->columns(fromMinutes(5)) != nullptr;
    });
    const sim::SimResultPtr live = shownLive(*openCase_, state())->columns(fromMinutes(5));
    ASSERT_FALSE(live->meshVertex.empty());
    confirm();
    const sim::SimResult& full = *shownRun(*openCase_, state())->result;
    const std::size_t cells = full.grid.cells();
    std::vector<int> place(static_cast<std::size_t>(full.surfaceVertices), -1);
    for (std::size_t v = 0; v < full.meshVertex.size(); ++v)
        place[static_cast<std::size_t>(full.meshVertex[v])] = static_cast<int>(v);
    float worst = 0, highest = 0;
    for (std::size_t i = 0; i < live->meshVertex.size(); ++i) {
        const int v = place[static_cast<std::size_t>(live->meshVertex[i])];
        for (std::size_t c = 0; c < cells && v >= 0; ++c) {
            const float wanted =
                full.frames.back().concentration[static_cast<std::size_t>(v) * cells + c];
            highest = std::max(highest, wanted);
            worst =
                std::max(worst, std::abs(wanted - live->frames[0].concentration[i * cells + c]));
        }
    }
    EXPECT_GT(highest, 0.1F);
    EXPECT_LE(worst, 5e-3F * highest);
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
