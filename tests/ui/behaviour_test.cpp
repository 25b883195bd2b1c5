#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <thread>

#include "app/edits/derive.h"
#include "app/library.h"
#include "app/spread/simulation_service.h"
#include "base/text.h"
#include "plan/edits.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/state/status_text.h"

// What the whole window does at an action, a click or a key, beyond each panel by itself.
namespace meso::ui {
namespace {

namespace fs = std::filesystem;
using SimulationState = app::SimulationService::State;

class Behaviour : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    std::unique_ptr<test::NullWindow> window_ = std::make_unique<test::NullWindow>(*openCase_);

    [[nodiscard]] UiState& state() { return window_->state(); }
    [[nodiscard]] UiContext context() { return window_->frontend().context(); }
    [[nodiscard]] const Action& action(const std::string& id) const {
        return window_->frontend().actions().at(id);
    }
    void click(const std::string& id) {
        window_->hand.click(id);
        window_->hand.frames(2);
    }
    /// Another start of the program, with what the last one has left.
    void startAgain() {
        window_.reset();
        openCase_.reset();
        openCase_ = open();
        window_ = std::make_unique<test::NullWindow>(*openCase_);
    }
    void simulate() {
        openCase_->simulate();
        for (int i = 0; i < 6000 && openCase_->simulation().state() == SimulationState::Running;
             ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            window_->hand.frames(1);
        }
        ASSERT_EQ(openCase_->simulation().state(), SimulationState::Done)
            << openCase_->simulation().problem();
        window_->hand.frames(3);
    }
    void openMenu(const std::string& group) {
        window_->key("Esc"); // closes the menu of before
        click("menu");
        window_->hand.hover("menu.group." + group);
        window_->hand.frames(30);
    }
};

TEST_F(Behaviour, ViewKeysFlyIn200msAndTheGizmoTellsThePatientsLeft) {
    struct View {
        const char* key;
        double leftOnPicture; ///< where the patient's left is: -1 left, 1 right, 0 towards or away
    };
    for (const View& view : {View{"1", 1}, View{"2", -1}, View{"3", 0}, View{"4", 0}}) {
        window_->key("6");
        window_->hand.frames(20);
        window_->key(view.key);
        EXPECT_TRUE(state().flight) << view.key;
        window_->hand.frames(12);
        EXPECT_FALSE(state().flight) << "0.2 s";
        for (const view::AxisLetter& word : view::axisLetters(state().camera))
            if (std::string(word.word) == "L") {
                EXPECT_NEAR(word.direction.x(), view.leftOnPicture, 0.05) << view.key;
            }
    }
    window_->key("5");
    window_->hand.frames(20);
    EXPECT_GT(view::eyeOf(state().camera).z(), 300);
    window_->key("F");
    EXPECT_TRUE(state().flight);
    EXPECT_FALSE(openCase_->undoLabel()) << "looking is no edit";
}

TEST_F(Behaviour, UndoAndRedoNameTheEdit) {
    EXPECT_EQ(labelOf(action("edit.undo"), context()), "Undo");
    window_->hand.click("site.26");
    window_->key("Right");
    EXPECT_EQ(tipOf(action("edit.undo"), context()), "Undo move site 26  (Ctrl+Z)");
    window_->key("Ctrl+Z");
    EXPECT_EQ(labelOf(action("edit.redo"), context()), "Redo move site 26");
    EXPECT_EQ(state().lastAction, "Undid: Move site 26");
}

TEST_F(Behaviour, AStepperIsOneStepAPressHoweverLong) {
    state().selection = {3};
    window_->hand.frames(2);
    const plan::Plan before = openCase_->plan();
    click("site.volume.inc");
    EXPECT_DOUBLE_EQ(openCase_->plan().sites[2].volume.value(), 0.06);
    window_->hand.hover("site.volume.inc");
    window_->hand.press();
    window_->hand.frames(60);
    window_->hand.release();
    EXPECT_GT(openCase_->plan().sites[2].volume.value(), 0.09);
    window_->key("Ctrl+Z");
    EXPECT_DOUBLE_EQ(openCase_->plan().sites[2].volume.value(), 0.06);
    window_->key("Ctrl+Z");
    EXPECT_EQ(openCase_->plan(), before);
}

TEST_F(Behaviour, DifferingSitesShowADashAndNoStepper) {
    state().selection = {3};
    window_->hand.frames(2);
    window_->hand.enter("site.volume", "0.08");
    state().selection = {3, 4};
    window_->hand.frames(2);
    EXPECT_FALSE(window_->hand.at("site.volume.inc").enabled);
    window_->hand.enter("site.volume", "0.02 ml");
    EXPECT_DOUBLE_EQ(openCase_->plan().sites[2].volume.value(), 0.02);
    EXPECT_DOUBLE_EQ(openCase_->plan().sites[3].volume.value(), 0.02);
    EXPECT_TRUE(window_->hand.at("site.volume.inc").enabled);
}

TEST_F(Behaviour, AnotherCompoundComesAtItsOwnStrength) {
    const auto& compounds = openCase_->library().compounds.compounds;
    const clinic::Compound* other = nullptr;
    for (const clinic::Compound& compound : compounds)
        if (!other && !compound.benchmark &&
            compound.id != openCase_->plan().formulation[0].compoundId &&
            compound.id != openCase_->plan().formulation[1].compoundId)
            other = &compound;
    ASSERT_NE(other, nullptr);
    ImGui::GetIO().DisplaySize = {1440, 3600};
    state().planPage = PlanPage::Mix;
    window_->hand.frames(3);
    click("ingredient.1");
    click("ingredient.1." + other->name);
    EXPECT_EQ(openCase_->plan().formulation[0].compoundId, other->id);
    EXPECT_EQ(openCase_->plan().formulation[0].strength, other->usualStrength);
    EXPECT_EQ(labelOf(action("edit.undo"), context()), "Undo inject " + other->name);
    const plan::Plan before = openCase_->plan();
    const auto tryNonsense = [&](std::initializer_list<const char*> fields) {
        window_->hand.frames(3);
        for (const char* field : fields)
            for (const char* nonsense : {"x", "-3", "1e9", "5 parsecs"}) {
                window_->hand.enter(field, nonsense);
                EXPECT_EQ(openCase_->plan(), before) << field << " took " << nonsense;
            }
    };
    tryNonsense({"ingredient.1.strength", "needle.length"});
    state().planPage = PlanPage::Area;
    tryNonsense({"layout.count", "layout.spacing", "site.volume", "site.depth", "site.angle"});
}

TEST_F(Behaviour, WhatIsGoneIsNoLongerSelected) {
    state().tool = Tool::Place;
    const Item view = window_->hand.at("viewport");
    window_->hand.clickAt({(view.min.x + view.max.x) / 2 + 7, (view.min.y + view.max.y) / 2 + 3});
    ASSERT_EQ(openCase_->plan().sites.size(), 41U);
    EXPECT_EQ(state().selection, plan::SiteIds{41});
    window_->key("Ctrl+Z");
    EXPECT_TRUE(state().selection.empty());
    state().selection = {5, 6};
    window_->key("Delete");
    EXPECT_EQ(openCase_->plan().sites.size(), 38U);
    EXPECT_TRUE(state().selection.empty());
    EXPECT_EQ(labelOf(action("edit.undo"), context()), "Undo remove 2 sites");
}

TEST_F(Behaviour, AnEditMarksTheOldSimulationAndStartsTheNextOne) {
    openCase_->settings().autoSimulate = true;
    simulate();
    const app::PlanSimulationPtr old = openCase_->simulation().shown();
    EXPECT_EQ(solverState(*openCase_), "Spread up to date");
    for (const char* volume : {"0.06", "0.07", "0.08"}) {
        window_->hand.enter("site.volume", volume);
        EXPECT_TRUE(openCase_->simulation().shown()) << "the old picture stays";
        for (int i = 0; i < 6000 && openCase_->simulationIsOutOfDate(); ++i) {
            EXPECT_EQ(openCase_->simulation().state(), SimulationState::Running) << volume;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            openCase_->poll();
        }
        window_->hand.frames(1);
        EXPECT_EQ(solverState(*openCase_), "Spread up to date") << volume;
        EXPECT_EQ(openCase_->simulation().shown()->plan, openCase_->plan()) << volume;
    }
    EXPECT_NE(openCase_->simulation().shown(), old);
    plan::Plan next = openCase_->plan();
    next.sites.front().volume = Ml(0.03);
    ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    ASSERT_TRUE(openCase_->commit());
    EXPECT_EQ(openCase_->simulation().state(), SimulationState::Running);
    EXPECT_TRUE(perform(action("spread.cancel"), context()));
    EXPECT_EQ(solverState(*openCase_), "Simulation cancelled");
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    simulate();
    EXPECT_FALSE(openCase_->simulationIsOutOfDate());
    openCase_->settings().autoSimulate = false;
    window_->hand.enter("site.volume", "0.05");
    EXPECT_EQ(solverState(*openCase_), "Spread out of date");
    EXPECT_TRUE(perform(action("spread.run"), context()));
    EXPECT_EQ(openCase_->simulation().state(), SimulationState::Running);
}

TEST_F(Behaviour, TheTimelineScrubsStepsPlaysAndLoops) {
    simulate();
    const Seconds end = openCase_->simulation().shown()->runs.front().result->duration();
    window_->key("End");
    EXPECT_EQ(state().time, end);
    window_->key("Left");
    EXPECT_LT(state().time, end);
    window_->key("Right");
    EXPECT_EQ(state().time, end);
    window_->key("Home");
    EXPECT_EQ(state().time, Seconds(0));
    window_->key("Space");
    EXPECT_TRUE(state().playing);
    window_->hand.frames(5);
    EXPECT_GT(state().time, Seconds(0));
    const Item track = window_->hand.at("time.scrub");
    const float y = (track.min.y + track.max.y) / 2;
    window_->hand.drag({track.min.x + 40, y}, {(track.min.x + track.max.x) / 2, y});
    EXPECT_FALSE(state().playing) << "a hand on the track stops the clock";
    EXPECT_NEAR(state().time / end, 0.25, 0.03) << "half way is a quarter: square root of time";
    state().loop = true;
    state().time = end - Seconds(0.01);
    window_->key("Space");
    window_->hand.frames(3);
    EXPECT_TRUE(state().playing);
    EXPECT_LT(state().time, 0.9 * end);
    const double speed = state().hoursPerSecond;
    window_->key("+");
    EXPECT_GT(state().hoursPerSecond, speed);
    window_->key("-");
    EXPECT_EQ(state().hoursPerSecond, speed);
    click("time.peak");
    EXPECT_FALSE(state().playing);
}

TEST_F(Behaviour, ThresholdAndDepthAreChosenInTheSpreadPanel) {
    simulate();
    window_->key("Ctrl+2");
    EXPECT_TRUE(window_->hand.has("spread.coverageCurve"));
    const double before = state().threshold;
    std::vector<std::string> words;
    for (const auto& [id, item] : window_->items())
        if (id.rfind("spread.threshold.", 0) == 0)
            words.push_back(id);
    ASSERT_GE(words.size(), 2U);
    click(words.front());
    const double first = state().threshold;
    click(words.back());
    EXPECT_NE(state().threshold, first);
    state().threshold = before;
    const std::string depth = state().depthId;
    window_->key("D");
    EXPECT_NE(state().depthId, depth);
}

TEST_F(Behaviour, EveryActionButTheNudgesIsInAMenu) {
    for (const char* group : {"File", "Edit", "Tools", "Plan", "Sites", "Session", "View", "Show",
                              "Simulate", "Window", "Help"}) {
        openMenu(group);
        for (const Action& a : window_->frontend().actions().all())
            if (a.group == group && a.id.rfind("edit.nudge", 0) != 0) {
                EXPECT_TRUE(window_->hand.has("menu." + a.id)) << a.id;
            }
    }
}

TEST_F(Behaviour, ARecentFileThatIsGoneIsRefusedWithASentence) {
    const fs::path file = scratch_ / "a##b plan.json";
    ASSERT_TRUE(openCase_->saveAs(file).ok());
    fs::remove(file);
    ASSERT_TRUE(openCase_->openSample().ok());
    const plan::Plan before = openCase_->plan();
    openMenu("File");
    ASSERT_TRUE(window_->hand.has("menu.recent.0"));
    click("menu.recent.0");
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_EQ(openCase_->notices().back().kind, app::Notice::Kind::Problem);
    EXPECT_NE(lastSentence(*openCase_).find("a##b plan.json"), std::string::npos);
}

TEST_F(Behaviour, TheFileBrowserTakesWhatIsTyped) {
    ::setenv("HOME", scratch_.path().c_str(), 1);
    fs::create_directories(scratch_ / "sub");
    const auto answer = [&](const std::string& typed) {
        window_->hand.frames(3);
        window_->key("Ctrl+A");
        window_->hand.type(typed);
        window_->key("Enter");
    };
    window_->key("Ctrl+Shift+S");
    ASSERT_TRUE(state().fileQuestion);
    state().fileQuestion->folder = scratch_ / "sub";
    answer(scratch_.path().string());
    ASSERT_TRUE(state().fileQuestion) << "a folder is gone into";
    EXPECT_EQ(fs::canonical(state().fileQuestion->folder), fs::canonical(scratch_.path()));
    answer("sub");
    EXPECT_EQ(state().fileQuestion->folder.filename(), "sub");
    answer("~");
    EXPECT_EQ(fs::canonical(state().fileQuestion->folder), fs::canonical(scratch_.path()));
    answer("/nowhere/at/all/plan.json");
    ASSERT_TRUE(state().fileQuestion);
    EXPECT_NE(state().fileQuestion->problem.find("/nowhere/at/all"), std::string::npos);
    answer(std::string(400, 'x'));
    ASSERT_TRUE(state().fileQuestion);
    EXPECT_FALSE(state().fileQuestion->problem.empty());
    answer("~/sub/odd \xC3\xA4 '\"#% name.json");
    EXPECT_FALSE(state().fileQuestion);
    EXPECT_TRUE(fs::exists(scratch_ / "sub" / "odd \xC3\xA4 '\"#% name.json"));
    window_->key("Ctrl+O");
    ASSERT_TRUE(state().fileQuestion);
    state().fileQuestion->folder = "/nowhere";
    answer("nothing");
    ASSERT_TRUE(state().fileQuestion);
    EXPECT_NE(state().fileQuestion->problem.find("nothing"), std::string::npos);
    window_->key("Esc");
    EXPECT_FALSE(state().fileQuestion);
}

TEST_F(Behaviour, AsksBeforeAPlanIsLostWhoseFileWasDeleted) {
    ASSERT_TRUE(openCase_->saveAs(scratch_ / "plan.json").ok());
    fs::remove(scratch_ / "plan.json");
    window_->hand.frames(3);
    window_->close();
    EXPECT_TRUE(state().question);
    EXPECT_FALSE(state().wantsQuit);
}

TEST_F(Behaviour, OffersTheDraftOfAKilledProgramWithThreeAnswers) {
    window_->hand.enter("site.volume", "0.09");
    const plan::Plan edited = openCase_->plan();
    startAgain(); // nobody has closed it cleanly
    ASSERT_TRUE(state().question);
    EXPECT_EQ(state().question->kind, Question::Kind::RecoverDraft);
    click("question.cancel");
    EXPECT_NE(openCase_->plan(), edited);
    startAgain();
    ASSERT_TRUE(state().question) << "later means later";
    click("question.yes");
    EXPECT_EQ(openCase_->plan(), edited);
    window_->close();
    ASSERT_TRUE(state().question) << "what was recovered is in no file yet";
    EXPECT_FALSE(state().wantsQuit);
    startAgain();
    ASSERT_TRUE(state().question);
    click("question.no");
    EXPECT_NE(openCase_->plan(), edited);
    startAgain();
    EXPECT_FALSE(state().question) << "thrown away is gone";
}

TEST_F(Behaviour, HintsAreSkippedForGoodAndSettingsAreKept) {
    state().hint = 0;
    window_->hand.frames(2);
    click("hint.skip");
    EXPECT_EQ(state().hint, -1);
    window_->perform("theme.dark");
    window_->key("Ctrl++");
    const auto kept = store::loadSettings(settingsFile());
    ASSERT_TRUE(kept.ok());
    EXPECT_TRUE(kept->hintsSeen);
    EXPECT_EQ(kept->theme, "dark");
    EXPECT_DOUBLE_EQ(kept->textScale, 1.15);
}

TEST_F(Behaviour, ThePaletteGoesByKeysAndKeepsWhatCannotBeDone) {
    window_->key("Ctrl+K");
    window_->hand.frames(2);
    const plan::Plan before = openCase_->plan();
    window_->key("Down");
    window_->key("Down");
    window_->key("Up");
    EXPECT_EQ(state().paletteRow, 1);
    EXPECT_FALSE(ImGui::GetIO().NavVisible) << "the letters still go to the line";
    window_->hand.type("undo");
    EXPECT_EQ(state().paletteQuery, "undo");
    window_->key("Enter");
    EXPECT_TRUE(state().paletteOpen) << "it says why, and stays";
    EXPECT_FALSE(window_->hand.at("palette.edit.undo").enabled);
    window_->key("Esc");
    EXPECT_FALSE(state().paletteOpen);
    EXPECT_EQ(openCase_->plan(), before);
    window_->key("?");
    EXPECT_TRUE(state().shortcutSheetOpen);
    window_->key("Esc");
    EXPECT_FALSE(state().shortcutSheetOpen);
}

TEST_F(Behaviour, TheStatusBarTellsThePlaceByThePatientsSides) {
    EXPECT_EQ(placeUnderCursor(*openCase_, state()), "");
    const auto& positions = openCase_->derived().positions;
    for (const geom::Vec3& position : positions) {
        if (std::abs(position.x()) < 20)
            continue;
        state().hoveredSkin = position;
        const std::string words = placeUnderCursor(*openCase_, state());
        EXPECT_NE(words.find(" mm behind the nasion"), std::string::npos) << words;
        EXPECT_NE(words.find(position.x() > 0 ? "patient's right" : "patient's left"),
                  std::string::npos)
            << words;
    }
    EXPECT_EQ(solverState(*openCase_), "Nothing simulated");
}

TEST_F(Behaviour, TheMapErasesAndSelectsInAFrame) {
    window_->key("N");
    window_->hand.frames(3);
    const Item map = window_->hand.at("map");
    window_->hand.drag({map.min.x + 4, map.min.y + 60}, {map.max.x - 4, map.max.y - 4});
    EXPECT_EQ(state().selection.size(), 40U);
    state().tool = Tool::Erase;
    click("map.site.12");
    EXPECT_EQ(openCase_->plan().sites.size(), 39U);
    EXPECT_EQ(*openCase_->undoLabel(), "Erase site 12");
    EXPECT_FALSE(state().selection.contains(12));
}

TEST_F(Behaviour, ABoxOnTheMapSelectsWhatLiesInIt) {
    window_->key("N");
    window_->hand.frames(3);
    const ImVec2 first = window_->hand.centre("map.site.20");
    window_->hand.drag({first.x - 60, first.y - 60}, {first.x + 40, first.y + 30});
    std::set<int> inside;
    for (const auto& [id, item] : window_->items())
        if (id.starts_with("map.site.")) {
            const ImVec2 at = window_->hand.centre(id);
            if (at.x > first.x - 60 && at.x < first.x + 40 && at.y > first.y - 60 &&
                at.y < first.y + 30)
                inside.insert(std::stoi(id.substr(9)));
        }
    EXPECT_GT(inside.size(), 1U);
    EXPECT_LT(inside.size(), 40U);
    EXPECT_EQ(state().selection, inside);
}

TEST_F(Behaviour, TheMapMeasuresAlongTheSkinAndSaysHowFarItStretches) {
    window_->key("N");
    window_->hand.frames(3);
    EXPECT_TRUE(test::isWritten("50 mm at the centre"));
    EXPECT_TRUE(test::isWritten("Lengths are true at the"));
    EXPECT_TRUE(test::isWritten("longer near the rim.")) << "the length error";
    state().tool = Tool::Measure;
    const ImVec2 place = window_->hand.centre("map.site.26");
    window_->hand.clickAt({place.x - 12, place.y - 14});
    window_->hand.clickAt({place.x + 50, place.y + 9});
    ASSERT_EQ(state().measured.size(), 2U);
    const double straight = (state().measured[1] - state().measured[0]).norm();
    EXPECT_GT(straight, 5);
    EXPECT_TRUE(test::isWritten(text::of(Mm(straight)) + " straight"));
    EXPECT_TRUE(test::isWritten(" mm along the skin"));
    EXPECT_FALSE(openCase_->undoLabel()) << "measuring is no edit";
}

TEST_F(Behaviour, APlanIsCopiedAndKeptAsATemplateFromTheMenu) {
    const std::size_t sites = openCase_->plan().sites.size();
    const auto fromMenu = [&](const std::string& id) {
        openMenu("File");
        click("menu." + id);
    };
    fromMenu("file.saveTemplate");
    ASSERT_TRUE(state().fileQuestion);
    window_->key("Enter");
    ASSERT_FALSE(state().fileQuestion) << "saved under the name that is offered";
    fromMenu("file.copyCase");
    EXPECT_EQ(openCase_->plan().sites.size(), sites);
    EXPECT_TRUE(openCase_->file().empty());
    EXPECT_NE(lastSentence(*openCase_).find("A new case"), std::string::npos);
    ASSERT_TRUE(window_->perform("edit.eraseAll"));
    fromMenu("file.fromTemplate");
    if (state().question)
        window_->hand.click("question.no");
    ASSERT_TRUE(state().fileQuestion);
    window_->hand.frames(2);
    std::string line;
    for (const auto& [id, item] : window_->items())
        if (id.starts_with("browser.line."))
            line = id;
    ASSERT_FALSE(line.empty());
    window_->hand.click(line);
    window_->hand.frames(2);
    window_->key("Enter");
    EXPECT_EQ(openCase_->plan().sites.size(), sites);
}

} // namespace
} // namespace meso::ui
