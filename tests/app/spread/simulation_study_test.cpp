#include "app/spread/simulation_study.h"

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
        EXPECT_TRUE(openCase_->edit(small, "Few sites").ok());
        openCase_->simulate();
        wait([&] { return openCase_->simulation().state() == SimulationService::State::Running; });
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

TEST_F(SimulationStudy, GivesABandAroundTheGivenValues) {
    const StudyPtr study = studyOf({});
    ASSERT_NE(study, nullptr);
    ASSERT_EQ(study->compounds.size(), 1U);
    const CompoundStudy& compound = study->compounds.front();
    EXPECT_EQ(compound.mid.size(), depthChoices(openCase_->library().tissue).size());
    const double low = compound.low[0].mean.back().value();
    const double mid = compound.mid[0].mean.back().value();
    const double high = compound.high[0].mean.back().value();
    EXPECT_GT(mid, 0);
    EXPECT_LT(low, mid);
    EXPECT_GT(high, mid);
    EXPECT_DOUBLE_EQ(mid, openCase_->simulation().shown()->curves[0][0].mean.back().value())
        << "the given values are those of the map";
}

TEST_F(SimulationStudy, SaysHowMuchTheSitesOverlap) {
    const auto overlapWhenApart = [&](double share) {
        plan::Plan two = openCase_->plan();
        two.sites.resize(2);
        two.sites[1] = two.sites[0];
        two.sites[1].id = 2;
        two.sites[1].onScalp.weights = {1 - share, share, 0};
        EXPECT_TRUE(openCase_->edit(two, "Two").ok());
        openCase_->simulate();
        wait([&] { return openCase_->simulation().state() == SimulationService::State::Running; });
        const StudyPtr study = studyOf({});
        return study ? study->compounds[0].figures : AnalysisBand{};
    };
    const AnalysisBand figures = overlapWhenApart(0.2);
    for (const Analysis* one : {&figures.low, &figures.mid, &figures.high}) {
        EXPECT_EQ(one->noOverlapReason, "");
        ASSERT_EQ(one->bands.size(), 2U);
        const BandAnalysis& nearTheDepots = one->bands[1];
        ASSERT_TRUE(nearTheDepots.overlap.has_value());
        EXPECT_GT(*nearTheDepots.overlap, 0.5) << "nearly on top of each other";
        EXPECT_LE(*nearTheDepots.overlap, 1);
    }
    EXPECT_NE(*figures.low.bands[1].overlap, *figures.high.bands[1].overlap);
}

TEST_F(SimulationStudy, AnswersOtherCriteriaAndForgetsNothing) {
    const StudyPtr first = studyOf({});
    StudyCriteria other;
    other.thresholdShare = 0.1;
    const StudyPtr second = studyOf(other);
    ASSERT_NE(first, nullptr);
    ASSERT_NE(second, nullptr);
    EXPECT_LE(second->compounds[0].figures.mid.bands[0].covered,
              first->compounds[0].figures.mid.bands[0].covered);
    EXPECT_EQ(second->compounds[0].low[0].mean, first->compounds[0].low[0].mean);
    EXPECT_EQ(openCase_->study().of(openCase_->simulation().shown(), {}), nullptr);
    EXPECT_EQ(openCase_->study().lastOf(openCase_->simulation().shown()), second);
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
