#include <gtest/gtest.h>

#include <fstream>

#include "base/file.h"
#include "plan/edits.h"
#include "store/plan_file.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {
namespace {

class Frame : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_};
    [[nodiscard]] const plan::InjectionSite& site(std::size_t i) const {
        return openCase_->plan().sites[i];
    }
};

TEST_F(Frame, OpensOnAPlanWithFortyMarkedSites) {
    for (const char* id : {"viewport", "tool.select", "spread.play", "export", "layout.count",
                           "site.volume", "menu", "palette", "view.front"})
        EXPECT_TRUE(window_.hand.has(id)) << id;
    int marks = 0;
    for (const auto& [id, item] : window_.items())
        marks += id.rfind("site.", 0) == 0 && std::isdigit(static_cast<unsigned char>(id[5]));
    EXPECT_EQ(marks, 40);
    EXPECT_FALSE(openCase_->undoLabel()) << "looking is no edit";
}

TEST_F(Frame, RunsEveryActionOnceWithoutBreakingThePlan) {
    for (const Action& action : window_.frontend().actions().all()) {
        window_.state().selection = {site(0).id};
        window_.perform(action.id);
        window_.key("Esc");
        window_.key("Esc");
        window_.state().question.reset();
        window_.state().fileQuestion.reset();
        window_.state().wantsQuit = false;
        if (openCase_->plan().sites.empty())
            window_.perform("edit.undo");
        ASSERT_FALSE(openCase_->plan().sites.empty()) << action.id;
        ASSERT_TRUE(store::readPlan(store::planText(openCase_->plan()), "plan").ok()) << action.id;
    }
}

TEST_F(Frame, TypesAVolumeWithItsUnitForOneSite) {
    window_.state().selection = {7};
    window_.hand.frames(2);
    window_.hand.enter("site.volume", "0,08 ml");
    EXPECT_DOUBLE_EQ(site(6).volume.value(), 0.08);
    EXPECT_DOUBLE_EQ(site(5).volume.value(), 0.05);
    EXPECT_EQ(*openCase_->undoLabel(), "Volume of site 7");
    window_.key("Ctrl+Z");
    EXPECT_DOUBLE_EQ(site(6).volume.value(), 0.05);
    window_.key("Ctrl+Shift+Z");
    EXPECT_DOUBLE_EQ(site(6).volume.value(), 0.08);
}

TEST_F(Frame, RefusesNonsenseAndKeepsThePlan) {
    window_.state().planPage = PlanPage::Sites;
    window_.hand.frames(2);
    const plan::Plan before = openCase_->plan();
    for (const char* nonsense : {"abc", "nan", "-1", "1e9", "0.05 kg", "", "99 mL"}) {
        window_.hand.enter("site.volume", nonsense);
        window_.hand.enter("site.depth", nonsense);
        EXPECT_EQ(openCase_->plan(), before) << nonsense;
    }
    EXPECT_FALSE(openCase_->undoLabel());
}

TEST_F(Frame, ChangesTheTriangleByItsCountAndBySpacing) {
    window_.hand.enter("layout.count", "30");
    EXPECT_EQ(openCase_->plan().sites.size(), 30u);
    EXPECT_EQ(*openCase_->undoLabel(), "Lay out 30 sites");
    window_.hand.enter("layout.spacing", "1 cm");
    EXPECT_NEAR(static_cast<double>(openCase_->plan().sites.size()), 55, 6);
    window_.key("Ctrl+Z");
    window_.key("Ctrl+Z");
    EXPECT_EQ(openCase_->plan().sites.size(), 40u);
}

TEST_F(Frame, EditsSeveralSitesAtOnceAndShowsADashForMixedValues) {
    window_.state().planPage = PlanPage::Sites;
    window_.state().selection = {1, 2};
    window_.hand.frames(2);
    window_.hand.enter("site.depth", "2.5");
    EXPECT_DOUBLE_EQ(site(0).depth.value(), 2.5);
    EXPECT_DOUBLE_EQ(site(1).depth.value(), 2.5);
    EXPECT_DOUBLE_EQ(site(2).depth.value(), 1.5);
    EXPECT_FALSE(plan::commonDepth(openCase_->plan(), {1, 3}).has_value());
}

TEST_F(Frame, MakesOneStepOfADragAndNoneOfAClick) {
    const plan::Plan before = openCase_->plan();
    const ImVec2 from = window_.hand.centre("site.26");
    window_.hand.clickAt(from);
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_EQ(window_.state().selection, std::set<int>{26});
    window_.hand.drag(from, {from.x + 30, from.y + 6}, 12);
    EXPECT_NE(openCase_->plan(), before);
    ASSERT_TRUE(openCase_->undoLabel());
    window_.key("Ctrl+Z");
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_FALSE(openCase_->undoLabel()) << "one drag, one step";
}

TEST_F(Frame, TurnsTwentyTimesWithoutMovingASite) {
    const plan::Plan before = openCase_->plan();
    const Item view = window_.hand.at("viewport");
    for (int i = 0; i < 20; ++i)
        window_.hand.drag({view.min.x + 40, view.max.y - 150},
                          {view.min.x + 340, view.max.y - 150 + static_cast<float>(i)}, 6);
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_FALSE(openCase_->undoLabel());
}

TEST_F(Frame, FindsAndRunsACommandInThePalette) {
    window_.key("Ctrl+K");
    ASSERT_TRUE(window_.state().paletteOpen);
    window_.hand.frames(2);
    window_.hand.type("dark");
    window_.key("Enter");
    EXPECT_EQ(openCase_->settings().theme, "dark");
    EXPECT_FALSE(window_.state().paletteOpen);
}

TEST_F(Frame, OpensThePaletteAnewWithAnEmptyLine) {
    for (int gap = 0; gap < 3; ++gap) {
        window_.key("Ctrl+K");
        window_.hand.frames(2);
        window_.hand.type("a long line that matches nothing");
        window_.state().paletteOpen = false;
        window_.state().paletteQuery.clear();
        window_.hand.frames(gap);
        window_.state().paletteOpen = true;
        window_.hand.frames(3);
        window_.hand.type("ab");
        window_.hand.tap(ImGuiKey_Backspace);
        EXPECT_EQ(window_.state().paletteQuery, "a") << "after " << gap << " frames";
        window_.key("Esc");
        window_.hand.frames(2);
    }
}

TEST_F(Frame, SavesAndOpensThroughTheFileBrowser) {
    window_.hand.enter("site.volume", "0.06");
    const plan::Plan edited = openCase_->plan();
    window_.key("Ctrl+S");
    ASSERT_TRUE(window_.state().fileQuestion.has_value());
    window_.state().fileQuestion->folder = scratch_.path();
    window_.hand.frames(2);
    window_.key("Enter");
    EXPECT_FALSE(window_.state().fileQuestion.has_value());
    EXPECT_EQ(openCase_->file(), scratch_ / "plan.json");
    EXPECT_TRUE(openCase_->savedAsShown());
    EXPECT_EQ(*store::loadPlan(scratch_ / "plan.json"), edited);
    window_.perform("file.sample");
    EXPECT_NE(openCase_->plan(), edited);
    window_.drop(scratch_ / "plan.json");
    EXPECT_EQ(openCase_->plan(), edited);
}

TEST_F(Frame, AsksOnceMoreBeforeItReplacesAFile) {
    std::ofstream(scratch_ / "plan.json") << "precious";
    window_.perform("file.saveAs");
    window_.state().fileQuestion->folder = scratch_.path();
    window_.hand.frames(2);
    window_.key("Enter");
    ASSERT_TRUE(window_.state().fileQuestion.has_value());
    EXPECT_TRUE(window_.state().fileQuestion->confirmReplace);
    EXPECT_EQ(*readFile(scratch_ / "plan.json", 100), "precious");
    window_.key("Enter");
    EXPECT_TRUE(store::loadPlan(scratch_ / "plan.json").ok());
}

TEST_F(Frame, SaysWhyADroppedFileIsNoPlanAndKeepsTheCase) {
    const plan::Plan before = openCase_->plan();
    std::ofstream(scratch_ / "bad.json") << "{\"format\": 3";
    window_.drop(scratch_ / "bad.json");
    EXPECT_EQ(openCase_->plan(), before);
    EXPECT_NE(lastSentence(*openCase_).find("bad.json"), std::string::npos);
}

TEST_F(Frame, AsksBeforeClosingWithEdits) {
    window_.close();
    EXPECT_TRUE(window_.state().wantsQuit) << "an untouched case closes at once";
    window_.state().wantsQuit = false;
    window_.hand.enter("site.volume", "0.06");
    window_.close();
    EXPECT_FALSE(window_.state().wantsQuit);
    ASSERT_TRUE(window_.state().question.has_value());
    window_.hand.frames(3);
    window_.hand.click("question.no");
    EXPECT_TRUE(window_.state().wantsQuit);
}

TEST_F(Frame, TakesWhatIsBeingTypedBeforeAnythingIsDoneWithThePlan) {
    const auto typeInto = [&](const char* words) {
        window_.hand.click("site.volume");
        ImGui::GetIO().AddInputCharactersUTF8(words); // heard in the next frame
    };
    const auto volume = [&] { return openCase_->plan().sites.front().volume.value(); };
    typeInto("0.06");
    window_.close();
    window_.hand.frames(3);
    EXPECT_DOUBLE_EQ(volume(), 0.06);
    ASSERT_TRUE(window_.state().question) << "it would be lost";
    window_.key("Esc");
    EXPECT_FALSE(window_.state().wantsQuit);

    typeInto("0.07");
    window_.hand.frames(1); // ImGui drops letters of a frame in which Ctrl is held
    window_.key("Ctrl+Q");
    window_.hand.frames(3);
    EXPECT_DOUBLE_EQ(volume(), 0.07);
    ASSERT_TRUE(window_.state().question);
    window_.key("Esc");

    typeInto("0.08");
    window_.drop(scratch_ / "other.json");
    window_.hand.frames(3);
    EXPECT_DOUBLE_EQ(volume(), 0.08);
    EXPECT_TRUE(window_.state().question);
    window_.key("Esc");

    ASSERT_TRUE(openCase_->saveAs(scratch_ / "case.json").ok());
    typeInto("0.09");
    window_.hand.frames(1);
    window_.key("Ctrl+S");
    window_.hand.frames(3);
    EXPECT_DOUBLE_EQ(volume(), 0.09);
    EXPECT_TRUE(openCase_->savedAsShown());
}

TEST_F(Frame, ClosesFromADialogThatIsTypedInto) {
    window_.key("Ctrl+Shift+S");
    window_.hand.frames(3);
    ASSERT_TRUE(window_.state().fileQuestion);
    ASSERT_TRUE(ImGui::GetIO().WantTextInput);
    window_.close();
    EXPECT_TRUE(window_.state().wantsQuit);
}

TEST_F(Frame, ContinuesFromADraftThatAKilledProgramLeft) {
    // A copy of the open case's draft under another name has no living owner.
    window_.hand.enter("site.volume", "0.07");
    const plan::Plan edited = openCase_->plan();
    const auto file = scratch_ / "case.json";
    ASSERT_TRUE(openCase_->saveAs(file).ok());
    window_.hand.enter("site.volume", "0.09");
    const plan::Plan unsaved = openCase_->plan();
    ASSERT_NE(edited, unsaved);
    EXPECT_FALSE(openCase_->orphanedDraft(file)) << "this session is alive";
}

TEST_F(Frame, StandsStillWhenNothingHappens) {
    window_.hand.frames(20);
    window_.state().toastRemaining_s = 0;
    window_.hand.frames(400);
    EXPECT_GT(window_.frontend().nextFrameIn(), 1e6);
    window_.state().flight = view::CameraFlight{window_.state().camera, window_.state().camera};
    EXPECT_EQ(window_.frontend().nextFrameIn(), 0);
}

TEST_F(Frame, StandsStillUnderAMouseThatRestsOnAControl) {
    window_.hand.hover("tool.measure");
    window_.hand.frames(60);
    EXPECT_TRUE(test::tooltipIsShown());
    EXPECT_GT(window_.frontend().nextFrameIn(), 1e6) << "a shown tooltip needs no more frames";
    window_.hand.hover("site.26");
    window_.hand.frames(60);
    EXPECT_GT(window_.frontend().nextFrameIn(), 1e6);
}

TEST_F(Frame, ShowsEveryPanelInEverySizeAndTheme) {
    for (const char* theme : {"light", "dark", "contrast"})
        for (const double textScale : {0.85, 1.0, 2.0}) {
            openCase_->settings().theme = theme;
            openCase_->settings().textScale = textScale;
            for (const ImVec2 size : {ImVec2(1100, 680), ImVec2(1440, 900), ImVec2(2560, 1440)})
                for (const ViewMode stage : {ViewMode::Head, ViewMode::HeadAndMap, ViewMode::Map})
                    for (const Workspace workspace : {Workspace::Plan, Workspace::Spread}) {
                        ImGui::GetIO().DisplaySize = size;
                        window_.state().viewMode = stage;
                        window_.state().workspace = workspace;
                        window_.hand.frames(2);
                        EXPECT_TRUE(window_.hand.has(stage == ViewMode::Map ? "map" : "viewport"));
                        EXPECT_TRUE(window_.hand.has("edit.undo"));
                    }
        }
}

/// Enabled items on the bars may not leave the window or lie on top of each other.
TEST_F(Frame, KeepsTheBarsItemsApartAndInsideTheWindow) {
    for (const double textScale : {0.85, 1.0, 1.3, 2.0})
        for (const ImVec2 size : {ImVec2(1100, 680), ImVec2(1280, 720), ImVec2(1440, 900)}) {
            openCase_->settings().textScale = textScale;
            ImGui::GetIO().DisplaySize = size;
            window_.hand.frames(3);
            const float bar = 56 * static_cast<float>(textScale);
            std::vector<std::pair<std::string, Item>> inBar;
            for (const auto& [id, item] : window_.items())
                if (item.max.y <= bar && id.rfind("site", 0) != 0)
                    inBar.emplace_back(id, item);
            ASSERT_GE(inBar.size(), 5u);
            for (std::size_t i = 0; i < inBar.size(); ++i) {
                const Item& a = inBar[i].second;
                EXPECT_GE(a.min.x, 0) << inBar[i].first;
                EXPECT_LE(a.max.x, size.x) << inBar[i].first << " at " << textScale;
                for (std::size_t j = i + 1; j < inBar.size(); ++j) {
                    const Item& b = inBar[j].second;
                    EXPECT_FALSE(a.min.x < b.max.x - 1 && b.min.x < a.max.x - 1)
                        << inBar[i].first << " lies on " << inBar[j].first << " at " << textScale
                        << " in " << size.x;
                }
            }
        }
}

TEST_F(Frame, KeepsWhatIsBeingTypedWhenTheWindowIsClosed) {
    window_.hand.click("site.volume");
    ImGui::GetIO().AddInputCharactersUTF8("0.09 mL");
    window_.hand.frames(2);
    EXPECT_DOUBLE_EQ(site(0).volume.value(), 0.05) << "not handed over yet";
    window_.close();
    window_.hand.frames(3);
    EXPECT_DOUBLE_EQ(site(0).volume.value(), 0.09);
    EXPECT_TRUE(window_.state().question) << "asks before it throws the edit away";
}

TEST_F(Frame, ForgetsARefusalWhenThePlanIsAnotherOne) {
    window_.hand.enter("layout.count", "30");
    const float field = window_.hand.at("layout.spacing").min.y;
    window_.hand.enter("layout.count", "many");
    EXPECT_GT(window_.hand.at("layout.spacing").min.y, field + 8) << "a sentence stands between";
    window_.key("Ctrl+Z");
    window_.hand.frames(2);
    EXPECT_NEAR(window_.hand.at("layout.spacing").min.y, field, 1);
}

} // namespace
} // namespace meso::ui
