#include "app/spread/simulation_study.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/case/compared_plan.h"
#include "app/spread/optimise_service.h"
#include "store/plan_file.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

class SimulationStudy : public test::WithOpenCase {
protected:
    SimulationStudy() {
        plan::Plan small = openCase_->plan();
        small.sites.resize(3);
        small.formulation.resize(1);
        simulate(small, "Few sites");
    }
    void simulate(const plan::Plan& plan, const char* label) {
        EXPECT_TRUE(openCase_->edit(plan, label).ok());
        openCase_->simulate();
        wait([&] { return openCase_->simulation().state() == SimulationService::State::Running; });
        EXPECT_EQ(openCase_->simulation().state(), SimulationService::State::Done)
            << openCase_->simulation().problem();
    }
    template <class Busy>
    void wait(Busy busy) {
        for (int i = 0; i < 6000 && busy(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            openCase_->poll();
        }
        openCase_->poll();
    }
    StudyPtr studyOf(const StudyCriteria& criteria) {
        StudyService& service = openCase_->study();
        service.follow(openCase_->simulation().shown(), criteria);
        wait([&] { return service.busy(); });
        EXPECT_EQ(service.problem(), "");
        return service.of(openCase_->simulation().shown(), criteria);
    }
    std::unique_ptr<OpenCase> openCase_ = open(fromMinutes(5));
};

TEST_F(SimulationStudy, HoldsThreeAssumptionsOfWhichTheGivenIsThatOfTheMap) {
    const StudyPtr study = studyOf({});
    ASSERT_NE(study, nullptr);
    EXPECT_EQ(study->simulation, openCase_->simulation().shown());
    ASSERT_EQ(study->compounds.size(), 1U);
    const CompoundStudy& compound = study->compounds.front();
    const std::size_t depths = depthChoices(openCase_->library().tissue).size();
    for (const auto* curves : {&compound.fast, &compound.given, &compound.slow})
        ASSERT_EQ(curves->size(), depths);
    for (std::size_t d = 0; d < depths; ++d)
        EXPECT_EQ(compound.given[d].mean, openCase_->simulation().shown()->curves[0][d].mean)
            << "the given values are those of the map";
    const ThreeAnalyses& figures = compound.figures;
    EXPECT_LT(figures.slow.systemic.byEnd, figures.given.systemic.byEnd);
    EXPECT_GT(figures.fast.systemic.byEnd, figures.given.systemic.byEnd);
    for (std::size_t b = 0; b < figures.given.bands.size(); ++b) {
        EXPECT_LT(figures.fast.bands[b].meanResidence, figures.given.bands[b].meanResidence);
        EXPECT_LT(figures.given.bands[b].meanResidence, figures.slow.bands[b].meanResidence);
    }
}

TEST_F(SimulationStudy, SaysHowMuchTheSitesOverlap) {
    plan::Plan two = openCase_->plan();
    two.sites.resize(2);
    two.sites[1] = two.sites[0];
    two.sites[1].id = 2;
    two.sites[1].onScalp.weights = {0.8, 0.2, 0};
    simulate(two, "Two");
    const StudyPtr study = studyOf({});
    ASSERT_NE(study, nullptr);
    const ThreeAnalyses& figures = study->compounds[0].figures;
    for (const Analysis* one : {&figures.fast, &figures.given, &figures.slow}) {
        ASSERT_EQ(one->bands.size(), 2U);
        const BandAnalysis& nearTheDepots = one->bands[1];
        ASSERT_TRUE(nearTheDepots.overlap.has_value());
        EXPECT_GT(*nearTheDepots.overlap, 0.5) << "nearly on top of each other";
        EXPECT_LE(*nearTheDepots.overlap, 1);
        EXPECT_TRUE(std::any_of(one->remarks.begin(), one->remarks.end(), [](const auto& remark) {
            return remark.find("overlap") != std::string::npos;
        })) << "it is said with the figures";
    }
    EXPECT_NE(*figures.fast.bands[1].overlap, *figures.slow.bands[1].overlap);
}

TEST_F(SimulationStudy, AnswersOtherCriteria) {
    const StudyPtr first = studyOf({});
    StudyCriteria other;
    other.thresholdShare = 0.1;
    const StudyPtr second = studyOf(other);
    ASSERT_NE(first, nullptr);
    ASSERT_NE(second, nullptr);
    EXPECT_LE(second->compounds[0].figures.given.bands[0].covered,
              first->compounds[0].figures.given.bands[0].covered);
    EXPECT_EQ(second->compounds[0].fast[0].mean, first->compounds[0].fast[0].mean);
    EXPECT_EQ(openCase_->study().of(openCase_->simulation().shown(), {}), nullptr);
    EXPECT_EQ(openCase_->study().lastOf(openCase_->simulation().shown()), second);
}

TEST_F(SimulationStudy, OfThePlanBeforeStaysUntilTheNextIsThereAndIsNotTakenForIt) {
    const StudyPtr first = studyOf({});
    ASSERT_NE(first, nullptr);
    plan::Plan next = openCase_->plan();
    next.sites.front().volume = Ml(0.09);
    simulate(next, "Volume");
    const PlanSimulationPtr& simulation = openCase_->simulation().shown();
    EXPECT_EQ(openCase_->study().of(simulation, {}), nullptr);
    EXPECT_EQ(openCase_->study().lastOf(simulation), first) << "of the same compounds";
    const StudyPtr second = studyOf({});
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(second->simulation, simulation);
    next.formulation = {{"dexpanthenol", MgPerMl(50)}};
    simulate(next, "Another compound");
    EXPECT_EQ(openCase_->study().lastOf(openCase_->simulation().shown()), nullptr)
        << "no figures of another compound";
}

// Each frame asks for the newest; what is being worked on is finished first.
TEST_F(SimulationStudy, IsNotStarvedByAHandThatDoesNotRest) {
    int arrived = 0;
    StudyPtr last;
    StudyCriteria criteria;
    StudyService& service = openCase_->study();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (int frame = 0; arrived < 3 && std::chrono::steady_clock::now() < end; ++frame) {
        criteria.thresholdShare = 0.01 + 1e-6 * (frame % 100000);
        service.follow(openCase_->simulation().shown(), criteria);
        openCase_->poll();
        const StudyPtr now = service.lastOf(openCase_->simulation().shown());
        arrived += now != last ? 1 : 0;
        last = now;
    }
    EXPECT_EQ(arrived, 3);
}

TEST_F(SimulationStudy, KeepsAHistoryUntilAnotherIsAskedFor) {
    const PlanSimulationPtr& simulation = openCase_->simulation().shown();
    const auto depths = depthChoices(openCase_->library().tissue);
    const AreaHistory& history =
        openCase_->study().history(simulation, 0, depths[0], sim::Measure::Total);
    EXPECT_EQ(curveOf(history).mean, simulation->curves[0][0].mean);
    const MgPerMl threshold =
        simulation->runs[0].strength * simulation->coverage[0][0].thresholdShare;
    const auto curve = coverageOf(history, threshold);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        EXPECT_NEAR(curve[i].now, simulation->coverage[0][0].curve[i].now, 1e-12);
        EXPECT_NEAR(curve[i].ever, simulation->coverage[0][0].curve[i].ever, 1e-12);
    }
}

TEST_F(SimulationStudy, StandsBesideAnotherPlan) {
    const auto file = scratch_ / "other.json";
    plan::Plan twin = openCase_->plan();
    twin.sites.resize(1);
    ASSERT_TRUE(store::savePlan(twin, file).ok());
    EXPECT_FALSE(openCase_->compareWith(scratch_ / "none.json").ok());
    EXPECT_EQ(openCase_->other(), nullptr);
    ASSERT_TRUE(openCase_->compareWith(file).ok());
    wait([&] {
        return openCase_->other()->simulation->state() == SimulationService::State::Running;
    });
    ASSERT_NE(openCase_->other()->simulation->shown(), nullptr)
        << openCase_->other()->simulation->problem();
    EXPECT_EQ(openCase_->other()->simulation->shown()->plan.sites.size(), 1U);
    EXPECT_EQ(openCase_->plan().sites.size(), 3U) << "the open case stays";
    openCase_->endComparison();
    EXPECT_EQ(openCase_->other(), nullptr);
}

} // namespace
} // namespace meso::app
