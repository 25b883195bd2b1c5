// The inspector in windows of the usual sizes: what stands still, and what is seen without
// scrolling.
#include <gtest/gtest.h>

#include <cmath>

#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/kit/kit_blocks.h"
#include "ui/state/session_controller.h"

namespace meso::ui {
namespace {

const ImVec2 kSizes[] = {{1100, 680}, {1440, 900}};

class Inspector : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();

    /// Wheels down the page, and expects that the tabs have not moved.
    static void expectTabsStandStill(test::NullWindow& window, const std::string& tab) {
        const Item before = window.hand.at(tab);
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        window.hand.moveTo({size.x - 40, size.y / 2});
        for (int i = 0; i < 6; ++i)
            window.hand.scroll(-20);
        const Item after = window.hand.at(tab);
        EXPECT_EQ(before.min.y, after.min.y) << tab;
        EXPECT_TRUE(after.visible) << tab;
    }
};

TEST_F(Inspector, TheTabsStayWhileThePageScrolls) {
    for (const ImVec2 size : kSizes) {
        test::NullWindow window(*openCase_, size);
        const float top = window.hand.at("layout.count").min.y;
        for (const char* tab : {"Area", "Sites", "Mix", "Checks", "Session"}) {
            window.hand.click(std::string("plan.page.") + tab);
            window.hand.frames(2);
            expectTabsStandStill(window, "plan.page.Mix");
            if (std::string(tab) == "Area") {
                EXPECT_LT(window.hand.at("layout.count").min.y, top) << "the page has scrolled";
            }
            EXPECT_TRUE(window.hand.at("plan.verdict").visible) << tab;
        }
        window.hand.click("plan.page.Area");
        window.hand.frames(2);
        EXPECT_EQ(window.state().planPage, PlanPage::Area) << "one press from the end of a page";
        EXPECT_EQ(window.hand.at("layout.count").min.y, top) << "and it begins at its top";
        window.perform("workspace.spread");
        expectTabsStandStill(window, "simulate.page.Goal");
    }
}

TEST_F(Inspector, AtLargeTextInASmallWindowOnlyTheTabsStandStill) {
    openCase_->settings().textScale = 2;
    test::NullWindow window(*openCase_, kSizes[0]);
    window.state().wantsInspector = true;
    window.hand.frames(4);
    const float verdict = window.hand.at("plan.verdict").min.y;
    expectTabsStandStill(window, "plan.page.Mix");
    EXPECT_LT(window.hand.at("plan.verdict").min.y, verdict) << "the page needs the room";
}

TEST_F(Inspector, TheMainActionOfTheSessionPageIsSeenAtOnce) {
    for (const ImVec2 size : kSizes) {
        test::NullWindow window(*openCase_, size);
        window.hand.click("plan.page.Session");
        window.hand.frames(2);
        const Item begin = window.hand.at("session.begin");
        EXPECT_TRUE(begin.visible);
        EXPECT_LT(begin.max.y, size.y - 28) << "above the status bar";
    }
}

TEST_F(Inspector, TheLengthOfTheWayStandsOnceOnTheSessionPage) {
    test::NullWindow window(*openCase_, {1440, 2000});
    window.hand.click("plan.page.Session");
    window.hand.frames(2);
    const long path = std::lround(routeOf(*openCase_).travel.value() / 10);
    const std::string figure = std::to_string(path) + "cm";
    const std::string page = test::lettersIn({1440 - 328, 0}, {1440, 2000});
    const std::size_t first = page.find(figure);
    ASSERT_NE(first, std::string::npos) << page;
    EXPECT_EQ(page.find(figure, first + 1), std::string::npos);
}

TEST_F(Inspector, SaysWhatTheProgramIs) {
    test::NullWindow window(*openCase_);
    EXPECT_TRUE(test::isWritten("Planning, training and explanation aid, not a medical device"));
}

} // namespace
} // namespace meso::ui
