#pragma once
#include <algorithm>
#include <memory>
#include <string>

#include "plan/edits.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"

namespace meso::test {

/// A window so high that a whole page of the inspector is in view, on the sample case.
class OnAPlanPage : public WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    std::unique_ptr<NullWindow> window_ =
        std::make_unique<NullWindow>(*openCase_, ImVec2{1440, 4000});

    [[nodiscard]] const plan::Plan& plan() const { return openCase_->plan(); }
    [[nodiscard]] ui::UiState& state() { return window_->state(); }
    [[nodiscard]] UiHand& hand() { return window_->hand; }
    [[nodiscard]] bool has(const std::string& id) { return hand().has(id); }
    void click(const std::string& id) {
        hand().click(id);
        hand().frames(2);
    }
    /// Whether an item can be used; it must be there.
    bool isEnabled(const std::string& id) { return hand().at(id).enabled; }
    void openPage(const std::string& page) { click("plan.page." + page); }
    /// As if it had been typed somewhere: one step of the history.
    void edit(Result<plan::Plan> next, const std::string& label = "Edit") {
        const Status outcome = openCase_->edit(std::move(next), label);
        ASSERT_TRUE(outcome.ok()) << outcome.error().message;
        hand().frames(3);
    }
    void setVolume(int site, Ml volume) {
        edit(plan::setVolume(plan(), {site}, volume), "Volume of site " + std::to_string(site));
    }
    void setVolumeOfAll(Ml volume) { edit(plan::setVolume(plan(), {}, volume), "Volume"); }
    /// Another start of the program, with what the last one has left.
    void startAgain() {
        window_.reset();
        openCase_.reset();
        openCase_ = open();
        window_ = std::make_unique<NullWindow>(*openCase_, ImVec2{1440, 4000});
    }
};

} // namespace meso::test
