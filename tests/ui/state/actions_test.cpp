#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "support/open_case_fixture.h"
#include "ui/shell/all_actions.h"
#include "ui/state/actions.h"
#include "ui/state/key_routing.h"
#include "ui/state/ui_caches.h"

namespace meso::ui {
namespace {

class Actions : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    UiState state_;
    UiCaches caches_;
    ActionTable table_{allActions()};
    UiContext context() { return {*openCase_, state_, caches_}; }
};

TEST_F(Actions, HaveUniqueIdsWordsAndAWayToRun) {
    std::set<std::string> ids;
    for (const Action& action : table_.all()) {
        EXPECT_TRUE(ids.insert(action.id).second) << action.id << " is there twice";
        EXPECT_FALSE(action.label.empty()) << action.id;
        EXPECT_FALSE(action.group.empty()) << action.id;
        EXPECT_TRUE(action.run) << action.id;
    }
    EXPECT_GT(ids.size(), 60u);
}

TEST_F(Actions, ShareAShortcutOnlyWhereOneExcludesTheOther) {
    std::multimap<std::string, std::string> users;
    for (const Action& action : table_.all())
        for (const std::string& key : {action.shortcut, action.alsoShortcut})
            if (!key.empty())
                users.emplace(key, action.id);
    std::set<std::string> shared;
    for (const auto& [key, id] : users)
        if (users.count(key) > 1)
            shared.insert(key);
    EXPECT_EQ(shared, (std::set<std::string>{"Backspace", "Delete", "Left", "Right", "Space"}))
        << "sites, else time steps; a session, else playing; a corner of the area, else sites";
}

TEST_F(Actions, GiveSharedKeysToTheOneThatCanBeDone) {
    EXPECT_EQ(table_.withShortcut("Left", context())->id.substr(0, 10), "edit.nudge")
        << "without a spread or a selection neither works, and the first is named";
    state_.selection = {1};
    EXPECT_EQ(table_.withShortcut("Left", context())->id.substr(0, 10), "edit.nudge");
    EXPECT_EQ(table_.withShortcut("Ctrl+Y", context())->id, "edit.redo");
    EXPECT_EQ(table_.withShortcut("", context()), nullptr);
    EXPECT_EQ(table_.withShortcut("Ctrl+Alt+F12", context()), nullptr);
}

TEST_F(Actions, SayWhyTheyCannotBeDone) {
    EXPECT_EQ(disabledReasonOf(table_.at("edit.undo"), context()), "There is nothing to undo.");
    EXPECT_FALSE(perform(table_.at("edit.undo"), context()));
    EXPECT_EQ(disabledReasonOf(table_.at("edit.erase"), context()), "Select a site first.");
}

TEST_F(Actions, FindCommandsByTheirLetters) {
    const auto first = [&](const char* query) { return matching(table_, query).front()->id; };
    EXPECT_EQ(first("undo"), "edit.undo");
    EXPECT_EQ(first("measure"), "tool.measure");
    EXPECT_EQ(first("hct"), "theme.contrast");
    EXPECT_EQ(first("SAVE AS"), "file.saveAs");
    EXPECT_EQ(first("area"), "tool.area") << "before the letters within other words";
    EXPECT_EQ(matching(table_, "").size(), table_.all().size());
    EXPECT_TRUE(matching(table_, "zzzz").empty());
}

TEST_F(Actions, SelectAllThenEraseThenUndoGivesThePlanBack) {
    const plan::Plan before = openCase_->plan();
    ASSERT_TRUE(perform(table_.at("edit.selectAll"), context()));
    EXPECT_EQ(state_.selection.size(), before.sites.size());
    ASSERT_TRUE(perform(table_.at("edit.erase"), context()));
    ASSERT_TRUE(openCase_->commit());
    EXPECT_TRUE(openCase_->plan().sites.empty());
    ASSERT_TRUE(perform(table_.at("edit.undo"), context()));
    EXPECT_EQ(openCase_->plan(), before);
    ASSERT_TRUE(perform(table_.at("edit.redo"), context()));
    EXPECT_TRUE(openCase_->plan().sites.empty());
}

TEST_F(Actions, AskBeforeEditsAreLost) {
    ASSERT_TRUE(perform(table_.at("edit.eraseAll"), context()));
    ASSERT_TRUE(openCase_->commit());
    ASSERT_TRUE(perform(table_.at("file.new"), context()));
    ASSERT_TRUE(state_.question.has_value());
    EXPECT_EQ(state_.question->pendingAction, "file.new");
    EXPECT_TRUE(openCase_->plan().sites.empty()) << "nothing may happen before the answer";
    perform(table_.at("file.quit"), context());
    EXPECT_FALSE(state_.wantsQuit);
}

TEST_F(Actions, OnAnUntouchedCaseDoNotAsk) {
    ASSERT_TRUE(perform(table_.at("file.quit"), context()));
    EXPECT_FALSE(state_.question.has_value());
    EXPECT_TRUE(state_.wantsQuit);
}

TEST_F(Actions, TurnThingsOnAndOff) {
    for (const Action& action : table_.all()) {
        if (!action.isOn || action.group == "Tools" || action.id.rfind("stage", 0) == 0 ||
            action.id.rfind("theme", 0) == 0 || action.id.rfind("workspace", 0) == 0 ||
            action.id.rfind("page", 0) == 0 || action.id.rfind("plan.", 0) == 0 ||
            action.id.rfind("area.draw", 0) == 0 || action.id.rfind("layout.", 0) == 0 ||
            !disabledReasonOf(action, context()).empty())
            continue;
        const bool before = action.isOn(context());
        perform(action, context());
        EXPECT_NE(action.isOn(context()), before) << action.id;
        perform(action, context());
        EXPECT_EQ(action.isOn(context()), before) << action.id;
    }
}

TEST(KeyRouting, LeavesTextFieldsTheirKeys) {
    const UiState state;
    const KeyClaims typing{true, false};
    for (const char* key : {"A", "Delete", "Left", "Space", "Ctrl+Z", "Ctrl+V", "Enter", "1", "F"})
        EXPECT_FALSE(isForTheTable(key, typing, state)) << key;
    for (const char* key : {"Ctrl+S", "Ctrl+K", "F5"})
        EXPECT_TRUE(isForTheTable(key, typing, state)) << key;
}

TEST(KeyRouting, LeavesTheFocusRingItsKeys) {
    const UiState state;
    EXPECT_FALSE(isForTheTable("Space", {false, true}, state));
    EXPECT_FALSE(isForTheTable("Left", {false, true}, state));
    EXPECT_TRUE(isForTheTable("Ctrl+Z", {false, true}, state));
    EXPECT_TRUE(isForTheTable("Left", {false, false}, state));
}

TEST(KeyRouting, GivesDialogsEveryKey) {
    UiState state;
    state.paletteOpen = true;
    EXPECT_FALSE(isForTheTable("Ctrl+S", {}, state));
}

} // namespace
} // namespace meso::ui
