#include <chrono>
#include <thread>

#include "app/spread/simulation_service.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

using State = SimulationService::State;

class OpenCaseSimulationTest : public test::WithOpenCase {
protected:
    void SetUp() override {
        openCase_ = open(Seconds(60));
        openCase_->settings().autoSimulate = true;
        openCase_->simulate();
        settle();
    }
    void settle() {
        for (int i = 0; i < 6000 && openCase_->simulation().state() == State::Running; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            openCase_->poll();
        }
        ASSERT_EQ(openCase_->simulation().state(), State::Done)
            << openCase_->simulation().problem();
    }
    std::unique_ptr<OpenCase> openCase_;
};

TEST_F(OpenCaseSimulationTest, GoesOutOfDateByWhatMattersAndByNothingElse) {
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
    plan::Plan next = openCase_->plan();
    next.about.title = "Another title";
    next.sites.front().angle = Degrees(45);
    next.sites.front().id = 77;
    ASSERT_TRUE(openCase_->edit(next, "Title").ok());
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
    ASSERT_TRUE(openCase_->commit());
    EXPECT_EQ(openCase_->simulation().state(), State::Done) << "nothing to simulate anew";
    next.sites.front().volume = Ml(0.08);
    ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    EXPECT_EQ(openCase_->simulation().state(), State::Done) << "a draft is not simulated";
    ASSERT_TRUE(openCase_->commit());
    EXPECT_EQ(openCase_->simulation().state(), State::Running);
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    settle();
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
    ASSERT_TRUE(openCase_->undo());
    EXPECT_EQ(openCase_->simulation().state(), State::Running);
}

TEST_F(OpenCaseSimulationTest, WaitsToBeAskedWhenTheSettingsSaySo) {
    openCase_->settings().autoSimulate = false;
    editOnce(*openCase_, 1);
    EXPECT_EQ(openCase_->simulation().state(), State::Done);
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    openCase_->simulate();
    EXPECT_EQ(openCase_->simulation().state(), State::Running);
    openCase_->cancelSimulation();
    EXPECT_EQ(openCase_->simulation().state(), State::Cancelled);
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
}

TEST_F(OpenCaseSimulationTest, AnotherCaseDoesNotShowTheLastOnesSimulation) {
    openCase_->settings().autoSimulate = false;
    ASSERT_TRUE(openCase_->newCase().ok());
    EXPECT_EQ(openCase_->simulation().shown(), nullptr);
    EXPECT_EQ(openCase_->simulation().state(), State::Nothing);
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
}

} // namespace
} // namespace meso::app
