#include "plan/session_steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"
#include "ui/state/ui_state.h"

namespace meso::plan {
namespace {

class SessionSteps : public ::testing::Test {
protected:
    SessionSteps() {
        for (int id = 1; id <= 40; ++id) {
            InjectionSite site;
            site.id = id;
            site.volume = Ml(0.1);
            plan_.sites.push_back(site);
        }
        plan_.syringe = {Ml(1), Ml(0.05)};
    }
    [[nodiscard]] Plan begun() const { return beginSession(plan_, "2026-11-23 14:05").value(); }
    static SessionStep step(int id, Outcome outcome = Outcome::Done) {
        SessionStep out;
        out.siteId = id;
        out.outcome = outcome;
        if (outcome == Outcome::Moved)
            out.movedBy = Mm(7.2);
        if (outcome == Outcome::Extra)
            out.volume = Ml(0.05);
        return out;
    }
    static std::string refusal(const Result<Plan>& result) {
        return result.ok() ? "(accepted)" : result.error().message;
    }
    Plan plan_;
};

TEST_F(SessionSteps, GoesThroughTheSitesInOrderAndSaysWhatWasDone) {
    Plan plan = begun();
    for (int id = 1; id <= 40; ++id) {
        ASSERT_EQ(nextSite(plan), id);
        const Outcome outcome = id == 7 || id == 8     ? Outcome::Skipped
                                : id == 20 || id == 21 ? Outcome::Moved
                                                       : Outcome::Done;
        SessionStep s = step(id, outcome);
        if (id == 30)
            s.volume = Ml(0.05);
        plan = recordStep(plan, s).value();
    }
    EXPECT_FALSE(nextSite(plan).has_value());
    plan = recordStep(plan, step(0, Outcome::Extra)).value();
    plan = finishSession(plan, "2026-11-23 14:20").value();
    EXPECT_EQ(sentenceOf(summaryOf(plan)), "38 of 40 sites, 3.80 mL of 4.00 mL, 2 skipped, 2 moved "
                                           "more than 5 mm, 1 extra");
    EXPECT_EQ(plan.sessionRecord->steps[19].note, "moved 7.2 mm");
}

TEST_F(SessionSteps, TheSyringeRunsDryAndIsFilled) {
    Plan plan = begun();
    SessionState state = stateOf(plan);
    EXPECT_TRUE(state.mustFill);
    EXPECT_NEAR(state.nextFilling.value(), 1.05, 1e-9);
    for (int id = 1; id <= 10; ++id)
        plan = recordStep(plan, step(id)).value();
    state = stateOf(plan);
    EXPECT_EQ(state.fillings, 1);
    EXPECT_NEAR(state.inSyringe.value(), 0, 1e-9);
    EXPECT_TRUE(state.mustFill);
    EXPECT_NEAR(state.injected.value(), 1, 1e-9);
    EXPECT_NEAR(state.toInject.value(), 3, 1e-9);
    EXPECT_EQ(state.open, 30);
    plan = recordStep(plan, step(11, Outcome::Skipped)).value();
    EXPECT_EQ(stateOf(plan).fillings, 1) << "a skipped site draws nothing";
    plan = recordStep(plan, step(12)).value();
    state = stateOf(plan);
    EXPECT_EQ(state.fillings, 2);
    EXPECT_NEAR(state.inSyringe.value(), 0.9, 1e-9);
    EXPECT_FALSE(state.mustFill);
}

TEST_F(SessionSteps, AnotherMixtureHasItsOwnSyringe) {
    plan_.furtherMixtures.resize(1);
    for (int i = 0; i < 40; i += 2)
        plan_.sites[i].mixture = 1;
    Plan plan = begun();
    for (int k = 0; k < 20; ++k) {
        EXPECT_EQ(nextSite(plan), 2 * k + 2);
        plan = recordStep(plan, step(*nextSite(plan))).value();
    }
    EXPECT_EQ(nextSite(plan), 1);
    const SessionState state = stateOf(plan);
    EXPECT_TRUE(state.mustFill);
    EXPECT_EQ(state.mixture, 1);
}

TEST_F(SessionSteps, RefusesWithTheReason) {
    EXPECT_NE(refusal(recordStep(plan_, step(1))).find("not begun"), std::string::npos);
    EXPECT_NE(refusal(undoStep(plan_)).find("not begun"), std::string::npos);
    EXPECT_NE(refusal(finishSession(plan_, "now")).find("not begun"), std::string::npos);
    EXPECT_NE(refusal(beginSession(Plan{}, "now")).find("no sites"), std::string::npos);
    const Plan plan = recordStep(begun(), step(3)).value();
    EXPECT_NE(refusal(beginSession(plan, "now")).find("already"), std::string::npos);
    EXPECT_NE(refusal(recordStep(plan, step(3))).find("noted already"), std::string::npos);
    EXPECT_NE(refusal(recordStep(plan, step(99))).find("no site 99"), std::string::npos);
    SessionStep bad = step(4);
    for (const double volume : {0.0, -1.0, 6.0, std::nan("")}) {
        bad.volume = Ml(volume);
        EXPECT_NE(refusal(recordStep(plan, bad)).find("between"), std::string::npos) << volume;
    }
    bad = step(4, Outcome::Moved);
    for (const double far : {0.0, -2.0, 500.0, std::nan("")}) {
        bad.movedBy = Mm(far);
        EXPECT_NE(refusal(recordStep(plan, bad)), "(accepted)") << far;
    }
    bad = step(0, Outcome::Extra);
    bad.volume.reset();
    EXPECT_NE(refusal(recordStep(plan, bad)).find("State the volume"), std::string::npos);
    bad = step(4);
    bad.note = std::string(401, 'x');
    EXPECT_NE(refusal(recordStep(plan, bad)).find("note"), std::string::npos);
    const Plan over = finishSession(plan, "now").value();
    EXPECT_NE(refusal(recordStep(over, step(5))).find("is over"), std::string::npos);
    EXPECT_NE(refusal(finishSession(plan, "")).find("time"), std::string::npos);
}

TEST_F(SessionSteps, HowFarASiteWasMovedIsReadBackFromItsNote) {
    SessionStep moved = step(1, Outcome::Moved);
    moved.note = "beside the scar; 12 mm behind";
    const Plan plan = recordStep(begun(), moved).value();
    const RecordedStep& noted = plan.sessionRecord->steps.back();
    EXPECT_EQ(noted.note, "moved 7.2 mm; beside the scar; 12 mm behind");
    ASSERT_TRUE(movedBy(noted).has_value());
    EXPECT_NEAR(movedBy(noted)->value(), 7.2, 1e-12);
    EXPECT_FALSE(movedBy({1, Outcome::Moved, Ml(0.1), "to the left"}).has_value());
}

TEST_F(SessionSteps, AnySequenceKeepsItsBooksAndEveryStepCanBeTakenBack) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Random random(seed);
        std::vector<Plan> before;
        Plan plan = begun();
        for (int k = 0; k < 80; ++k) {
            SessionStep s =
                step(static_cast<int>(random.below(42)), static_cast<Outcome>(random.below(4)));
            if (s.outcome == Outcome::Extra)
                s.siteId = 0;
            if (random.uniform() < 0.3)
                s.volume = Ml(random.uniform(0.01, 2));
            const auto next = recordStep(plan, s);
            if (!next)
                continue;
            before.push_back(plan);
            plan = *next;
            const SessionState state = stateOf(plan);
            const SessionSummary sum = summaryOf(plan);
            EXPECT_EQ(state.dealtWith, sum.done + sum.skipped);
            EXPECT_EQ(state.open + state.dealtWith, 40);
            EXPECT_GE(state.inSyringe.value(), 0);
            EXPECT_LE(state.inSyringe.value(), plan.syringe.volume.value() + 1e-9);
            EXPECT_GE(state.fillings + 1e-9, sum.injected.value()) << "1 mL each";
            EXPECT_EQ(plan.sites, plan_.sites);
        }
        std::set<int> seen;
        for (const RecordedStep& s : plan.sessionRecord->steps)
            EXPECT_TRUE(s.siteId == 0 || seen.insert(s.siteId).second);
        const Plan last = plan;
        EXPECT_EQ(undoStep(finishSession(plan, "now").value()).value(), last);
        while (!before.empty()) {
            plan = undoStep(plan).value();
            EXPECT_EQ(plan, before.back());
            before.pop_back();
        }
        EXPECT_FALSE(undoStep(plan).ok());
    }
}

} // namespace
} // namespace meso::plan
