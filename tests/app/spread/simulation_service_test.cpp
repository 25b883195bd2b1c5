#include "app/spread/simulation_service.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

#include "plan/layout/layout.h"
#include "support/head_fixture.h"
#include "support/same_runs.h"

namespace meso::app {
namespace {

using ServiceState = SimulationService::State;
constexpr Seconds kDuration = fromMinutes(6);

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
        return simulatePlan({plan, *headContext_, *region_, *library_}, duration).value();
    }
    void request(const plan::Plan& plan) { service_.request(plan, region_, kDuration); }
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
    static inline const sim::KernelStorePtr kStore = std::make_shared<sim::KernelStore>();
    SimulationService service_{sharedHeadContext_, sharedLibrary_, kStore, {}};
};

TEST_F(SimulationOfAPlan, IsNothingUntilAsked) {
    EXPECT_EQ(service_.state(), ServiceState::Nothing);
    EXPECT_FALSE(service_.poll());
    EXPECT_EQ(service_.shown(), nullptr);
}

TEST_F(SimulationOfAPlan, ComesOnceWithAllThatPanelsShowOfIt) {
    request(plan_);
    EXPECT_EQ(service_.state(), ServiceState::Running);
    const auto seen = simulationsUntilIdle();
    EXPECT_EQ(service_.state(), ServiceState::Done) << service_.problem();
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(service_.shown(), seen[0]);
    EXPECT_EQ(service_.fraction(), 1);
    const PlanSimulation& simulation = *seen[0];
    EXPECT_EQ(simulation.plan, plan_);
    EXPECT_EQ(simulation.region, region_);
    EXPECT_GT(simulation.spent, Seconds(0));
    EXPECT_EQ(service_.spent(), simulation.spent);
    test::expectSameRuns(simulation.runs, directRuns(plan_, kDuration));
    ASSERT_EQ(simulation.runs.size(), 2u);
    ASSERT_EQ(simulation.coverage.size(), 2u);
    ASSERT_EQ(simulation.curves.size(), 2u);
    ASSERT_EQ(simulation.halfCleared.size(), 2u);
    for (std::size_t r = 0; r < simulation.runs.size(); ++r) {
        const auto times = simulation.runs[r].result->times.size();
        ASSERT_FALSE(simulation.coverage[r].empty());
        EXPECT_EQ(simulation.coverage[r].front().curve.size(), times);
        EXPECT_EQ(simulation.curves[r].size(), depthChoices(library_->tissue).size());
        EXPECT_EQ(simulation.curves[r].front().times, simulation.runs[r].result->times);
    }
}

// What a store keeps from other plans, depths and compounds changes no bit.
TEST_F(SimulationOfAPlan, IsTheSameWhateverTheStoreHasSeen) {
    plan::Plan other = plan_;
    for (plan::InjectionSite& site : other.sites)
        site.depth = Mm(1.5);
    other.formulation[0].strength = MgPerMl(20);
    for (const plan::Plan& plan : {plan_, other, plan_}) {
        request(plan);
        ASSERT_EQ(simulationsUntilIdle().size(), 1u) << service_.problem();
        test::expectSameRuns(service_.shown()->runs, directRuns(plan, kDuration));
    }
}

// A plan with a single site has neither distances nor overlaps.
TEST_F(SimulationOfAPlan, OfOneSiteIsMadeOfNumbers) {
    plan::Plan single = plan_;
    single.sites.resize(1);
    request(single);
    ASSERT_EQ(simulationsUntilIdle().size(), 1u) << service_.problem();
    const PlanSimulation& simulation = *service_.shown();
    for (std::size_t r = 0; r < simulation.runs.size(); ++r) {
        for (const DepthCurve& curve : simulation.curves[r])
            for (std::size_t t = 0; t < curve.times.size(); ++t) {
                EXPECT_TRUE(std::isfinite(curve.mean[t].value())) << curve.depth.id;
                EXPECT_TRUE(std::isfinite(curve.highest[t].value())) << curve.depth.id;
                EXPECT_GE(curve.highest[t], curve.mean[t]) << curve.depth.id;
            }
        for (const BandCoverage& band : simulation.coverage[r])
            for (const sim::Coverage& at : band.curve) {
                EXPECT_GE(at.now, 0) << band.band.id;
                EXPECT_LE(at.now, at.ever) << band.band.id;
                EXPECT_LT(at.ever, 1) << band.band.id;
            }
        EXPECT_TRUE(simulation.runs[r].result->warnings.empty());
    }
}

TEST_F(SimulationOfAPlan, ProgressOnlyRises) {
    request(plan_);
    double before = 0;
    while (service_.state() == ServiceState::Running) {
        const double now = service_.fraction();
        EXPECT_GE(now, before);
        EXPECT_LE(now, 1);
        before = now;
        service_.poll();
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    EXPECT_EQ(service_.fraction(), 1);
}

TEST_F(SimulationOfAPlan, RestartDropsWhatWasOvertaken) {
    plan::Plan stronger = plan_;
    stronger.formulation[0].strength = MgPerMl(10);
    for (const int wait_ms : {0, 1, 5, 200}) {
        request(plan_);
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
        request(stronger);
        EXPECT_EQ(service_.state(), ServiceState::Running);
        for (const PlanSimulationPtr& simulation : simulationsUntilIdle())
            EXPECT_EQ(simulation->plan, stronger);
        EXPECT_EQ(service_.state(), ServiceState::Done);
    }
    test::expectSameRuns(service_.shown()->runs, directRuns(stronger, kDuration));
}

TEST_F(SimulationOfAPlan, CancelKeepsTheOldPicture) {
    request(plan_);
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
    request(plan_);
    simulationsUntilIdle();
    const PlanSimulationPtr old = service_.shown();
    plan::Plan deep = plan_;
    deep.sites[1].id = 77;
    deep.sites[1].depth = Mm(20);
    request(deep);
    simulationsUntilIdle();
    EXPECT_EQ(service_.state(), ServiceState::Failed);
    EXPECT_NE(service_.problem().find("site 77"), std::string::npos) << service_.problem();
    EXPECT_EQ(service_.shown(), old);
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
    request(plan_);
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

TEST_F(SimulationOfAPlan, WakesTheOwnerForItsDelivery) {
    std::atomic<int> woken{0};
    SimulationService service(sharedHeadContext_, sharedLibrary_, kStore, [&] { ++woken; });
    service.request(plan_, region_, kDuration);
    while (service.state() == ServiceState::Running) {
        service.poll();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_GE(woken, 1);
}

TEST_F(SimulationOfAPlan, MayEndWhileItRuns) {
    for (const int wait_ms : {0, 1, 10}) {
        SimulationService service(sharedHeadContext_, sharedLibrary_,
                                  std::make_shared<sim::KernelStore>(), {});
        service.request(plan_, region_, fromHours(24));
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
    }
}

} // namespace
} // namespace meso::app
