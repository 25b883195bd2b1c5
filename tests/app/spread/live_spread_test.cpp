#include "app/spread/live_spread.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "app/spread/simulation_service.h"
#include "plan/layout/layout.h"
#include "sim/simulate_fast.h"
#include "support/head_fixture.h"

namespace meso::app {
namespace {

class LiveSpreadOfAPlan : public test::OnAHead {
protected:
    static void SetUpTestSuite() {
        OnAHead::SetUpTestSuite();
        ASSERT_NE(headContext_, nullptr);
        sharedHeadContext_ = std::make_shared<const HeadContext>(*headContext_);
        sharedLibrary_ = std::make_shared<const ClinicalLibrary>(*library_);
        plan_ = newPlan("crown_patch", *headContext_, *library_).value();
        plan_.formulation = {{"minoxidil", MgPerMl(5)}};
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

    [[nodiscard]] static LiveSubject subject(const std::string& depthId = "miniaturised") {
        LiveSubject subject;
        subject.headContext = sharedHeadContext_;
        subject.region = region_;
        subject.ingredient = plan_.formulation[0];
        subject.depthId = depthId;
        subject.duration = fromHours(2);
        return subject;
    }
    bool followUntilThere(const plan::Plan& plan, const LiveSubject& what) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(2);
        while (std::chrono::steady_clock::now() < end) {
            live_.poll();
            if (live_.follow(plan, what))
                return true;
            if (!live_.problem().empty())
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return false;
    }
    /// The plan with one site somewhere else.
    static plan::Plan moved(plan::Plan plan, std::size_t site, int triangles) {
        plan.sites[site].onScalp.triangle += triangles;
        return plan;
    }

    inline static std::shared_ptr<const HeadContext> sharedHeadContext_;
    inline static std::shared_ptr<const ClinicalLibrary> sharedLibrary_;
    inline static std::shared_ptr<const geom::Region> region_;
    inline static plan::Plan plan_;
    LiveSpread live_{sharedLibrary_, {}};
};

TEST_F(LiveSpreadOfAPlan, FollowsAMovedSiteWithinTheFrame) {
    EXPECT_FALSE(live_.follow(plan_, subject())) << "the worker makes it ready first";
    ASSERT_TRUE(followUntilThere(plan_, subject())) << live_.problem();
    const LiveFiguresPtr before = live_.figures();
    const auto field = live_.values(fromMinutes(10));
    EXPECT_EQ(live_.values(fromMinutes(10)), field) << "one field, one object";
    EXPECT_NE(live_.values(fromMinutes(11)), field);
    const plan::Plan next = moved(plan_, 2, 40);
    ASSERT_TRUE(live_.follow(next, subject()));
    EXPECT_EQ(live_.figures()->sites, next.sites);
    EXPECT_GT(live_.figures()->serial, before->serial);
    EXPECT_NE(*live_.values(fromMinutes(10)), *field);
    ASSERT_TRUE(live_.follow(plan_, subject()));
    EXPECT_EQ(*live_.values(fromMinutes(10)), *field) << "back again is as before";
}

// A release: the service's full solve of the same plan.
TEST_F(LiveSpreadOfAPlan, IsConfirmedByTheFullSolve) {
    ASSERT_TRUE(followUntilThere(plan_, subject())) << live_.problem();
    const plan::Plan next = moved(plan_, 1, 25);
    ASSERT_TRUE(live_.follow(next, subject()));
    const auto input =
        simInputFor(next, next.formulation[0], *headContext_, *region_, *library_, fromHours(2))
            .value();
    const CompoundRun run{input.compound, next.formulation[0].strength,
                          sim::simulateFast(input, live_.domain()).value()};
    for (const double minutes : {0.0, 10.0, 60.0, 120.0}) {
        const int frame = sim::frameAt(*run.result, fromMinutes(minutes));
        const auto theirs = sim::bandAverage(*run.result, frame, {Mm(1.5), Mm(2.5)});
        const auto ours = *live_.values(fromMinutes(minutes));
        ASSERT_EQ(ours.size(), theirs.size());
        const float most = *std::max_element(theirs.begin(), theirs.end());
        float worst = 0;
        for (std::size_t v = 0; v < ours.size(); ++v)
            worst = std::max(worst, std::abs(ours[v] - theirs[v]));
        // At the ends both have a frame; in between the live one is read between two.
        const bool common = minutes == 0 || minutes == 120;
        EXPECT_LE(worst, (common ? 5e-3F : 0.03F) * most) << "after " << minutes << " min";
    }
    const auto history = areaHistory(run, *region_, live_.history()->depth, sim::Measure::Total);
    EXPECT_EQ(live_.history()->vertices, history.vertices);
    EXPECT_EQ(live_.history()->weights_mm2, history.weights_mm2);
    EXPECT_NEAR(coverageOf(*live_.history(), MgPerMl(0.2)).back().ever,
                coverageOf(history, MgPerMl(0.2)).back().ever, 0.01);
    const auto coverage = coverageOf(run, *region_, library_->tissue);
    ASSERT_EQ(live_.figures()->coverage.size(), coverage.size());
    for (std::size_t k = 0; k < coverage.size(); ++k) {
        EXPECT_EQ(live_.figures()->coverage[k].band.id, coverage[k].band.id);
        EXPECT_EQ(live_.figures()->coverage[k].thresholdShare, coverage[k].thresholdShare);
        EXPECT_NEAR(live_.figures()->coverage[k].curve.back().ever, coverage[k].curve.back().ever,
                    0.01);
    }
}

TEST_F(LiveSpreadOfAPlan, ManyMovedSitesGoToTheWorkerAndArrive) {
    ASSERT_TRUE(followUntilThere(plan_, subject())) << live_.problem();
    plan::Plan next = plan_;
    for (std::size_t i = 0; i < next.sites.size(); ++i)
        next = moved(next, i, 30);
    const auto last = live_.values(fromMinutes(5));
    EXPECT_FALSE(live_.follow(next, subject()));
    EXPECT_EQ(live_.values(fromMinutes(5)), last) << "it stays while the worker is busy";
    ASSERT_TRUE(followUntilThere(next, subject()));
    EXPECT_EQ(live_.figures()->sites, next.sites);
}

TEST_F(LiveSpreadOfAPlan, AnotherDepthOrAreaIsAnotherQuestion) {
    ASSERT_TRUE(followUntilThere(plan_, subject())) << live_.problem();
    const auto shallow = live_.values(fromMinutes(5));
    EXPECT_EQ(live_.figures()->curves.size(), 2U);
    ASSERT_TRUE(followUntilThere(plan_, subject("galea")));
    EXPECT_NE(*live_.values(fromMinutes(5)), *shallow);
    EXPECT_EQ(live_.figures()->curves.size(), 3U);
    EXPECT_EQ(live_.figures()->curves.back().depth.id, "galea");
    plan::Plan wider = newPlan("norwood_3_vertex", *headContext_, *library_).value();
    LiveSubject other = subject("galea");
    other.region = std::make_shared<const geom::Region>(regionOf(wider, *headContext_).value());
    const double before = live_.figures()->coverage.back().curve.front().now;
    ASSERT_TRUE(live_.follow(plan_, other)) << "no response changes with the area";
    EXPECT_NE(live_.figures()->coverage.back().curve.front().now, before);
}

// To be run under ThreadSanitizer. The worker still writes the field of the old depth while the
// window asks for another depth, looks at what there is, and goes back.
TEST_F(LiveSpreadOfAPlan, AnotherDepthWhileEverySiteIsDragged) {
    ASSERT_TRUE(followUntilThere(plan_, subject())) << live_.problem();
    plan::Plan next = plan_;
    int seen = 0;
    for (int round = 1; round <= 6; ++round) {
        const plan::Plan before = moved(next, 0, 1);
        for (std::size_t i = 0; i < next.sites.size(); ++i)
            next = moved(next, i, 3 + round);
        EXPECT_FALSE(live_.follow(next, subject()));
        std::this_thread::sleep_for(std::chrono::milliseconds(4 * round));
        live_.follow(next, subject("galea"));
        const auto look = [&](int minute) {
            seen += live_.values(fromMinutes(minute)) ? 1 : 0;
            seen += live_.history() ? 1 : 0;
            seen += live_.exposure({MgPerMl(0.1), fromMinutes(minute)}) ? 1 : 0;
        };
        look(round);
        live_.follow(before, subject()); // one site, which would be followed within the frame
        bool isBack = false;
        for (int frame = 0; frame < 20000 && !isBack; ++frame) {
            live_.poll();
            isBack = live_.follow(next, subject());
            look(frame % 60);
            std::this_thread::sleep_for(std::chrono::microseconds(300));
        }
        ASSERT_TRUE(isBack) << live_.problem();
        EXPECT_EQ(live_.figures()->sites, next.sites);
    }
    EXPECT_GT(seen, 0);
    const auto dragged = *live_.values(fromMinutes(10));
    live_.rest();
    ASSERT_TRUE(followUntilThere(next, subject()));
    const auto fresh = *live_.values(fromMinutes(10));
    const float most = *std::max_element(fresh.begin(), fresh.end());
    ASSERT_EQ(dragged.size(), fresh.size());
    for (std::size_t v = 0; v < fresh.size(); ++v)
        ASSERT_NEAR(dragged[v], fresh[v], 1e-4F * most) << "vertex " << v;
}

TEST_F(LiveSpreadOfAPlan, SaysWhatCannotBeFollowedAndDoesNotTryAgain) {
    LiveSubject unknown = subject();
    unknown.ingredient.compoundId = "unobtainium";
    EXPECT_FALSE(followUntilThere(plan_, unknown));
    EXPECT_NE(live_.problem().find("unobtainium"), std::string::npos);
    EXPECT_FALSE(live_.follow(plan_, unknown));
    EXPECT_FALSE(live_.busy());
    plan::Plan empty = plan_;
    empty.sites.clear();
    EXPECT_FALSE(live_.follow(empty, subject()));
    EXPECT_FALSE(live_.busy());
    EXPECT_TRUE(followUntilThere(plan_, subject())) << "what can be followed still is";
}

TEST_F(LiveSpreadOfAPlan, RestingForgetsAllButTheDomain) {
    ASSERT_TRUE(followUntilThere(plan_, subject())) << live_.problem();
    const auto domain = live_.domain();
    live_.rest();
    EXPECT_EQ(live_.figures(), nullptr);
    EXPECT_EQ(live_.values(Seconds(0)), nullptr);
    live_.follow(plan_, subject());
    live_.rest();
    ASSERT_TRUE(followUntilThere(plan_, subject()));
    EXPECT_EQ(live_.domain(), domain);
}

} // namespace
} // namespace meso::app
