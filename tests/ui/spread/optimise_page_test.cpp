#include <gtest/gtest.h>

#include "app/spread/optimise_service.h"
#include "support/simulate_fixture.h"

namespace meso::ui {
namespace {

class OptimisePage : public test::SimulatedFew {
protected:
    void SetUp() override {
        simulate();
        show("page.optimise");
    }
    void perform(const char* id) {
        ASSERT_TRUE(window_->perform(id)) << id;
        untilIdle();
    }
    std::string disabledReasonOfAction(const char* id) {
        return disabledReasonOf(window_->frontend().actions().at(id),
                                window_->frontend().context());
    }
};

TEST_F(OptimisePage, TakesTheChoicesAsTheyAreTyped) {
    hand().enter("optimise.share", "20 %");
    EXPECT_DOUBLE_EQ(state().optimise.share, 0.2);
    hand().enter("optimise.atLeast", "30 min");
    EXPECT_EQ(state().optimise.atLeast, fromMinutes(30));
    for (const char* nonsense : {"-5", "nan", "lots", "120"})
        hand().enter("optimise.share", nonsense);
    hand().enter("optimise.atLeast", "30 days");
    EXPECT_DOUBLE_EQ(state().optimise.share, 0.2);
    EXPECT_EQ(state().optimise.atLeast, fromMinutes(30));
    hand().click("optimise.sites.Fewest");
    EXPECT_TRUE(state().optimise.fewestSites);
    hand().click("optimise.offCorridors");
    EXPECT_FALSE(state().optimise.offCorridors);
}

TEST_F(OptimisePage, FindsPlacesThatAreTakenOverAndUndone) {
    const plan::Plan before = openCase_->plan();
    EXPECT_EQ(disabledReasonOfAction("optimise.take"), "Nothing has been found yet.");
    state().optimise.share = 0.05;
    perform("optimise.run");
    ASSERT_TRUE(openCase_->optimiser().answer()) << openCase_->optimiser().problem();
    perform("optimise.take");
    EXPECT_EQ(openCase_->plan(), openCase_->optimiser().answer()->found.plan);
    EXPECT_NE(openCase_->plan(), before);
    EXPECT_NE(disabledReasonOfAction("optimise.take"), "");
    perform("edit.undo");
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_EQ(disabledReasonOfAction("optimise.take"), "")
        << "it is the plan again that was asked about";
}

TEST_F(OptimisePage, SaysWhyItCannotBegin) {
    plan::Plan locked = openCase_->plan();
    locked.sites[0].locked = true;
    ASSERT_TRUE(openCase_->edit(locked, "Lock").ok());
    hand().frames(2);
    EXPECT_EQ(disabledReasonOfAction("optimise.run"),
              "Some sites are locked, and every site may be moved here.");
    EXPECT_EQ(disabledReasonOfAction("optimise.cancel"), "Nothing is being looked for.");
    plan::Plan none = openCase_->plan();
    none.sites.clear();
    ASSERT_TRUE(openCase_->edit(none, "None").ok());
    hand().frames(2);
    EXPECT_EQ(disabledReasonOfAction("optimise.run"), "There are no sites: lay some out first.");
}

} // namespace
} // namespace meso::ui
