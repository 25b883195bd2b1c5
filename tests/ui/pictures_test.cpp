// Pictures of the whole window, drawn headless and held against tests/data/golden/window, where
// they are kept at a third of their size. MESOMAP_UPDATE_GOLDENS=1 writes them anew, and puts every
// scene in full size into the build folder's test-pictures, where it also goes when it fails: look
// at them before you commit.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <thread>

#include "gfx/image.h"
#include "plan/edits.h"
#include "plan/session_steps.h"
#include "store/plan_file.h"
#include "support/open_case_fixture.h"
#include "support/picture_compare.h"
#include "ui/host/driver.h"
#include "ui/host/headless.h"
#include "ui/kit/fonts.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/state/playing.h"
#include "ui/state/questions.h"
#include "ui/state/ui_state.h"

namespace meso::ui {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(MESO_SOURCE_DIR) / "tests" / "data" / "golden" / "window";

/// What is to be seen: the window, and what was done in it.
struct Staged {
    std::string name;
    std::string script{};
    std::string theme = "light";
    double text = 1;
    view::PixelSize size{1440, 900};
    float contentScale = 1;
    std::function<void(UiContext)> before{};
    bool toast = false; ///< keep it
};

class Pictures : public test::WithOpenCase {
protected:
    static void SetUpTestSuite() {
        test::WithOpenCase::SetUpTestSuite();
        openWindow(nullptr);
        openCase_->simulate();
        waitForSimulation(*openCase_);
    }
    static void openWindow(PictureSource* instead) {
        openCase_ = sampleOpenCase();
        auto opened = HeadlessWindow::open(*openCase_, {1440, 900}, 1, instead);
        if (opened)
            window_ = std::move(opened).value();
        else
            problem_ = opened.error().message;
    }
    static void TearDownTestSuite() {
        window_.reset();
        openCase_.reset();
    }
    void SetUp() override {
        if (window_)
            return;
        const char* without = std::getenv("MESOMAP_NO_GL");
        if (without != nullptr && std::string(without) == "1")
            GTEST_SKIP() << "nothing can be drawn here: " << problem_;
        FAIL() << "nothing can be drawn here (MESOMAP_NO_GL=1 skips): " << problem_;
    }

    static std::unique_ptr<app::OpenCase> sampleOpenCase() {
        app::CaseOptions options;
        options.filePollPeriod = Seconds(1e6);
        options.followsEdits = false; // whether it does yet depends on its worker's speed
        options.wake = [] {
            while (isHeld_) {
                isHolding_ = true;
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        };
        auto openCase = app::OpenCase::open(assets(), options);
        EXPECT_TRUE(openCase.ok()) << openCase.error().message;
        (*openCase)->settings().autoSimulate = false;
        return std::move(openCase).value();
    }
    static UiContext context() { return window_->frontend().context(); }

    /// The sample case as it was begun, and nothing open or held.
    static void reset() {
        openCase_->cancelDraft();
        while (openCase_->undo())
            continue;
        while (!openCase_->notices().empty())
            openCase_->dismiss(openCase_->notices().back().serial);
        store::Settings settings;
        settings.hintsSeen = true;
        settings.reduceMotion = true;
        settings.autoSimulate = false;
        openCase_->settings() = settings;
        UiState fresh;
        fresh.toastSerial = context().state.toastSerial;
        context().state = fresh;
    }

    static void play(const std::string& script) {
        auto commands = parseScript(script);
        ASSERT_TRUE(commands.ok()) << commands.error().message;
        Driver driver(std::move(commands).value());
        while (!driver.isDone()) {
            if (driver.isSettling())
                waitForSimulation(*openCase_);
            window_->frame({}, [&](FrameInput& input) {
                driver.before(window_->frontend(), *openCase_, input);
            });
            driver.after([] { return window_->read(); });
        }
        ASSERT_TRUE(driver.status().ok()) << driver.status().error().message;
    }

    /// Until nothing moves, or for as long as that can matter: a caret blinks for ever.
    static void rest() {
        int still = 0;
        for (int i = 0; i < 24 && still < 3; ++i) {
            window_->frame();
            still = isSettled(window_->frontend(), *openCase_) ? still + 1 : 0;
        }
    }

    static view::Picture drawn(const Staged& scene) {
        reset();
        openCase_->settings().theme = scene.theme;
        openCase_->settings().textScale = scene.text;
        EXPECT_TRUE(window_->resize(scene.size, scene.contentScale).ok());
        ui::feedMouse(ImGui::GetIO(), {-1000, -1000});
        for (int i = 0; i < 3; ++i)
            window_->frame();
        if (scene.before)
            scene.before(context());
        play("wait 2; " + scene.script);
        if (!scene.toast)
            context().state.toastRemaining_s = 0;
        rest();
        const view::Picture picture = window_->read();
        for (const int button : {0, 1, 2})
            ui::feedButton(ImGui::GetIO(), button, false);
        ui::feedModifiers(ImGui::GetIO(), {});
        return picture;
    }

    static void keepFull(const std::string& name, const view::Picture& picture) {
        const fs::path folder = fs::path(MESO_BINARY_DIR) / "test-pictures";
        fs::create_directories(folder);
        EXPECT_TRUE(gfx::writePng(folder / (name + ".png"), picture).ok());
    }

    static void compare(const Staged& scene) {
        SCOPED_TRACE(scene.name);
        const view::Picture full = drawn(scene);
        const view::Picture small = test::shrunk(full);
        const fs::path file = kGolden / (scene.name + ".png");
        if (std::getenv("MESOMAP_UPDATE_GOLDENS") != nullptr) {
            fs::create_directories(kGolden);
            EXPECT_TRUE(gfx::writePng(file, small).ok());
            keepFull(scene.name, full);
            return;
        }
        const auto kept = gfx::readPng(file);
        ASSERT_TRUE(kept.ok()) << kept.error().message;
        const test::Difference apart = test::differenceOf(small, *kept);
        if (!apart.passes())
            keepFull(scene.name, full);
        EXPECT_TRUE(apart.passes())
            << "mean " << apart.mean << " of 255, visible in " << apart.visible
            << " % of pixels, in the worst tile " << apart.inTile << " %; same size "
            << apart.sameSize << "; the picture lies in the build folder's test-pictures";
    }

    inline static std::unique_ptr<app::OpenCase> openCase_;
    inline static std::unique_ptr<HeadlessWindow> window_;
    inline static std::string problem_;
    inline static std::atomic<bool> isHeld_{false};    ///< the simulation must wait
    inline static std::atomic<bool> isHolding_{false}; ///< it does
};

/// OpenGL that draws no head, as after a lost context.
class NoHead : public NoPictures {
public:
    std::optional<TextureView> headPicture(const view::Scene&, view::PixelSize,
                                           PictureQuality) override {
        return std::nullopt;
    }
    std::optional<TextureView> mapPicture(const view::Picture&, int) override {
        return std::nullopt;
    }
    [[nodiscard]] const std::string& problem() const override { return sentence_; }

private:
    std::string sentence_ = "The graphics driver has lost its context: the head cannot be "
                            "drawn. Save the plan and start Mesomap again; mesomap-cli does "
                            "the same work without pictures on a screen.";
};

class PicturesWithoutHead : public Pictures {
protected:
    static void SetUpTestSuite() {
        test::WithOpenCase::SetUpTestSuite();
        openWindow(&noHead_);
        openCase_->simulate();
        waitForSimulation(*openCase_);
    }
    inline static NoHead noHead_;
};

constexpr view::PixelSize kNarrow{1100, 680};

TEST_F(Pictures, ThemesSizesAndText) {
    compare({.name = "first_light"});
    compare({.name = "first_dark", .theme = "dark"});
    compare({.name = "first_contrast", .theme = "contrast"});
    compare({.name = "narrow_light", .size = kNarrow});
    compare({.name = "narrow_dark_85", .theme = "dark", .text = 0.85, .size = kNarrow});
    compare({.name = "narrow_light_130", .text = 1.3, .size = kNarrow});
    compare({.name = "narrow_light_200", .text = 2, .size = kNarrow});
    compare({.name = "narrow_light_150", .text = 1.5, .size = kNarrow});
    compare({.name = "narrow_inspector_200",
             .script = "do window.inspector",
             .text = 2,
             .size = kNarrow});
    compare({.name = "wide_light_200", .text = 2});
    compare({.name = "hidpi_dark", .theme = "dark", .size = {2200, 1360}, .contentScale = 2});
}

TEST_F(Pictures, ViewsAndSpread) {
    compare({.name = "both_light", .script = "do stage.both"});
    compare({.name = "map_dark", .script = "do stage.map", .theme = "dark"});
    compare({.name = "map_spread", .script = "do stage.map; do workspace.spread"});
    compare({.name = "both_narrow_200", .script = "do stage.both", .text = 2, .size = kNarrow});
    compare({.name = "back_light", .script = "do view.back"});
    compare({.name = "left_light", .script = "do view.left"});
    compare({.name = "spread_light", .script = "do workspace.spread"});
    compare({.name = "spread_dark_2h",
             .script = "do workspace.spread; do spread.depth; click view.top",
             .theme = "dark",
             .before = [](UiContext d) { d.state.time = fromHours(2); }});
    compare(
        {.name = "spread_narrow_200", .script = "do workspace.spread", .text = 2, .size = kNarrow});
    compare({.name = "no_sites", .script = "do edit.eraseAll"});
    compare({.name = "no_compounds", .before = [](UiContext d) {
                 plan::Plan next = d.openCase.plan();
                 next.formulation.clear();
                 EXPECT_TRUE(d.openCase.edit(next, "Inject nothing").ok());
             }});
}

TEST_F(Pictures, SimulatePages) {
    const std::string exposure = "do page.exposure; settle";
    compare({.name = "exposure_light", .script = exposure});
    compare({.name = "exposure_dark", .script = exposure, .theme = "dark"});
    compare({.name = "exposure_narrow_200", .script = exposure, .text = 2, .size = kNarrow});
    compare({.name = "balance_light", .script = "do page.balance; settle"});
    compare({.name = "balance_dark", .script = "do page.balance; settle", .theme = "dark"});
    compare({.name = "gaps_light",
             .script = "do workspace.spread; do map.gaps; do map.cividis; settle"});
    compare({.name = "cut_light", .script = "do cut.open; settle"});
    compare({.name = "cut_dark_narrow",
             .script = "do cut.open; settle",
             .theme = "dark",
             .size = kNarrow});
    compare(
        {.name = "cut_narrow_200", .script = "do cut.open; settle", .text = 2, .size = kNarrow});
}

TEST_F(Pictures, TwoPlans) {
    const test::Scratch scratch;
    const fs::path file = scratch / "plan_b.json";
    plan::Plan twin = openCase_->committed();
    for (plan::InjectionSite& site : twin.sites)
        site.volume = Ml(0.02);
    ASSERT_TRUE(store::savePlan(twin, file).ok());
    const auto both = [&](UiContext d) { EXPECT_TRUE(d.openCase.compareWith(file).ok()); };
    compare({.name = "compare_light", .script = "do page.compare; settle", .before = both});
    compare({.name = "compare_difference_dark",
             .script = "do page.compare; settle; click compare.painted.Difference; settle",
             .theme = "dark",
             .before = both});
    openCase_->endComparison();
}

TEST_F(Pictures, PlanPages) {
    const std::string site = "click plan.page.Sites; click site.26; hover time.scrub";
    compare({.name = "sites_light", .script = site});
    compare({.name = "sites_dark_narrow", .script = site, .theme = "dark", .size = kNarrow});
    compare({.name = "mix_light", .script = "click plan.page.Mix; hover time.scrub"});
    compare({.name = "mix_asks",
             .script = "click plan.page.Mix; click ingredient.1.strength; key Ctrl+A; type 50;"
                       "key Enter; hover time.scrub"});
    compare({.name = "checks_light", .script = "click plan.page.Checks; hover time.scrub"});
    compare({.name = "checks_dark_130",
             .script = "click plan.page.Checks; hover time.scrub",
             .theme = "dark",
             .text = 1.3});
    compare({.name = "session_light", .script = "click plan.page.Session; hover time.scrub"});
    const auto underWay = [](UiContext d) {
        plan::Plan next = *plan::beginSession(d.openCase.plan(), "2026-11-23 14:05");
        for (const int id : {1, 2, 3})
            next = *plan::recordStep(next, {.siteId = id});
        EXPECT_TRUE(d.openCase.edit(next, "Deliver three").ok());
    };
    const std::string chair = "click plan.page.Session; hover time.scrub";
    compare({.name = "session_mode_light", .script = chair, .before = underWay});
    compare({.name = "session_mode_dark_narrow",
             .script = chair,
             .theme = "dark",
             .size = kNarrow,
             .before = underWay});
}

TEST_F(Pictures, Tools) {
    compare({.name = "tool_select_several",
             .script = "do view.top; click site.22; shift-click site.26; shift-click site.21"});
    compare({.name = "tool_select_band",
             .script = "do view.top; do tool.select",
             .before = [](UiContext d) {
                 d.state.drag.kind = Drag::Kind::RubberBand;
                 d.state.drag.start = {420, 500};
                 d.state.drag.last = {700, 740};
             }});
    compare({.name = "tool_place", .script = "do tool.place; hover viewport"});
    compare({.name = "tool_move", .script = "do tool.move; hover site.26"});
    compare({.name = "tool_erase", .script = "do tool.erase; hover site.26", .theme = "dark"});
    compare({.name = "tool_area",
             .script = "do view.top; do tool.area; drag-at 0.45 0.3 0 0; drag-at 0.6 0.35 0 0;"
                       "drag-at 0.55 0.5 0 0; hover view.fit"});
    compare(
        {.name = "tool_measure",
         .script = "do view.top; do tool.measure; drag-at 0.42 0.3 0 0; drag-at 0.62 0.55 0 0"});
}

TEST_F(Pictures, Dialogs) {
    compare({.name = "palette", .script = "do palette; wait 3; type area"});
    compare({.name = "palette_narrow_200",
             .script = "do palette; wait 3; type site",
             .text = 2,
             .size = kNarrow});
    compare({.name = "sheet_light", .script = "do help.sheet"});
    compare({.name = "sheet_narrow_200",
             .script = "do help.sheet",
             .theme = "dark",
             .text = 2,
             .size = kNarrow});
    compare({.name = "about_light", .script = "do help.about"});
    compare({.name = "menu", .script = "click menu; hover menu.group.File"});
    const auto browser = [](UiContext d) {
        FileQuestion question;
        question.folder = "/nowhere/plans";
        question.name = "norwood.json";
        question.problem = "There is no file \"norwood.json\" here.";
        d.state.fileQuestion = question;
    };
    compare({.name = "browser_problem", .before = browser});
    compare({.name = "browser_narrow_200", .text = 2, .size = kNarrow, .before = browser});
    const auto question = [](UiContext d) {
        d.state.question = Question{.kind = Question::Kind::DiscardChanges,
                                    .sentence = "The plan has unsaved edits.",
                                    .pendingAction = "file.new",
                                    .draft = {},
                                    .file = {}};
    };
    compare({.name = "question_dark", .theme = "dark", .before = question});
}

TEST_F(Pictures, HintsStatesAndProblems) {
    for (int hint = 0; hint < 6; ++hint)
        compare({.name = "hint_" + std::to_string(hint + 1),
                 .text = hint == 4 ? 2.0 : 1.0,
                 .size = kNarrow,
                 .before = [hint](UiContext d) { d.state.hint = hint; }});
    compare({.name = "stale",
             .script = "do edit.layOut; do workspace.spread; click site.26; "
                       "do edit.erase"});
    compare({.name = "problem_notice", .before = [](UiContext d) {
                 d.openCase.notify(
                     app::Notice::Kind::Problem,
                     "The plan could not be saved: no space is left on the device. It "
                     "is kept as a draft; save it elsewhere.");
             }});
    compare({.name = "toast",
             .before =
                 [](UiContext d) { d.openCase.notify(app::Notice::Kind::Done, "Saved plan.json"); },
             .toast = true});
    compare({.name = "refused_field",
             .script = "click layout.count; key Ctrl+A; type many; key Enter; wait 3"});
}

TEST_F(Pictures, StaleWhileItIsSimulated) {
    // The worker is held at its first news, so that what runs after the next edit never begins.
    const auto eraseOne = [](UiContext d) {
        const int id = d.openCase.plan().sites.back().id;
        EXPECT_TRUE(d.openCase.edit(plan::eraseSites(d.openCase.plan(), {id}), "Erase one").ok());
        d.openCase.commit();
        d.openCase.simulate();
    };
    compare(
        {.name = "stale_simulating", .script = "do workspace.spread", .before = [&](UiContext d) {
             isHolding_ = false;
             isHeld_ = true;
             eraseOne(d);
             while (!isHolding_)
                 std::this_thread::sleep_for(std::chrono::milliseconds(1));
             eraseOne(d);
         }});
    EXPECT_TRUE(openCase_->simulationIsOutOfDate());
    isHeld_ = false;
    reset();
    openCase_->simulate();
    waitForSimulation(*openCase_);
}

TEST_F(PicturesWithoutHead, SayWhatIsLeft) {
    compare({.name = "no_head_picture"});
    compare({.name = "no_head_picture_200", .text = 2, .size = kNarrow});
}

TEST_F(Pictures, NoticeALostLabelAShiftedPanelAndSwappedSides) {
    const view::Picture good = test::shrunk(drawn({.name = "first_light"}));
    const auto changed = [&](const std::function<void(UiState&)>& how) {
        const Staged scene{.name = "changed", .before = [&](UiContext d) { how(d.state); }};
        return test::differenceOf(test::shrunk(drawn(scene)), good);
    };
    EXPECT_TRUE(changed([](UiState&) {}).passes()) << "the same scene twice";
    EXPECT_FALSE(changed([](UiState& s) { s.show.caption = false; }).passes());
    EXPECT_FALSE(changed([](UiState& s) { s.show.orientation = false; }).passes());
    EXPECT_FALSE(changed([](UiState& s) { s.show.numbers = false; }).passes());

    // The letters of the sides are all that tells left from right on an even head.
    view::Picture swapped = good;
    const int width = good.size.width;
    constexpr int kRail = 20;
    const int right = width - 330 / test::kShrink;
    for (int y = 128; y < 148; ++y)
        for (int x = kRail; x < (kRail + right) / 2; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel)
                std::swap(swapped.rgba[view::byteAt(good, x, y) + channel],
                          swapped.rgba[view::byteAt(good, kRail + right - x, y) + channel]);
    EXPECT_FALSE(test::differenceOf(swapped, good).passes());
    view::Picture shifted = good;
    for (int y = 0; y < good.size.height; ++y)
        for (int x = right; x + 2 < width; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel)
                shifted.rgba[view::byteAt(good, x, y) + channel] =
                    good.rgba[view::byteAt(good, x + 2, y) + channel];
    EXPECT_FALSE(test::differenceOf(shifted, good).passes());
}

TEST_F(Pictures, EveryActionCanBeWritten) {
    drawn({.name = "first_light"});
    ASSERT_FALSE(ImGui::GetIO().Fonts->Fonts.empty());
    const ImFont& face = *ImGui::GetIO().Fonts->Fonts[0];
    for (const Action& action : window_->frontend().actions().all()) {
        EXPECT_TRUE(canWrite(face, action.label)) << action.label;
        EXPECT_TRUE(canWrite(face, action.group)) << action.group;
        if (action.disabledReason) {
            EXPECT_TRUE(canWrite(face, action.disabledReason(context()))) << action.id;
        }
    }
    for (const Tool tool : {Tool::Select, Tool::Lasso, Tool::Place, Tool::Move, Tool::Erase,
                            Tool::Area, Tool::Exclude, Tool::Measure})
        EXPECT_TRUE(canWrite(face, hintOf(tool)));
    EXPECT_FALSE(canWrite(face, "漢")) << "the check itself";
}

} // namespace
} // namespace meso::ui
