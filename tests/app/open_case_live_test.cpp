#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "app/case/file_watch.h"
#include "app/spread/live_spread.h"
#include "app/spread/simulation_service.h"
#include "plan/edits.h"
#include "sim/observables.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

class OpenCaseLiveTest : public test::WithOpenCase {
protected:
    void SetUp() override {
        openCase_ = open(fromMinutes(10), true);
        openCase_->settings().autoSimulate = true;
        openCase_->simulate();
        waitFor(
            [this] { return openCase_->simulation().state() == SimulationService::State::Done; });
    }
    template <class Condition>
    void waitFor(Condition condition) {
        for (int i = 0; i < 12000 && !condition(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            openCase_->poll();
        }
        ASSERT_TRUE(condition());
    }
    [[nodiscard]] LiveLook look() const {
        return {openCase_->plan().formulation.front().compoundId, "miniaturised",
                sim::Measure::Total};
    }
    /// A draft in which the first site injects twice as much.
    void dose() {
        plan::Plan next = openCase_->plan();
        next.sites.front().volume = next.sites.front().volume * 2.0;
        ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    }
    std::unique_ptr<OpenCase> openCase_;
};

TEST_F(OpenCaseLiveTest, FollowsADraftUntilTheWholeSimulationConfirmsIt) {
    EXPECT_EQ(openCase_->live(look()), nullptr) << "the spread is up to date";
    dose();
    LiveSpread* live = nullptr;
    waitFor([&] { return (live = openCase_->live(look())) != nullptr; });
    EXPECT_EQ(live->figures()->sites, openCase_->plan().sites);
    const auto followed = live->values(fromMinutes(10));
    ASSERT_TRUE(followed);
    const std::vector<float> kept = *followed;
    ASSERT_TRUE(openCase_->commit());
    waitFor([this] { return openCase_->simulation().state() == SimulationService::State::Done; });
    EXPECT_EQ(openCase_->live(look()), nullptr) << "confirmed";
    const auto& result = *openCase_->simulation().shown()->runs.front().result;
    const auto confirmed =
        sim::bandAverage(result, sim::frameAt(result, fromMinutes(10)), {Mm(1.5), Mm(2.5)});
    float highest = 0, worst = 0;
    for (std::size_t v = 0; v < confirmed.size(); ++v) {
        highest = std::max(highest, confirmed[v]);
        worst = std::max(worst, std::abs(confirmed[v] - kept[v]));
    }
    RecordProperty("worst_share_of_highest", std::to_string(worst / highest));
    EXPECT_LE(worst, 5e-3F * highest);
}

TEST_F(OpenCaseLiveTest, IsNotThereForACompoundThatIsNotInjected) {
    dose();
    LiveLook other = look();
    other.compoundId = "caffeine";
    EXPECT_EQ(openCase_->live(other), nullptr);
}

} // namespace
} // namespace meso::app
