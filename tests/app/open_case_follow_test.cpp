#include <algorithm>
#include <chrono>
#include <thread>

#include "app/edits/derive.h"
#include "app/library.h"
#include "app/spread/area_history.h"
#include "app/spread/simulation_service.h"
#include "app/spread/simulation_study.h"
#include "plan/edits.h"
#include "support/open_case_fixture.h"
#include "support/same_runs.h"

// Simulations that follow a plan while it is being edited.
namespace meso::app {
namespace {

using State = SimulationService::State;

class OpenCaseFollow : public test::WithOpenCase {
protected:
    void SetUp() override {
        openCase_ = open(fromMinutes(30), true);
        plan::Plan few = openCase_->plan();
        few.sites.resize(6);
        few.formulation.resize(1);
        ASSERT_TRUE(openCase_->edit(few, "Few sites").ok());
        openCase_->settings().autoSimulate = true;
        openCase_->simulate();
        waitFor([this] { return state() == State::Done; });
    }
    [[nodiscard]] State state() const { return openCase_->simulation().state(); }
    [[nodiscard]] const PlanSimulationPtr& shown() const { return openCase_->simulation().shown(); }
    template <class Condition>
    void waitFor(Condition condition) {
        for (int i = 0; i < 60000 && !condition(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            openCase_->poll();
        }
        ASSERT_TRUE(condition()) << openCase_->simulation().problem();
    }
    void waitUntilFollowed() {
        waitFor([this] { return shown() && shown()->plan == openCase_->plan(); });
    }
    /// A draft in which the first site holds another volume.
    void draftVolume(double ml) {
        plan::Plan next = openCase_->plan();
        next.sites.front().volume = Ml(ml);
        ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    }
    /// A draft in which every site lies so much further to the right.
    void draftMove(double right_mm) {
        plan::Plan next = openCase_->plan();
        for (std::size_t i = 0; i < next.sites.size(); ++i) {
            const geom::Vec3 place = openCase_->derived().positions[i] + geom::Vec3(right_mm, 0, 0);
            const auto skin = openCase_->placeAt(place);
            ASSERT_TRUE(skin.ok()) << skin.error().message;
            next.sites[i].place = skin->coordinate;
            next.sites[i].onScalp = skin->onScalp;
        }
        const Status moved = openCase_->edit(next, "Move");
        ASSERT_TRUE(moved.ok()) << moved.error().message;
    }
    /// The runs of the plan on the screen, simulated on their own.
    [[nodiscard]] std::vector<CompoundRun> freshRuns() const {
        const Derived& derived = openCase_->derived();
        return simulatePlan(
                   {openCase_->plan(), *derived.headContext, *derived.region, openCase_->library()},
                   fromMinutes(30))
            .value();
    }
    std::unique_ptr<OpenCase> openCase_;
};

TEST_F(OpenCaseFollow, ADraftIsSimulatedBeforeItIsCommitted) {
    const plan::Plan committed = openCase_->committed();
    draftVolume(0.09);
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    waitUntilFollowed();
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
    EXPECT_EQ(openCase_->committed(), committed) << "looking is no edit";
    EXPECT_GT(openCase_->simulationTime(), Seconds(0));
    test::expectSameRuns(shown()->runs, freshRuns());
    const PlanSimulationPtr followed = shown();
    ASSERT_TRUE(openCase_->commit());
    EXPECT_EQ(state(), State::Done) << "it is there already";
    openCase_->poll();
    EXPECT_EQ(shown(), followed);
}

TEST_F(OpenCaseFollow, ADraggedSiteIsFollowedByTheMap) {
    const auto at = [this](int vertex) {
        const sim::Reading reading{{Mm(1.5), Mm(2.5)}, sim::Measure::Total};
        return shown()
            ->runs.front()
            .result->field->at(reading, fromMinutes(5))
            .at(static_cast<std::size_t>(vertex));
    };
    const auto below = [this] {
        return shown()->runs.front().result->field->nearestVertex(
            openCase_->derived().positions.front());
    };
    const int before = below();
    const float strong = at(before);
    plan::Plan next = openCase_->plan();
    next.sites.front().place = start()->sample.sites.back().place;
    next.sites.front().onScalp = start()->sample.sites.back().onScalp;
    ASSERT_TRUE(openCase_->edit(next, "Move").ok());
    waitUntilFollowed();
    EXPECT_LT(at(before), 0.1F * strong) << "where the site was";
    EXPECT_GT(at(below()), 0.5F * strong) << "where the site is";
}

TEST_F(OpenCaseFollow, TenDraftsInARowGiveTheLastOneInTheEnd) {
    draftVolume(0.02);
    openCase_->poll();
    EXPECT_EQ(state(), State::Running);
    const plan::Plan first = openCase_->plan();
    for (int i = 0; i < 10; ++i)
        draftVolume(0.03 + 0.005 * i);
    std::vector<PlanSimulationPtr> seen{shown()};
    waitFor([&] {
        if (seen.back() != shown())
            seen.push_back(shown());
        return shown()->plan == openCase_->plan();
    });
    ASSERT_EQ(seen.size(), 3U) << "one that was begun, and the newest; none between them";
    EXPECT_EQ(seen[1]->plan, first);
    EXPECT_EQ(state(), State::Done);
    test::expectSameRuns(shown()->runs, freshRuns());
    openCase_->poll();
    EXPECT_EQ(state(), State::Done) << "nothing is left to be done";
}

TEST_F(OpenCaseFollow, AHandThatDoesNotRestSeesSimulationsAllTheTime) {
    int shows = 0;
    PlanSimulationPtr last = shown();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (int i = 1; shows < 4 && std::chrono::steady_clock::now() < end; ++i) {
        draftVolume(0.02 + 1e-5 * (i % 5000));
        openCase_->poll();
        EXPECT_TRUE(openCase_->simulationIsOutOfDate() == !(shown()->plan == openCase_->plan()))
            << "what is not of this draft is not said to be";
        shows += shown() != last ? 1 : 0;
        last = shown();
    }
    EXPECT_EQ(shows, 4) << "what runs is finished, however many drafts come";
    waitUntilFollowed();
}

TEST_F(OpenCaseFollow, AnEditThatChangesNoSpreadIsNotSimulated) {
    const PlanSimulationPtr before = shown();
    plan::Plan next = openCase_->plan();
    next.about.title = "Another title";
    ASSERT_TRUE(openCase_->edit(next, "Title").ok());
    openCase_->poll();
    EXPECT_EQ(state(), State::Done);
    EXPECT_EQ(shown(), before);
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
}

TEST_F(OpenCaseFollow, ADraftThatIsGivenUpIsGoneFromTheMap) {
    draftVolume(0.09);
    waitUntilFollowed();
    openCase_->cancelDraft();
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    waitUntilFollowed();
    EXPECT_EQ(shown()->plan, openCase_->committed());
}

TEST_F(OpenCaseFollow, GoesOnAfterADraftThatCannotBeSimulated) {
    const plan::Plan committed = openCase_->plan();
    plan::Plan deep = committed;
    deep.sites[1].depth = Mm(20);
    plan::Plan bare = committed;
    bare.sites.clear();
    for (const plan::Plan& draft : {deep, bare}) {
        ASSERT_TRUE(openCase_->edit(draft, "Not to be simulated").ok());
        openCase_->poll();
        waitFor([this] { return state() == State::Failed || state() == State::Nothing; });
        EXPECT_TRUE(openCase_->simulationIsOutOfDate());
        openCase_->cancelDraft();
        waitFor([this] { return state() == State::Done; });
        ASSERT_NE(shown(), nullptr);
        EXPECT_EQ(shown()->plan, committed);
        EXPECT_EQ(openCase_->simulation().problem(), "");
    }
    ASSERT_TRUE(openCase_->edit(deep, "Too deep").ok());
    openCase_->poll();
    waitFor([this] { return state() == State::Failed; });
    draftVolume(0.04);
    openCase_->poll();
    EXPECT_TRUE(openCase_->simulationIsOutOfDate()) << "still too deep";
    plan::Plan good = openCase_->plan();
    good.sites[1].depth = Mm(2);
    ASSERT_TRUE(openCase_->edit(good, "Less deep").ok());
    waitUntilFollowed();
    EXPECT_EQ(state(), State::Done) << "without a commit";
}

TEST_F(OpenCaseFollow, TellsThatItLagsOnlyWhenNothingIsAboutToArrive) {
    EXPECT_FALSE(openCase_->simulationLags());
    draftVolume(0.09);
    EXPECT_TRUE(openCase_->simulationLags()) << "nobody has begun yet";
    openCase_->poll();
    EXPECT_EQ(state(), State::Running);
    EXPECT_FALSE(openCase_->simulationLags()) << "it is there in a moment";
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    EXPECT_TRUE(openCase_->simulationLags()) << "more than a moment";
    waitUntilFollowed();
    EXPECT_FALSE(openCase_->simulationLags());
}

TEST_F(OpenCaseFollow, WaitsToBeAskedWhenTheSettingsSaySo) {
    openCase_->settings().autoSimulate = false;
    const PlanSimulationPtr before = shown();
    draftVolume(0.09);
    openCase_->poll();
    EXPECT_EQ(state(), State::Done);
    EXPECT_EQ(shown(), before);
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
}

TEST_F(OpenCaseFollow, ACancelledSimulationDoesNotComeBackByItself) {
    draftVolume(0.09);
    openCase_->poll();
    openCase_->cancelSimulation();
    ASSERT_EQ(state(), State::Cancelled);
    draftVolume(0.08);
    openCase_->poll();
    EXPECT_EQ(state(), State::Cancelled);
    ASSERT_TRUE(openCase_->commit());
    waitUntilFollowed();
}

// To be run under ThreadSanitizer: sequence X5 of the faults. All sites are dragged, another depth
// is looked at while the worker has them, and the hand goes back.
TEST_F(OpenCaseFollow, AnotherDepthWhileEverySiteIsDragged) {
    const auto depths = depthChoices(openCase_->library().tissue);
    std::size_t seen = 0;
    const auto look = [&](std::size_t depth, double minute) {
        const auto& run = shown()->runs.front();
        for (const sim::Measure measure : {sim::Measure::Total, sim::Measure::Unbound}) {
            const AreaHistory& history =
                openCase_->study().history(shown(), 0, depths[depth], measure);
            EXPECT_EQ(history.depth.id, depths[depth].id);
            EXPECT_EQ(history.times, run.result->times);
            seen += history.vertices.size();
        }
        seen += run.result->field->at(readingOf(depths[depth]), fromMinutes(minute)).size();
    };
    for (int round = 1; round <= 5; ++round) {
        draftMove(0.5 + 0.1 * round);
        openCase_->poll();
        std::this_thread::sleep_for(std::chrono::milliseconds(4 * round));
        look(depths.size() - 1, round);
        openCase_->poll();
        draftMove(-0.4 - 0.1 * round);
        look(0, 2 * round);
        for (int frame = 0; frame < 6; ++frame) {
            draftMove(frame % 2 ? 0.2 : -0.2);
            openCase_->poll();
            look(static_cast<std::size_t>(frame) % depths.size(), frame);
        }
    }
    EXPECT_GT(seen, 0U);
    waitUntilFollowed();
    test::expectSameRuns(shown()->runs, freshRuns());
}

} // namespace
} // namespace meso::app
