#include <gtest/gtest.h>

#include "support/plan_page.h"

namespace meso::ui {
namespace {

class HistoryPanel : public test::OnAPlanPage {};

TEST_F(HistoryPanel, ListsEveryEditAndGoesThere) {
    const plan::Plan start = plan();
    setVolume(1, Ml(0.06));
    setVolume(2, Ml(0.07));
    const plan::Plan second = plan();
    ASSERT_TRUE(window_->perform("edit.eraseAll"));
    EXPECT_TRUE(plan().sites.empty()) << "clearing is one step";
    const plan::Plan last = plan();
    window_->key("Ctrl+H");
    ASSERT_TRUE(state().historyOpen);
    ASSERT_TRUE(has("history.3"));
    EXPECT_FALSE(has("history.4"));
    click("history.2");
    EXPECT_EQ(plan(), second);
    click("history.0");
    EXPECT_EQ(plan(), start) << "bit for bit";
    click("history.0");
    EXPECT_EQ(plan(), start) << "it is there already";
    click("history.3");
    EXPECT_EQ(plan(), last);
    click("history.close");
    EXPECT_FALSE(state().historyOpen);
}

} // namespace
} // namespace meso::ui
