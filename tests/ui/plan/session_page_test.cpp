#include <gtest/gtest.h>

#include "plan/session_steps.h"
#include "support/plan_page.h"
#include "ui/host/driver.h"
#include "ui/state/session_controller.h"
#include "ui/state/ui_caches.h"

namespace meso::ui {
namespace {

class SessionPage : public test::OnAPlanPage {
protected:
    SessionPage() { openPage("Session"); }
    [[nodiscard]] UiContext context() { return window_->frontend().context(); }
    void begin() {
        click("session.begin");
        ASSERT_TRUE(plan::isUnderWay(plan()));
    }
    [[nodiscard]] std::vector<plan::RecordedStep> steps() const {
        return plan().sessionRecord ? plan().sessionRecord->steps
                                    : std::vector<plan::RecordedStep>{};
    }
    [[nodiscard]] int nextId() const { return plan::nextSite(plan()).value_or(0); }
    /// A place of the 3D view beside the next site.
    [[nodiscard]] ImVec2 besideNext(float pixels) {
        const ImVec2 middle = hand().centre("site." + std::to_string(nextId()));
        return {middle.x + pixels, middle.y};
    }
};

TEST_F(SessionPage, OrdersTheSitesAndSaysWhatEachOrderCosts) {
    const RouteFigures figures = routeFigures(context());
    for (const auto& path : figures.paths)
        ASSERT_TRUE(path);
    EXPECT_LT(*figures.paths[3], *figures.paths[2]) << "the shortest way beats partings";
    for (const auto& [action, choice] :
         {std::pair{"session.order.shortest", 3}, std::pair{"session.order.partings", 2},
          std::pair{"session.order.rows", 1}, std::pair{"session.order.numbered", 0}}) {
        ASSERT_TRUE(window_->perform(action));
        EXPECT_EQ(routeFigures(context()).paths[static_cast<std::size_t>(choice)]->value(),
                  routeOf(*openCase_).travel.value())
            << action;
    }
    for (std::size_t i = 1; i < plan().sites.size(); ++i)
        EXPECT_LT(plan().sites[i - 1].id, plan().sites[i].id);
    click("session.order");
    click("session.order.Shortest way, " +
          std::to_string(static_cast<int>(std::lround(figures.paths[3]->value() / 10))) + " cm");
    EXPECT_EQ(*openCase_->undoLabel(), "Order: Shortest way");
    EXPECT_EQ(routeFigures(context()).current, 3);
}

TEST_F(SessionPage, ListsFillingsAndShowsTheirSites) {
    setVolumeOfAll(Ml(0.06)); // 2.4 mL from syringes of 1 mL
    ASSERT_TRUE(has("session.filling.3"));
    EXPECT_FALSE(has("session.filling.4"));
    click("session.filling.1");
    EXPECT_EQ(state().selection.size(), 16U);
    click("session.fillings");
    EXPECT_FALSE(has("session.filling.1"));
}

TEST_F(SessionPage, SpaceGoesFromSiteToSiteOnlyInSessionMode) {
    window_->key("Space");
    EXPECT_FALSE(plan().sessionRecord);
    begin();
    EXPECT_EQ(plan().sessionRecord->begunAt, "2026-11-23 14:05");
    const int first = nextId();
    EXPECT_TRUE(has("session.fill")) << "the first filling";
    window_->key("Space");
    ASSERT_EQ(steps().size(), 1U);
    EXPECT_EQ(steps()[0].siteId, first);
    EXPECT_EQ(steps()[0].outcome, plan::Outcome::Done);
    EXPECT_FALSE(has("session.fill"));
    openPage("Area");
    window_->key("Space");
    EXPECT_EQ(steps().size(), 1U) << "another page is open";
    openPage("Session");
    click("session.done");
    EXPECT_EQ(steps().size(), 2U);
    click("session.back");
    EXPECT_EQ(steps().size(), 1U);
    click("session.back");
    click("session.back");
    EXPECT_FALSE(plan().sessionRecord) << "the beginning too";
}

TEST_F(SessionPage, NotesSkippedMovedAndExtra) {
    begin();
    window_->key("S");
    ASSERT_EQ(steps().size(), 1U);
    EXPECT_EQ(steps()[0].outcome, plan::Outcome::Skipped);
    click("session.moved");
    hand().enter("session.moved.by", "700");
    EXPECT_NE(state().sessionView.movedBy, Mm(700)) << "out of range";
    hand().enter("session.moved.by", "6.5");
    click("session.moved.note");
    ASSERT_EQ(steps().size(), 2U);
    EXPECT_EQ(plan::movedBy(steps()[1]), std::optional(Mm(6.5)));
    click("session.extra");
    hand().enter("session.extra.volume", "0.03");
    click("session.extra.note");
    ASSERT_EQ(steps().size(), 3U);
    EXPECT_EQ(steps()[2].outcome, plan::Outcome::Extra);
    EXPECT_EQ(steps()[2].volume, Ml(0.03));
    click("session.moved");
    click("session.moved.cancel");
    click("session.extra");
    click("session.extra.cancel");
    EXPECT_EQ(steps().size(), 3U);
    EXPECT_EQ(*openCase_->undoLabel(), "Extra injection");
    click("session.steps");
    EXPECT_TRUE(state().sessionView.steps);
}

TEST_F(SessionPage, AClickOnTheSkinSaysWhereTo) {
    begin();
    hand().frames(40); // the camera has turned to the site
    const int id = nextId();
    click("session.moved");
    const plan::Plan before = plan();
    hand().clickAt(besideNext(40));
    hand().frames(3);
    ASSERT_EQ(steps().size(), 1U);
    EXPECT_EQ(steps()[0].siteId, id);
    EXPECT_EQ(steps()[0].outcome, plan::Outcome::Moved);
    ASSERT_TRUE(plan::movedBy(steps()[0]));
    EXPECT_GT(*plan::movedBy(steps()[0]), Mm(1));
    EXPECT_LT(*plan::movedBy(steps()[0]), Mm(60));
    EXPECT_NE(steps()[0].note.find("behind the nasion"), std::string::npos);
    EXPECT_EQ(plan().sites, before.sites) << "what was planned stays beside it";
    EXPECT_TRUE(state().selection.empty());
    click("session.extra");
    hand().frames(40);
    hand().clickAt(besideNext(30));
    hand().frames(3);
    ASSERT_EQ(steps().size(), 2U);
    EXPECT_EQ(steps()[1].outcome, plan::Outcome::Extra);
    EXPECT_NE(steps()[1].note.find("behind the nasion"), std::string::npos);
}

TEST_F(SessionPage, TheCameraFollowsTheNextSite) {
    begin();
    for (int i = 0; i < 40; ++i) {
        hand().frames(20);
        const std::string next = "site." + std::to_string(nextId());
        EXPECT_TRUE(has(next)) << next << " is out of sight";
        window_->key("Space");
    }
    EXPECT_EQ(nextId(), 0);
    window_->key("Space");
    EXPECT_EQ(steps().size(), 40U);
}

TEST_F(SessionPage, NothingOfThePlanCanBeEditedMeanwhile) {
    begin();
    const plan::Plan before = plan();
    EXPECT_FALSE(openCase_->edit(plan::setVolume(plan(), {1}, Ml(0.07)), "Volume").ok());
    EXPECT_FALSE(openCase_->choosePreset("norwood_2").ok());
    window_->perform("edit.eraseAll");
    EXPECT_NE(lastSentence(*openCase_).find("A session is under way"), std::string::npos);
    EXPECT_EQ(plan(), before);
    EXPECT_FALSE(window_->perform("session.order.rows"));
    click("session.finish");
    EXPECT_FALSE(openCase_->edit(plan::setVolume(plan(), {1}, Ml(0.07)), "Volume").ok())
        << "the record names the sites as they were";
    window_->perform("edit.eraseAll");
    EXPECT_NE(lastSentence(*openCase_).find("The session of this plan is over"), std::string::npos);
    EXPECT_EQ(plan().sites, before.sites);
}

TEST_F(SessionPage, EndsWithASentenceAndCanBeTakenUpAgain) {
    begin();
    for (int i = 0; i < 38; ++i)
        window_->key("Space");
    window_->key("S");
    click("session.moved");
    hand().enter("session.moved.by", "7");
    click("session.moved.note");
    click("session.finish");
    ASSERT_TRUE(plan().sessionRecord);
    EXPECT_EQ(plan().sessionRecord->endedAt, "2026-11-23 14:05");
    EXPECT_TRUE(has("session.summary"));
    const std::string sentence = plan::sentenceOf(plan::summaryOf(plan()));
    EXPECT_EQ(sentence.rfind("39 of 40 sites", 0), 0U) << sentence;
    EXPECT_NE(sentence.find("1 moved more than 5 mm"), std::string::npos) << sentence;
    EXPECT_FALSE(window_->perform("session.begin")) << "one session for one plan";
    click("session.back");
    EXPECT_TRUE(plan::isUnderWay(plan()));
}

TEST_F(SessionPage, ASessionUnderWayOutlivesACrash) {
    begin();
    window_->key("Space");
    window_->key("Space");
    const plan::Plan before = plan();
    startAgain(); // without closing: as if it had been killed
    ASSERT_TRUE(state().question);
    click("question.yes");
    hand().frames(3);
    EXPECT_EQ(plan(), before);
    openPage("Session");
    window_->key("Space");
    EXPECT_EQ(steps().size(), 3U);
}

TEST_F(SessionPage, TheWayCanBeHidden) {
    EXPECT_TRUE(routeIsShown(state()));
    click("show.route");
    EXPECT_FALSE(routeIsShown(state()));
    click("show.route");
    openPage("Area");
    EXPECT_FALSE(routeIsShown(state()));
}

TEST_F(SessionPage, SaysThatThereIsNothingToDoWithoutSites) {
    ASSERT_TRUE(window_->perform("edit.eraseAll"));
    EXPECT_FALSE(isEnabled("session.begin"));
    EXPECT_FALSE(window_->perform("session.begin"));
    EXPECT_FALSE(window_->perform("session.done"));
    EXPECT_FALSE(window_->perform("session.finish"));
}

} // namespace
} // namespace meso::ui
