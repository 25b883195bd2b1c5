#pragma once
#include <chrono>
#include <memory>
#include <thread>

#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "ui/state/playing.h"

namespace meso::test {

/// The Simulate workspace on four sites of the sample, in a window without a screen. Nothing is
/// simulated by itself unless a test switches it on (settings().autoSimulate).
class SimulatedFew : public WithOpenCase {
protected:
    explicit SimulatedFew(Seconds duration = fromMinutes(5))
        : openCase_(open(duration, true)), window_(std::make_unique<NullWindow>(*openCase_)) {}

    [[nodiscard]] ui::UiState& state() { return window_->state(); }
    [[nodiscard]] UiHand& hand() { return window_->hand; }
    /// Frames until the condition holds, for a minute at most.
    template <class Condition>
    void until(Condition condition) {
        for (int i = 0; i < 12000 && !condition(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            hand().frames(1);
        }
        EXPECT_TRUE(condition());
    }
    void untilIdle() {
        until([&] { return !ui::isWorking(*openCase_); });
        hand().frames(3);
    }
    [[nodiscard]] plan::Plan few() const {
        plan::Plan few = openCase_->plan();
        few.sites.resize(4);
        few.formulation.resize(1);
        return few;
    }
    void simulate() { simulate(few()); }
    void simulate(const plan::Plan& plan) {
        ASSERT_TRUE(openCase_->edit(plan, "Few").ok());
        openCase_->simulate();
        untilIdle();
        window_->perform("workspace.spread");
        state().time = fromMinutes(2);
        hand().frames(2);
    }
    void show(const char* page) {
        window_->perform(page);
        hand().frames(2);
        untilIdle();
    }

    std::unique_ptr<app::OpenCase> openCase_;
    std::unique_ptr<NullWindow> window_;
};

} // namespace meso::test
