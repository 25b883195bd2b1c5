#include "app/spread/spread_study.h"

#include <chrono>
#include <thread>

#include "store/plan_file.h"
#include "support/session_fixture.h"

namespace meso::app {
namespace {

class SpreadStudy : public test::WithASession {
protected:
    SpreadStudy() {
        plan::Plan small = session_->plan();
        small.sites.resize(3);
        small.formulation.resize(1);
        EXPECT_TRUE(session_->edit(small, "Few sites").ok());
        session_->simulate();
        wait([&] { return session_->spread().state() == SpreadService::State::Running; });
    }
    template <class Busy>
    void wait(Busy busy) {
        for (int i = 0; i < 6000 && busy(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            session_->pump();
        }
        session_->pump();
    }
    StudyPtr studyOf(const StudyWish& wish) {
        StudyService& service = session_->study();
        service.follow(session_->spread().shown(), wish);
        wait([&] { return service.busy(); });
        EXPECT_EQ(service.problem(), "");
        return service.of(session_->spread().shown(), wish);
    }
    std::unique_ptr<Session> session_ = open(fromMinutes(5));
};

TEST_F(SpreadStudy, GivesABandAroundTheGivenValues) {
    const StudyPtr study = studyOf({});
    ASSERT_NE(study, nullptr);
    ASSERT_EQ(study->compounds.size(), 1U);
    const CompoundStudy& compound = study->compounds.front();
    EXPECT_EQ(compound.mid.size(), depthChoices(session_->library().tissue).size());
    const double low = compound.low[0].mean.back().value();
    const double mid = compound.mid[0].mean.back().value();
    const double high = compound.high[0].mean.back().value();
    EXPECT_GT(mid, 0);
    EXPECT_LT(low, mid);
    EXPECT_GT(high, mid);
    EXPECT_DOUBLE_EQ(mid, session_->spread().shown()->curves[0][0].mean.back().value())
        << "the given values are those of the map";
}

TEST_F(SpreadStudy, SaysHowMuchTheSitesOverlap) {
    const auto overlapWhenApart = [&](double share) {
        plan::Plan two = session_->plan();
        two.sites.resize(2);
        two.sites[1] = two.sites[0];
        two.sites[1].id = 2;
        two.sites[1].onScalp.weights = {1 - share, share, 0};
        EXPECT_TRUE(session_->edit(two, "Two").ok());
        session_->simulate();
        wait([&] { return session_->spread().state() == SpreadService::State::Running; });
        const StudyPtr study = studyOf({});
        return study ? study->compounds[0].figures : AnalysisBand{};
    };
    const AnalysisBand figures = overlapWhenApart(0.2);
    for (const Analysis* one : {&figures.low, &figures.mid, &figures.high}) {
        EXPECT_EQ(one->whyNoOverlap, "");
        ASSERT_EQ(one->bands.size(), 2U);
        const BandAnalysis& nearTheDepots = one->bands[1];
        ASSERT_TRUE(nearTheDepots.overlap.has_value());
        EXPECT_GT(*nearTheDepots.overlap, 0.5) << "nearly on top of each other";
        EXPECT_LE(*nearTheDepots.overlap, 1);
    }
    EXPECT_NE(*figures.low.bands[1].overlap, *figures.high.bands[1].overlap);
}

TEST_F(SpreadStudy, AnswersAnotherWishAndForgetsNothing) {
    const StudyPtr first = studyOf({});
    StudyWish other;
    other.thresholdShare = 0.1;
    const StudyPtr second = studyOf(other);
    ASSERT_NE(first, nullptr);
    ASSERT_NE(second, nullptr);
    EXPECT_LE(second->compounds[0].figures.mid.bands[0].covered,
              first->compounds[0].figures.mid.bands[0].covered);
    EXPECT_EQ(second->compounds[0].low[0].mean, first->compounds[0].low[0].mean);
    EXPECT_EQ(session_->study().of(session_->spread().shown(), {}), nullptr);
    EXPECT_EQ(session_->study().lastOf(session_->spread().shown()), second);
}

TEST_F(SpreadStudy, KeepsAHistoryUntilAnotherIsAskedFor) {
    const SpreadPtr& spread = session_->spread().shown();
    const auto depths = depthChoices(session_->library().tissue);
    const AreaHistory& history =
        session_->study().history(spread, 0, depths[0], sim::Measure::Total);
    EXPECT_EQ(curveOf(history).mean, spread->curves[0][0].mean);
    const MgPerMl threshold = spread->runs[0].strength * spread->coverage[0][0].thresholdShare;
    const auto curve = coverageOf(history, threshold);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        EXPECT_NEAR(curve[i].now, spread->coverage[0][0].curve[i].now, 1e-12);
        EXPECT_NEAR(curve[i].ever, spread->coverage[0][0].curve[i].ever, 1e-12);
    }
}

TEST_F(SpreadStudy, StandsBesideAnotherPlan) {
    const auto file = scratch_ / "other.json";
    plan::Plan twin = session_->plan();
    twin.sites.resize(1);
    ASSERT_TRUE(store::savePlan(twin, file).ok());
    EXPECT_FALSE(session_->compareWith(scratch_ / "none.json").ok());
    EXPECT_EQ(session_->other(), nullptr);
    ASSERT_TRUE(session_->compareWith(file).ok());
    wait([&] { return session_->other()->spread->state() == SpreadService::State::Running; });
    ASSERT_NE(session_->other()->spread->shown(), nullptr) << session_->other()->spread->problem();
    EXPECT_EQ(session_->other()->spread->shown()->plan.sites.size(), 1U);
    EXPECT_EQ(session_->plan().sites.size(), 3U) << "the open case stays";
    session_->endComparison();
    EXPECT_EQ(session_->other(), nullptr);
}

} // namespace
} // namespace meso::app
