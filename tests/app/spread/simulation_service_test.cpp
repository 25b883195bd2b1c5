#include "app/spread/simulation_service.h"

#include <atomic>
#include <chrono>
#include <thread>

#include "plan/layout/layout.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

using ServiceState = SimulationService::State;
constexpr Seconds kDuration = fromMinutes(6);
constexpr Seconds kPreview = fromMinutes(2);

class SimulationOfAPlan : public test::OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        ASSERT_NE(headContext_, nullptr);
        sharedHeadContext_ = std::make_shared<const HeadContext>(*headContext_);
        sharedLibrary_ = std::make_shared<const ClinicalLibrary>(*library_);
        plan_ = newPlan("crown_patch", *headContext_, *library_).value();
        plan_.formulation = {{"minoxidil", MgPerMl(5)}, {"dexpanthenol", MgPerMl(50)}};
        region_ = std::make_shared<const geom::Region>(regionOf(plan_, *headContext_).value());
        plan::LayoutRequest request;
        request.count = 6;
        plan_ = layOutPlan(plan_, *headContext_, *region_, *library_, request).value();
    }
    static void TearDownTestSuite() {
        region_.reset();
        sharedLibrary_.reset();
        sharedHeadContext_.reset();
        OnAHead::TearDownTestSuite();
    }

    static std::vector<CompoundRun> directRuns(const plan::Plan& plan, Seconds duration) {
        return simulatePlan(plan, *headContext_, *region_, *library_, duration, {}, {}, {}).value();
    }
    void request(const plan::Plan& plan, Seconds previewUntil = kPreview) {
        service_.request(plan, region_, kDuration, previewUntil);
    }
    /// Every simulation that arrives until the service is no longer running.
    std::vector<PlanSimulationPtr> simulationsUntilIdle() {
        std::vector<PlanSimulationPtr> seen;
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        while (service_.state() == ServiceState::Running &&
               std::chrono::steady_clock::now() < end) {
            if (service_.poll() && service_.problem().empty())
                seen.push_back(service_.shown());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return seen;
    }

    inline static std::shared_ptr<const HeadContext> sharedHeadContext_;
    inline static std::shared_ptr<const ClinicalLibrary> sharedLibrary_;
    inline static std::shared_ptr<const geom::Region> region_;
    inline static plan::Plan plan_;
    SimulationService service_{sharedHeadContext_, sharedLibrary_, {}};
};

/// Bit for bit; a field would be said to differ, not listed.
void expectSameRuns(const std::vector<CompoundRun>& runs, const std::vector<CompoundRun>& expected,
                    bool onlyBeginning = false) {
    ASSERT_EQ(runs.size(), expected.size());
    for (std::size_t r = 0; r < runs.size(); ++r) {
        EXPECT_EQ(runs[r].compound.id, expected[r].compound.id);
        EXPECT_EQ(runs[r].strength, expected[r].strength);
        const sim::SimResult& a = *runs[r].result;
        const sim::SimResult& b = *expected[r].result;
        EXPECT_TRUE(a.meshVertex == b.meshVertex);
        if (!onlyBeginning) {
            EXPECT_EQ(a.inputHash, b.inputHash);
            EXPECT_EQ(a.frames.size(), b.frames.size());
        }
        ASSERT_LE(a.frames.size(), b.frames.size());
        for (std::size_t f = 0; f < a.frames.size(); ++f) {
            EXPECT_EQ(a.frames[f].time, b.frames[f].time);
            EXPECT_TRUE(a.frames[f].concentration == b.frames[f].concentration) << "frame " << f;
        }
    }
}

TEST_F(SimulationOfAPlan, IsNothingUntilAsked) {
    EXPECT_EQ(service_.state(), ServiceState::Nothing);
    EXPECT_FALSE(service_.poll());
    EXPECT_EQ(service_.shown(), nullptr);
}

TEST_F(SimulationOfAPlan, PreviewComesFirstThenTheWhole) {
    request(plan_);
    EXPECT_EQ(service_.state(), ServiceState::Running);
    const auto seen = simulationsUntilIdle();
    EXPECT_EQ(service_.state(), ServiceState::Done) << service_.problem();
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_FALSE(seen[0]->complete);
    EXPECT_TRUE(seen[1]->complete);
    EXPECT_EQ(service_.shown(), seen[1]);
    EXPECT_EQ(service_.fraction(), 1);
    const auto direct = directRuns(plan_, kDuration);
    expectSameRuns(seen[1]->runs, direct);
    ASSERT_EQ(seen[0]->runs.size(), 1u);
    EXPECT_EQ(seen[0]->runs[0].result->frames.back().time, kPreview);
    expectSameRuns(seen[0]->runs, {direct.front()}, true);
    for (const PlanSimulationPtr& simulation : seen) {
        EXPECT_EQ(simulation->plan, plan_);
        EXPECT_EQ(simulation->region, region_);
        ASSERT_EQ(simulation->coverage.size(), simulation->runs.size());
        ASSERT_EQ(simulation->curves.size(), simulation->runs.size());
        for (std::size_t r = 0; r < simulation->runs.size(); ++r) {
            const auto frames = simulation->runs[r].result->frames.size();
            ASSERT_FALSE(simulation->coverage[r].empty());
            EXPECT_EQ(simulation->coverage[r].front().curve.size(), frames);
            EXPECT_EQ(simulation->curves[r].size(), depthChoices(library_->tissue).size());
            EXPECT_EQ(simulation->curves[r].front().times.size(), frames);
        }
    }
}

TEST_F(SimulationOfAPlan, WithoutAPreviewOnlyTheWholeComes) {
    request(plan_, Seconds(0));
    const auto seen = simulationsUntilIdle();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_TRUE(seen[0]->complete);
    expectSameRuns(seen[0]->runs, directRuns(plan_, kDuration));
}

TEST_F(SimulationOfAPlan, PreviewOfTheWholeTimeIsNotComputedTwice) {
    request(plan_, kDuration * 2);
    const auto seen = simulationsUntilIdle();
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0]->runs[0].result, seen[1]->runs[0].result);
    expectSameRuns(seen[1]->runs, directRuns(plan_, kDuration));
    plan::Plan single = plan_;
    single.formulation.resize(1);
    request(single, kDuration);
    EXPECT_EQ(simulationsUntilIdle().size(), 1u) << "it would be the same twice";
}

TEST_F(SimulationOfAPlan, ProgressOnlyRises) {
    request(plan_);
    double before = 0;
    bool moved = false;
    while (service_.state() == ServiceState::Running) {
        const double now = service_.fraction();
        EXPECT_GE(now, before);
        EXPECT_LE(now, 1);
        moved = moved || (now > 0.05 && now < 0.95);
        before = now;
        service_.poll();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_TRUE(moved);
}

TEST_F(SimulationOfAPlan, RestartDropsWhatWasOvertaken) {
    plan::Plan stronger = plan_;
    stronger.formulation[0].strength = MgPerMl(10);
    request(plan_);
    while (service_.fraction() < 0.1)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    request(stronger);
    EXPECT_EQ(service_.state(), ServiceState::Running);
    for (const PlanSimulationPtr& simulation : simulationsUntilIdle())
        EXPECT_EQ(simulation->plan, stronger);
    EXPECT_EQ(service_.state(), ServiceState::Done);
    expectSameRuns(service_.shown()->runs, directRuns(stronger, kDuration));
}

TEST_F(SimulationOfAPlan, CancelKeepsTheOldPicture) {
    request(plan_, Seconds(0));
    simulationsUntilIdle();
    const PlanSimulationPtr old = service_.shown();
    service_.cancel();
    EXPECT_EQ(service_.state(), ServiceState::Done) << "there was nothing to cancel";
    plan::Plan stronger = plan_;
    stronger.formulation[0].strength = MgPerMl(10);
    request(stronger);
    EXPECT_EQ(service_.shown(), old) << "stays until the next one is there";
    service_.cancel();
    EXPECT_EQ(service_.state(), ServiceState::Cancelled);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_FALSE(service_.poll());
    EXPECT_EQ(service_.shown(), old);
    request(stronger);
    simulationsUntilIdle();
    EXPECT_EQ(service_.state(), ServiceState::Done);
    EXPECT_EQ(service_.shown()->plan, stronger);
}

TEST_F(SimulationOfAPlan, FailureGivesASentenceAndKeepsThePicture) {
    request(plan_, Seconds(0));
    simulationsUntilIdle();
    const PlanSimulationPtr old = service_.shown();
    for (const Seconds previewUntil : {Seconds(0), kPreview}) {
        plan::Plan deep = plan_;
        deep.sites[1].id = 77;
        deep.sites[1].depth = Mm(20);
        request(deep, previewUntil);
        simulationsUntilIdle();
        EXPECT_EQ(service_.state(), ServiceState::Failed);
        EXPECT_NE(service_.problem().find("site 77"), std::string::npos) << service_.problem();
        EXPECT_EQ(service_.shown(), old);
    }
    plan::Plan strange = plan_;
    strange.formulation[1].compoundId = "moon dust";
    request(strange);
    EXPECT_TRUE(service_.problem().empty()) << "of the request before";
    simulationsUntilIdle();
    EXPECT_EQ(service_.state(), ServiceState::Failed);
    EXPECT_NE(service_.problem().find("moon dust"), std::string::npos) << service_.problem();
    request(plan_);
    simulationsUntilIdle();
    EXPECT_EQ(service_.state(), ServiceState::Done);
    EXPECT_TRUE(service_.problem().empty());
}

TEST_F(SimulationOfAPlan, NothingToSimulateClearsThePicture) {
    request(plan_, Seconds(0));
    simulationsUntilIdle();
    plan::Plan bare = plan_;
    bare.sites.clear();
    plan::Plan unmixed = plan_;
    unmixed.formulation.clear();
    for (const plan::Plan& empty : {bare, unmixed}) {
        request(plan_);
        request(empty);
        EXPECT_EQ(service_.state(), ServiceState::Nothing);
        EXPECT_EQ(service_.shown(), nullptr);
        EXPECT_FALSE(service_.poll());
    }
}

TEST_F(SimulationOfAPlan, WakesTheOwnerForEachDelivery) {
    std::atomic<int> woken{0};
    SimulationService service(sharedHeadContext_, sharedLibrary_, [&] { ++woken; });
    service.request(plan_, region_, kDuration, kPreview);
    while (service.state() == ServiceState::Running) {
        service.poll();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_GE(woken, 2);
}

TEST_F(SimulationOfAPlan, MayEndWhileItRuns) {
    SimulationService service(sharedHeadContext_, sharedLibrary_, {});
    service.request(plan_, region_, fromHours(24), Seconds(0));
    while (service.fraction() < 0.01)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

} // namespace
} // namespace meso::app
