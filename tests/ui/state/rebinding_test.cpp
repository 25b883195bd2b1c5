#include "ui/state/rebinding.h"

#include <gtest/gtest.h>

#include "support/plan_page.h"
#include "ui/shell/all_actions.h"

namespace meso::ui {
namespace {

class Rebinding : public test::OnAPlanPage {
protected:
    [[nodiscard]] const Action& action(const std::string& id) {
        return window_->frontend().actions().at(id);
    }
    void waitFor(const std::string& id) {
        if (!state().shortcutSheetOpen)
            window_->key("?");
        click("sheet.row." + id);
        ASSERT_EQ(state().shortcutSheet.waitsFor, id);
    }
};

TEST_F(Rebinding, ALineOfTheSheetTakesAnotherKey) {
    waitFor("edit.renumber");
    window_->key("Ctrl+Alt+R");
    EXPECT_TRUE(state().shortcutSheet.waitsFor.empty());
    EXPECT_EQ(action("edit.renumber").shortcut, "Ctrl+Alt+R");
    window_->key("Esc");
    ASSERT_FALSE(state().shortcutSheetOpen);
    edit(plan::eraseSites(plan(), {1}));
    window_->key("Ctrl+Alt+R");
    EXPECT_EQ(plan().sites.front().id, 1);
    startAgain();
    EXPECT_EQ(action("edit.renumber").shortcut, "Ctrl+Alt+R") << "the settings keep it";
}

TEST_F(Rebinding, AnotherActionsKeyIsNamedAndTakenAtTheSecondPress) {
    waitFor("edit.renumber");
    window_->key("Ctrl+S");
    EXPECT_EQ(state().shortcutSheet.waitsFor, "edit.renumber");
    EXPECT_NE(state().shortcutSheet.problem.find("\"Save\""), std::string::npos)
        << state().shortcutSheet.problem;
    EXPECT_EQ(action("file.save").shortcut, "Ctrl+S");
    window_->key("Ctrl+S");
    EXPECT_EQ(action("edit.renumber").shortcut, "Ctrl+S");
    EXPECT_EQ(action("file.save").shortcut, "");
    click("sheet.resetAll");
    EXPECT_EQ(action("file.save").shortcut, "Ctrl+S");
    EXPECT_EQ(action("edit.renumber").shortcut, "");
    EXPECT_FALSE(isEnabled("sheet.resetAll"));
}

TEST_F(Rebinding, TheWindowsOwnKeysStay) {
    waitFor("edit.renumber");
    window_->key("Enter");
    EXPECT_FALSE(state().shortcutSheet.problem.empty());
    EXPECT_EQ(state().shortcutSheet.waitsFor, "edit.renumber");
    window_->key("Esc");
    EXPECT_TRUE(state().shortcutSheet.waitsFor.empty());
    EXPECT_TRUE(state().shortcutSheetOpen) << "the first Esc only stops waiting";
    EXPECT_TRUE(openCase_->settings().shortcuts.empty());
}

TEST_F(Rebinding, AnActionCanHaveNoKeyOrItsUsualOnes) {
    waitFor("edit.redo");
    click("sheet.none");
    EXPECT_EQ(action("edit.redo").shortcut, "");
    EXPECT_EQ(action("edit.redo").alsoShortcut, "");
    waitFor("edit.redo");
    click("sheet.usual");
    EXPECT_EQ(action("edit.redo").shortcut, "Ctrl+Shift+Z");
    EXPECT_EQ(action("edit.redo").alsoShortcut, "Ctrl+Y");
}

TEST_F(Rebinding, WhatTheSettingsCannotMeanIsToldAndLeftOut) {
    ActionTable table{allActions()};
    const auto refused = table.rebind({{"edit.renumber", "Ctrl+Alt+R"},
                                       {"no.such", "Q"},
                                       {"file.save", "Hyper+Q"},
                                       {"file.open", "Esc"}});
    EXPECT_EQ(refused.size(), 3U);
    EXPECT_EQ(table.at("edit.renumber").shortcut, "Ctrl+Alt+R");
    EXPECT_EQ(table.at("file.save").shortcut, "Ctrl+S");
    EXPECT_EQ(table.at("file.open").shortcut, "Ctrl+O");
    EXPECT_TRUE(table.rebind({}).empty());
    EXPECT_EQ(table.at("edit.renumber").shortcut, "");
}

} // namespace
} // namespace meso::ui
