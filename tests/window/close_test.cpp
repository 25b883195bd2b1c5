#include <signal.h>

#include "window/window_fixture.h"

// The window's close button: the program ends where nothing is lost by it, and asks where
// something would be.
namespace meso {
namespace {

using test::RealWindow;

class CloseButton : public test::WithADisplay {
protected:
    void SetUp() override {
        WithADisplay::SetUp();
        test::writeQuietSettings(scratch_.path(), false);
    }
    /// A saved case with one edit that its file does not hold.
    std::unique_ptr<RealWindow> openWithAnEdit() {
        auto window = open();
        saveFirst(*window);
        before_ = saved();
        window->click("site.26");
        window->expect("selected 26");
        window->enter("site.volume", "0.07 ml");
        window->expect("undo Volume of site 26");
        return window;
    }
    /// Saves the case and goes to type the volume of the site that edited() edits.
    void openTheVolume(RealWindow& window) {
        saveFirst(window);
        before_ = saved();
        window.click("site.26");
        window.expect("selected 26");
        window.click("site.volume");
        window.expect("typing");
    }
    [[nodiscard]] plan::Plan edited() const {
        plan::Plan plan = before_;
        plan.sites[25].volume = Ml(0.07);
        return plan;
    }
    [[nodiscard]] bool draftIsLeft() const {
        return std::filesystem::exists(scratch_ / ".plan.json.draft");
    }

    plan::Plan before_;
};

TEST_F(CloseButton, EndsTheProgramWhenNothingIsLost) {
    const auto window = open();
    saveFirst(*window);
    window->askToClose();
    expectCleanEnd(*window);
}

TEST_F(CloseButton, AsksAndGoesOnWhenTheAnswerIsNo) {
    const auto window = openWithAnEdit();
    window->askToClose();
    window->expect("dialog question");
    EXPECT_EQ(saved(), before_);
    EXPECT_TRUE(draftIsLeft());
    window->askToClose(); // an impatient hand; nothing is decided by it
    window->keys({"Escape"});
    window->expect("dialog none");
    save(*window);
    EXPECT_EQ(saved(), edited());
    window->askToClose();
    expectCleanEnd(*window);
}

TEST_F(CloseButton, SavesAndEnds) {
    const auto window = openWithAnEdit();
    window->askToClose();
    window->expect("dialog question");
    window->click("question.yes");
    expectCleanEnd(*window);
    EXPECT_EQ(saved(), edited());
    EXPECT_FALSE(draftIsLeft());
}

TEST_F(CloseButton, EndsWithoutTheEditsThatNobodyWants) {
    const auto window = openWithAnEdit();
    window->askToClose();
    window->expect("dialog question");
    window->click("question.no");
    expectCleanEnd(*window);
    EXPECT_EQ(saved(), before_);
    EXPECT_FALSE(draftIsLeft());
}

TEST_F(CloseButton, LosesNothingWhenNobodyWaitsForTheAnswer) {
    {
        const auto window = openWithAnEdit();
        window->askToClose();
        window->expect("dialog question");
        window->process().signal(SIGKILL); // the end of the desktop session
        EXPECT_EQ(window->process().end(), 128 + SIGKILL);
    }
    EXPECT_EQ(saved(), before_);
    const auto window = open({file().string()});
    window->expect("dialog question");
    window->askToClose(); // "decide later": the left draft stays where it is
    expectCleanEnd(*window);
    const auto again = open({file().string()});
    again->expect("dialog question");
    again->click("question.yes");
    again->expect("done Recovered every edit");
    save(*again);
    EXPECT_EQ(saved(), edited());
}

TEST_F(CloseButton, KnowsTheNumberThatIsBeingTyped) {
    const auto window = open();
    openTheVolume(*window);
    window->type("0.07 ml");
    window->askToClose();
    window->expect("dialog question");
    window->click("question.yes");
    expectCleanEnd(*window);
    EXPECT_EQ(saved(), edited());
}

TEST_F(CloseButton, SavesTheNumberThatIsBeingTyped) {
    const auto window = open();
    openTheVolume(*window);
    window->type("0.07 ml");
    save(*window);
    EXPECT_EQ(saved(), edited());
    window->askToClose();
    expectCleanEnd(*window);
}

TEST_F(CloseButton, SavesTheNumberThatCameInOneFrameWithTheCommand) {
    const auto window = open();
    openTheVolume(*window);
    window->process().signal(SIGSTOP); // what a slow machine does to a fast hand
    window->type("0.07 ml");
    window->hold("ctrl", true);
    window->keys({"s"});
    window->process().signal(SIGCONT);
    window->expect("done Saved");
    window->hold("ctrl", false);
    EXPECT_EQ(saved(), edited());
    window->askToClose();
    expectCleanEnd(*window);
}

TEST_F(CloseButton, IsHeardByAWindowThatWasPutAway) {
    {
        const auto window = open();
        window->iconify(true);
        window->askToClose();
        expectCleanEnd(*window);
    }
    const auto window = openWithAnEdit();
    window->iconify(true);
    window->askToClose();
    window->expect("dialog question");
    window->iconify(false);
    window->click("question.yes");
    expectCleanEnd(*window);
    EXPECT_EQ(saved(), edited());
}

} // namespace
} // namespace meso
