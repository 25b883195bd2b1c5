#include <chrono>
#include <thread>

#include "support/session_fixture.h"

namespace meso::app {
namespace {

using State = SpreadService::State;

class SessionSpreadTest : public test::WithASession {
protected:
    void SetUp() override {
        session_ = open(Seconds(60));
        session_->settings().simulateByItself = true;
        session_->simulate();
        settle();
    }
    void settle() {
        for (int i = 0; i < 6000 && session_->spread().state() == State::Running; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            session_->pump();
        }
        ASSERT_EQ(session_->spread().state(), State::Done) << session_->spread().problem();
    }
    std::unique_ptr<Session> session_;
};

TEST_F(SessionSpreadTest, GoesOutOfDateByWhatMattersAndByNothingElse) {
    EXPECT_FALSE(session_->spreadIsOutOfDate());
    plan::Plan next = session_->plan();
    next.about.title = "Another title";
    next.sites.front().angle = Degrees(45);
    next.sites.front().id = 77;
    ASSERT_TRUE(session_->edit(next, "Title").ok());
    EXPECT_FALSE(session_->spreadIsOutOfDate());
    ASSERT_TRUE(session_->commit());
    EXPECT_EQ(session_->spread().state(), State::Done) << "nothing to simulate anew";
    next.sites.front().volume = Ml(0.08);
    ASSERT_TRUE(session_->edit(next, "Volume").ok());
    EXPECT_TRUE(session_->spreadIsOutOfDate());
    EXPECT_EQ(session_->spread().state(), State::Done) << "a draft is not simulated";
    ASSERT_TRUE(session_->commit());
    EXPECT_EQ(session_->spread().state(), State::Running);
    EXPECT_TRUE(session_->spreadIsOutOfDate());
    settle();
    EXPECT_FALSE(session_->spreadIsOutOfDate());
    ASSERT_TRUE(session_->undo());
    EXPECT_EQ(session_->spread().state(), State::Running);
}

TEST_F(SessionSpreadTest, WaitsToBeAskedWhenTheSettingsSaySo) {
    session_->settings().simulateByItself = false;
    editOnce(*session_, 1);
    EXPECT_EQ(session_->spread().state(), State::Done);
    EXPECT_TRUE(session_->spreadIsOutOfDate());
    session_->simulate();
    EXPECT_EQ(session_->spread().state(), State::Running);
    session_->cancelSimulation();
    EXPECT_EQ(session_->spread().state(), State::Cancelled);
    EXPECT_TRUE(session_->spreadIsOutOfDate());
}

TEST_F(SessionSpreadTest, AnotherCaseDoesNotShowTheLastOnesSpread) {
    session_->settings().simulateByItself = false;
    ASSERT_TRUE(session_->newCase().ok());
    EXPECT_EQ(session_->spread().shown(), nullptr);
    EXPECT_EQ(session_->spread().state(), State::Nothing);
    EXPECT_TRUE(session_->spreadIsOutOfDate());
}

} // namespace
} // namespace meso::app
