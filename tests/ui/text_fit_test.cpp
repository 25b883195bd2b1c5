// Whole windows at every size of text, looked over glyph by glyph: no sentence ends in "…", no
// letter is cut by the border of its pane, and no control lies outside its own.
#include <gtest/gtest.h>

#include <set>

#include "plan/edits.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "support/window_text.h"
#include "ui/host/headless.h"

namespace meso::ui {
namespace {

const ImVec2 kSmallest{1100, 680};
constexpr unsigned kEllipsis = 0x2026;

bool scrolls(const std::string& pane) {
    return pane.find("##page") != std::string::npos || pane.find("##list") != std::string::npos;
}

/// What is wrong with the letters of the last frame, a line per pane.
std::set<std::string> faultsOfTheLetters() {
    std::set<std::string> faults;
    for (const test::DrawnGlyph& glyph : test::drawnGlyphs()) {
        const ImVec4& clip = glyph.clip;
        if (glyph.codepoint == kEllipsis)
            faults.insert(glyph.pane + ": a sentence is cut");
        const bool across = glyph.min.x < clip.x - 0.6F || glyph.max.x > clip.z + 0.6F;
        const bool down = glyph.min.y < clip.y - 0.6F || glyph.max.y > clip.w + 0.6F;
        if (across || (down && !scrolls(glyph.pane)))
            faults.insert(glyph.pane + ": letters cross the border");
    }
    return faults;
}

class TextFit : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_;
    test::NullWindow window_;

    TextFit() : openCase_(open(fromMinutes(2))), window_(*openCase_, kSmallest) {
        openCase_->simulate();
        waitForSimulation(*openCase_);
    }
    void look(const std::string& what) {
        window_.hand.frames(3);
        for (const std::string& fault : faultsOfTheLetters())
            ADD_FAILURE() << what << ", " << fault;
        for (const auto& [id, item] : window_.items()) {
            const bool isInView = id.rfind("tool.", 0) == 0 || id.rfind("view.", 0) == 0 ||
                                  id.rfind("spread.play", 0) == 0 || id == "menu" ||
                                  id == "export" || id == "window.inspector";
            if (isInView) {
                EXPECT_TRUE(item.visible && item.min.x >= 0 && item.min.y >= 0 &&
                            item.max.x <= kSmallest.x && item.max.y <= kSmallest.y)
                    << what << ", " << id;
            }
        }
    }
    /// Every page of the Simulate workspace with its figures, and the cut.
    void lookThroughThePages(const std::string& size) {
        window_.state().workspace = Workspace::Spread;
        for (const SpreadPage page : {SpreadPage::Exposure, SpreadPage::Balance,
                                      SpreadPage::Compare, SpreadPage::Optimise}) {
            window_.state().page = page;
            window_.hand.frames(2);
            waitForSimulation(*openCase_);
            lookThroughTheInspector(size + ", simulate page " +
                                    std::to_string(static_cast<int>(page)));
        }
        window_.state().page = SpreadPage::Map;
        ASSERT_TRUE(window_.perform("cut.open"));
        look(size + ", cut");
        window_.state().cut.reset();
    }
    /// The table of sites with what lies below it, and what is injected with every part open.
    void lookThroughSitesAndMix(const std::string& size) {
        UiState& state = window_.state();
        state.planPage = PlanPage::Sites;
        state.selection = {26};
        lookThroughTheInspector(size + ", sites");
        state.selection.clear();
        state.planPage = PlanPage::Mix;
        for (const plan::Ingredient& part : openCase_->plan().formulation)
            state.mix.unfolded.insert("mix.about." + part.compoundId);
        state.mix.unfolded.insert({"case.findings", "mix.recipe"});
        lookThroughTheInspector(size + ", mix");
        state.planPage = PlanPage::Area;
    }
    /// The inspector from its top to its end; the mouse beside lists that scroll by themselves.
    void lookThroughTheInspector(const std::string& what) {
        ImGuiIO& io = ImGui::GetIO();
        test::UiHand& hand = window_.hand;
        feedMouse(io, {kSmallest.x - 8, 300});
        for (int page = 0; page < 20; ++page) {
            look(what + ", page " + std::to_string(page));
            io.MouseWheel = -2;
            hand.frames(1);
        }
        feedMouse(io, {-100, -100});
    }
};

TEST_F(TextFit, NothingIsCutAtAnySizeOfText) {
    for (const double scale : {0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0}) {
        openCase_->settings().textScale = scale;
        window_.hand.frames(4);
        const std::string size = std::to_string(static_cast<int>(100 * scale)) + " %";
        for (const ViewMode stage : {ViewMode::Head, ViewMode::HeadAndMap, ViewMode::Map}) {
            window_.state().viewMode = stage;
            for (const bool open : {false, true}) {
                window_.state().wantsInspector = open;
                look(size + ", stage " + std::to_string(static_cast<int>(stage)) +
                     (open ? ", inspector" : ""));
            }
        }
        window_.state().viewMode = ViewMode::Head;
        for (const Workspace workspace : {Workspace::Plan, Workspace::Spread}) {
            window_.state().workspace = workspace;
            window_.state().selection = {26};
            lookThroughTheInspector(size + (workspace == Workspace::Plan ? ", plan" : ", spread"));
            window_.state().selection.clear();
        }
        lookThroughThePages(size);
        window_.state().workspace = Workspace::Plan;
        lookThroughSitesAndMix(size);
        window_.state().wantsInspector.reset();
    }
}

TEST_F(TextFit, NothingOfChecksAndSessionIsCut) {
    ASSERT_TRUE(openCase_->edit(plan::setVolume(openCase_->plan(), {1, 2, 3}, Ml(0.15)), "V").ok());
    window_.hand.frames(3);
    const auto page = [&](PlanPage which, const std::string& what) {
        window_.state().workspace = Workspace::Plan;
        window_.state().planPage = which;
        window_.state().wantsInspector = true;
        lookThroughTheInspector(what);
    };
    for (const double scale : {0.85, 1.0, 1.3, 1.6, 2.0}) {
        openCase_->settings().textScale = scale;
        window_.hand.frames(4);
        const std::string size = std::to_string(static_cast<int>(100 * scale)) + " %";
        window_.state().checks = {.passed = true,
                                  .notApplicable = true,
                                  .acknowledging = "R14a",
                                  .sources = {"R14a", "R14b", "R05"}};
        page(PlanPage::Checks, size + ", checks");
        page(PlanPage::Session, size + ", session");
        ASSERT_TRUE(window_.perform("session.begin"));
        ASSERT_TRUE(window_.perform("session.skip"));
        window_.state().sessionView.steps = true;
        ASSERT_TRUE(window_.perform("session.moved"));
        page(PlanPage::Session, size + ", moved");
        ASSERT_TRUE(window_.perform("session.extra"));
        page(PlanPage::Session, size + ", extra");
        ASSERT_TRUE(window_.perform("session.finish"));
        page(PlanPage::Session, size + ", over");
        while (openCase_->plan().sessionRecord)
            ASSERT_TRUE(window_.perform("session.back"));
        ASSERT_TRUE(window_.perform("edit.history"));
        look(size + ", history");
        window_.key("Esc");
    }
}

TEST_F(TextFit, NothingIsCutWhileTheAreaIsToGrowOrShrink) {
    window_.state().area.open = plan::TriangleCorner::Area;
    window_.state().wantsInspector = true;
    for (const double scale : {0.85, 1.0, 1.3, 1.6, 2.0}) {
        openCase_->settings().textScale = scale;
        window_.hand.frames(4);
        for (const double spacing : {8.0, 12.5, 60.0}) {
            window_.state().area.wantedSpacing = Mm(spacing);
            window_.hand.frames(2);
            EXPECT_TRUE(window_.hand.has("layout.fitArea")) << spacing;
            lookThroughTheInspector("area for " + std::to_string(spacing) + " mm at " +
                                    std::to_string(static_cast<int>(100 * scale)) + " %");
        }
    }
}

TEST_F(TextFit, NothingIsCutWhileThePlanHasChangedSinceItWasSimulated) {
    window_.state().wantsInspector = true;
    window_.state().workspace = Workspace::Spread;
    double volume = 0.06;
    for (const double scale : {0.85, 1.0, 1.3, 1.6, 2.0}) {
        openCase_->settings().textScale = scale;
        window_.hand.frames(4);
        for (const SpreadPage page : {SpreadPage::Map, SpreadPage::Exposure, SpreadPage::Balance}) {
            window_.state().page = page;
            waitForSimulation(*openCase_);
            volume += 0.001;
            ASSERT_TRUE(
                openCase_->edit(plan::setVolume(openCase_->plan(), {1, 2}, Ml(volume)), "V").ok());
            window_.hand.frames(3);
            EXPECT_TRUE(openCase_->simulationIsOutOfDate());
            lookThroughTheInspector("changed plan, page " + std::to_string(static_cast<int>(page)) +
                                    " at " + std::to_string(static_cast<int>(100 * scale)) + " %");
        }
    }
}

TEST_F(TextFit, SeesACutSentence) {
    window_.hand.frames(2);
    EXPECT_TRUE(faultsOfTheLetters().empty());
    plan::Plan longer = openCase_->plan();
    longer.about.title = std::string(160, 'W');
    ASSERT_TRUE(openCase_->edit(longer, "Rename").ok());
    window_.hand.frames(3);
    EXPECT_EQ(faultsOfTheLetters().count("##top: a sentence is cut"), 1U);
}

TEST_F(TextFit, EveryToolIsInTheRailAtLargeText) {
    openCase_->settings().textScale = 2;
    window_.hand.frames(4);
    for (const char* id : {"tool.select", "tool.place", "tool.move", "tool.erase", "tool.area",
                           "tool.measure", "view.fit", "stage.map", "window.inspector",
                           "spread.play", "spread.loop", "spread.speed"})
        EXPECT_TRUE(window_.hand.has(id)) << id;
    EXPECT_FALSE(window_.hand.has("layout.count")) << "folded away at first";
    window_.hand.click("window.inspector");
    window_.hand.frames(2);
    EXPECT_TRUE(window_.hand.has("layout.count"));
    window_.hand.click("stage.map");
    window_.hand.frames(2);
    EXPECT_TRUE(window_.hand.has("stage.head")) << "one button takes both in turn";
}

} // namespace
} // namespace meso::ui
