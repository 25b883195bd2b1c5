#include <gtest/gtest.h>

#include <set>

#include "app/edits/derive.h"
#include "plan/edits.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"

// The keyboard on the whole window, as a real one presses it: the table of actions and ImGui both
// hear every key.
namespace meso::ui {
namespace {

class Keyboard : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_};

    [[nodiscard]] static bool ringIsShown() { return ImGui::GetIO().NavVisible; }
    [[nodiscard]] std::string focused() { return window_.frontend().focusedItem(); }
    [[nodiscard]] geom::Vec3 positionOf(int id) const {
        const auto index = plan::indexOfSite(openCase_->plan().sites, id);
        return index ? openCase_->derived().positions[*index] : geom::Vec3::Zero();
    }
    /// What is pressed or typed into. Marks on the views are for the mouse, and lists and table
    /// stand for them; cells of the table are reached by arrows.
    [[nodiscard]] std::set<std::string> controls() {
        std::set<std::string> wanted;
        for (const auto& [id, item] : window_.items()) {
            const bool isMark = id.starts_with("site.") || id.starts_with("sites.cell.") ||
                                id == "viewport" || id == "time.scrub";
            const bool isFigure =
                id.starts_with("amounts.") || id.starts_with("ceiling.") || id == "recipe.result";
            if (item.enabled && !isMark && !isFigure)
                wanted.insert(id);
        }
        for (const char* field : {"site.volume", "site.depth", "site.angle"})
            if (window_.hand.has(field))
                wanted.insert(field);
        return wanted;
    }
    void expectTabReachesAll(const std::string& where) {
        const std::set<std::string> wanted = controls();
        std::set<std::string> reached;
        for (std::size_t i = 0; i < 2 * wanted.size(); ++i) {
            window_.key("Tab");
            EXPECT_TRUE(ringIsShown()) << where << ": " << focused();
            reached.insert(focused());
        }
        for (const std::string& id : wanted)
            EXPECT_TRUE(reached.contains(id)) << where << ": " << id;
        EXPECT_GT(reached.size(), 40U) << where;
    }
    void tabTo(const std::string& id) {
        for (int i = 0; i < 200 && focused() != id; ++i)
            window_.key("Tab");
        ASSERT_EQ(focused(), id);
    }
};

TEST_F(Keyboard, TabReachesEveryControlAndShowsARing) {
    expectTabReachesAll("area");
    EXPECT_FALSE(openCase_->undoLabel()) << "walking is no edit";
}

TEST_F(Keyboard, TabReachesEveryControlOfEveryPage) {
    window_.state().mix.unfolded.insert({"case.findings", "mix.recipe"});
    window_.state().checks.passed = window_.state().checks.notApplicable = true;
    for (const char* page : {"Sites", "Mix", "Checks", "Session"}) {
        window_.hand.click(std::string("plan.page.") + page);
        window_.hand.frames(3);
        expectTabReachesAll(page);
    }
    EXPECT_FALSE(openCase_->undoLabel()) << "walking is no edit";
}

TEST_F(Keyboard, TabReachesEveryControlAtTheChair) {
    window_.state().planPage = PlanPage::Session;
    ASSERT_TRUE(window_.perform("session.begin"));
    expectTabReachesAll("session mode");
    ASSERT_TRUE(window_.perform("session.moved"));
    expectTabReachesAll("a site that was moved");
    ASSERT_TRUE(window_.perform("session.extra"));
    expectTabReachesAll("an extra injection");
    EXPECT_TRUE(openCase_->plan().sessionRecord->steps.empty()) << "walking notes nothing";
}

TEST_F(Keyboard, ShiftTabGoesBack) {
    window_.key("Tab");
    const std::string first = focused();
    window_.key("Tab");
    EXPECT_NE(focused(), first);
    window_.key("Shift+Tab");
    EXPECT_EQ(focused(), first);
}

TEST_F(Keyboard, SpaceAndEnterPressTheFocusedControlAndNothingElse) {
    for (const char* key : {"Space", "Enter"}) {
        window_.state().tool = Tool::Select;
        tabTo("tool.erase");
        window_.key(key);
        EXPECT_EQ(window_.state().tool, Tool::Erase) << key;
        EXPECT_FALSE(window_.state().playing) << key;
    }
}

TEST_F(Keyboard, TheListOfPresetsIsChosenFromByKeys) {
    const std::string before = openCase_->plan().area.presetId;
    tabTo("area.preset");
    window_.key("Space");
    window_.key("Down");
    window_.key("Down");
    window_.key("Enter");
    EXPECT_NE(openCase_->plan().area.presetId, before);
    EXPECT_EQ(openCase_->undoLabel()->substr(0, 6), "Area: ");
}

TEST_F(Keyboard, EscClosesAListAndDoesNothingElse) {
    window_.state().selection = {3};
    tabTo("area.preset");
    window_.key("Space");
    const std::string line = "area.preset.Norwood V";
    ASSERT_TRUE(window_.hand.has(line));
    window_.key("1");
    EXPECT_FALSE(window_.state().flight) << "keys are the list's";
    window_.key("Esc");
    EXPECT_FALSE(window_.hand.has(line));
    EXPECT_EQ(window_.state().selection, plan::SiteIds{3});
}

TEST_F(Keyboard, ArrowsMoveSitesAgainAndAgainAndNoFocus) {
    window_.hand.click("site.26");
    for (int i = 0; i < 3; ++i) {
        const geom::Vec3 before = positionOf(26);
        window_.key("Right");
        EXPECT_NEAR((positionOf(26) - before).norm(), 1, 0.05) << i;
        EXPECT_FALSE(ringIsShown());
    }
    const geom::Vec3 before = positionOf(26);
    window_.key("Shift+Up");
    EXPECT_NEAR((positionOf(26) - before).norm(), 5, 0.3);
    const geom::Vec3 there = positionOf(26);
    window_.key("Alt+Down");
    EXPECT_NEAR((positionOf(26) - there).norm(), 0.1, 0.01);
}

TEST_F(Keyboard, ArrowsDoNotMoveSitesWhileAControlHasTheRing) {
    window_.hand.click("site.26");
    const plan::Plan before = openCase_->plan();
    tabTo("tool.place");
    window_.key("Right");
    window_.key("Down");
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_TRUE(ringIsShown());
    window_.key("Esc");
    EXPECT_FALSE(ringIsShown());
    EXPECT_EQ(window_.state().selection, plan::SiteIds{26}) << "Esc took the ring away only";
    window_.key("Right");
    EXPECT_NE(openCase_->plan(), before);
}

TEST_F(Keyboard, AHeldArrowIsOneStepOfTheHistory) {
    window_.hand.click("site.26");
    const plan::Plan before = openCase_->plan();
    const geom::Vec3 from = positionOf(26);
    window_.keyHeld("Left", 9);
    EXPECT_NEAR((positionOf(26) - from).norm(), 10, 0.6);
    ASSERT_TRUE(openCase_->undoLabel());
    EXPECT_EQ(*openCase_->undoLabel(), "Move site 26");
    window_.key("Ctrl+Z");
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_FALSE(openCase_->undoLabel());
}

TEST_F(Keyboard, TabGoesFromFieldToFieldAndAppliesWhatWasTyped) {
    tabTo("site.volume");
    window_.hand.type("0.07 ml");
    window_.key("Tab");
    EXPECT_DOUBLE_EQ(openCase_->plan().sites.front().volume.value(), 0.07);
    EXPECT_EQ(*openCase_->undoLabel(), "Volume of all sites");
}

TEST_F(Keyboard, UndoRightAfterEnterIsNotLost) {
    const plan::Plan before = openCase_->plan();
    window_.hand.click("site.volume");
    window_.hand.frames(2);
    window_.hand.type("0.07");
    window_.keysAtOnce({"Enter", "Ctrl+Z"});
    EXPECT_EQ(openCase_->plan(), before);
    ASSERT_TRUE(openCase_->redoLabel());
    EXPECT_EQ(*openCase_->redoLabel(), "Volume of all sites");
}

TEST_F(Keyboard, WhileSitesAreDraggedOnlyEscCounts) {
    const plan::Plan before = openCase_->plan();
    const ImVec2 from = window_.hand.centre("site.26");
    window_.hand.moveTo(from);
    window_.hand.press();
    window_.hand.moveTo({from.x + 25, from.y + 5});
    ASSERT_EQ(window_.state().drag.kind, Drag::Kind::MoveSites);
    for (const char* key : {"Delete", "Ctrl+Delete", "Ctrl+Z", "L", "Ctrl+K", "Right"})
        window_.key(key);
    EXPECT_EQ(openCase_->plan().sites.size(), before.sites.size());
    EXPECT_FALSE(window_.state().paletteOpen);
    window_.key("Esc");
    EXPECT_EQ(openCase_->plan(), before);
    window_.hand.release();
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_FALSE(openCase_->undoLabel());
}

TEST_F(Keyboard, WhileALoopIsDrawnOnlyEscCounts) {
    const plan::Plan before = openCase_->plan();
    window_.state().selection = {26};
    window_.state().tool = Tool::Lasso;
    const ImVec2 from = window_.hand.centre("site.26");
    window_.hand.moveTo({from.x - 40, from.y - 40});
    window_.hand.press();
    window_.hand.moveTo({from.x + 40, from.y - 40});
    window_.hand.moveTo({from.x + 40, from.y + 40});
    ASSERT_EQ(window_.state().drag.kind, Drag::Kind::Lasso);
    for (const char* key : {"Delete", "Ctrl+Delete", "Ctrl+K", "Right", "P"})
        window_.key(key);
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_FALSE(window_.state().paletteOpen);
    EXPECT_EQ(window_.state().tool, Tool::Lasso);
    EXPECT_EQ(window_.state().drag.kind, Drag::Kind::Lasso) << "the loop goes on";
    window_.key("Esc");
    window_.hand.release();
    EXPECT_EQ(window_.state().drag.kind, Drag::Kind::None);
    EXPECT_FALSE(openCase_->undoLabel());
}

TEST_F(Keyboard, EnterInAQuestionPressesWhatHasTheRing) {
    window_.hand.enter("site.volume", "0.06");
    window_.close();
    ASSERT_TRUE(window_.state().question);
    window_.hand.frames(3);
    tabTo("question.cancel");
    window_.key("Enter");
    EXPECT_FALSE(window_.state().question);
    EXPECT_FALSE(window_.state().wantsQuit);
    EXPECT_FALSE(window_.state().fileQuestion) << "it was not the main button";
}

TEST_F(Keyboard, TabStaysInADialog) {
    window_.perform("help.about");
    window_.hand.frames(3);
    for (int i = 0; i < 8; ++i) {
        window_.key("Tab");
        EXPECT_EQ(focused().rfind("about", 0), 0U) << focused();
    }
}

TEST_F(Keyboard, SpaceOnTheHeadPlacesNothing) {
    window_.state().tool = Tool::Place;
    const plan::Plan before = openCase_->plan();
    window_.hand.hover("viewport");
    window_.hand.clickAt(
        {window_.hand.at("viewport").min.x + 30, window_.hand.at("viewport").max.y - 160});
    for (const char* key : {"Tab", "Left", "Up", "Space", "Down", "Enter"})
        window_.key(key);
    EXPECT_EQ(openCase_->plan().sites.size(), before.sites.size());
}

TEST_F(Keyboard, StepsThroughTheSitesAndBack) {
    window_.key(".");
    EXPECT_EQ(window_.state().selection, std::set<int>{1});
    window_.key(".");
    EXPECT_EQ(window_.state().selection, std::set<int>{2});
    window_.key(",");
    window_.key(",");
    EXPECT_EQ(window_.state().selection, std::set<int>{40}) << "around the end";
    window_.key("PageDown");
    EXPECT_EQ(window_.state().selection, std::set<int>{1});
    EXPECT_FALSE(openCase_->undoLabel()) << "selecting is no edit";
}

TEST_F(Keyboard, TurnsTheHeadToASiteThatIsSelectedBehindIt) {
    openCase_->settings().reduceMotion = true;
    window_.key("1"); // the crown's sites are behind the forehead
    const auto& sites = openCase_->plan().sites;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        window_.key(".");
        const geom::Vec3 forward = view::axesOf(window_.state().camera).forward;
        EXPECT_GT(-forward.dot(openCase_->derived().normals[i]), 0) << sites[i].id;
    }
}

} // namespace
} // namespace meso::ui
