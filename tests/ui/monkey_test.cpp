#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "app/edits/derive.h"
#include "app/head_context.h"
#include "app/planning.h"
#include "base/random.h"
#include "base/text.h"
#include "geom/surface.h"
#include "store/plan_file.h"
#include "support/null_window.h"
#include "support/open_case_fixture.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"

// A monkey at mouse and keyboard: whatever it does, the program lives and the plan stays one that
// its file can hold. MESOMAP_MONKEY_FRAMES in the environment sets how long it plays, and
// MESOMAP_MONKEY_SEED which game.
namespace meso::ui {
namespace {

namespace fs = std::filesystem;

long options(const char* name, long otherwise) {
    const char* words = std::getenv(name);
    const auto wanted = words ? text::number(words) : std::nullopt;
    return wanted ? static_cast<long>(*wanted) : otherwise;
}

class Monkey : public test::WithOpenCase {
protected:
    std::unique_ptr<app::OpenCase> openCase_ = open();
    test::NullWindow window_{*openCase_};
    Random random_{static_cast<std::uint64_t>(options("MESOMAP_MONKEY_SEED", 20261122))};
    geom::SurfaceIndex skin_{openCase_->derived().headContext->head->display};
    plan::Plan start_ = openCase_->plan(); ///< of the open case
    long frame_ = 0;

    int below(int n) { return static_cast<int>(random_.below(static_cast<std::uint64_t>(n))); }

    ImVec2 somewhere() {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        // Half of the time at an item, since most of the window is background.
        if (below(2) && !window_.items().empty()) {
            auto it = window_.items().begin();
            std::advance(it, below(static_cast<int>(window_.items().size())));
            return {(it->second.min.x + it->second.max.x) / 2,
                    (it->second.min.y + it->second.max.y) / 2};
        }
        return {static_cast<float>(below(static_cast<int>(size.x) + 40) - 20),
                static_cast<float>(below(static_cast<int>(size.y) + 40) - 20)};
    }

    void pressAKey() {
        const auto& all = window_.frontend().actions().all();
        const Action& action = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
        const char* others[] = {"Tab", "Shift+Tab", "Enter", "Esc",
                                "Up",  "Down",      "Space", "Delete"};
        // Another size of the letters means another font atlas, which is slow.
        const bool isSlow = action.id.rfind("text.", 0) == 0 && below(20) != 0;
        if (below(3) == 0)
            window_.key(others[below(8)]);
        else if (!action.shortcut.empty() && !isSlow)
            window_.key(action.shortcut);
    }

    void typeSomething() {
        const char* words[] = {"0.05", "2 mm",   "-",    "x",  "9e99",        "40",
                               "µ",    "7,5 ml", "plan", "..", "\xff\xfe ##", "new"};
        ImGui::GetIO().AddInputCharactersUTF8(words[below(12)]);
    }

    /// What other programs, the window's frame and the screen do.
    void meddle() {
        const float sizes[] = {1100, 1280, 1440, 1920};
        const double scales[] = {0.85, 1, 1.3, 2};
        switch (below(24)) {
        case 0:
            openCase_->settings().textScale = scales[below(4)];
            break;
        case 1:
        case 2:
        case 3:
            ImGui::GetIO().DisplaySize = {sizes[below(4)],
                                          static_cast<float>(680 + below(3) * 200)};
            break;
        case 4:
        case 5: {
            std::error_code ignored;
            if (fs::exists(scratch_ / "plan.json"))
                window_.drop(scratch_ / "plan.json");
            else
                (void)openCase_->saveAs(scratch_ / "plan.json");
            break;
        }
        case 6: {
            std::error_code ignored;
            fs::remove(openCase_->file(), ignored);
            break;
        }
        case 7:
            window_.close();
            break;
        default: {
            const auto& all = window_.frontend().actions().all();
            const std::size_t which = static_cast<std::size_t>(below(static_cast<int>(all.size())));
            if (all[which].id.rfind("text.", 0) != 0)
                window_.perform(all[which].id);
        }
        }
    }

    void act() {
        ImGuiIO& io = ImGui::GetIO();
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
            feedMouse(io, somewhere());
            break;
        case 3:
        case 4:
            feedButton(io, below(3), true);
            break;
        case 5:
        case 6:
            for (int button = 0; button < 3; ++button)
                feedButton(io, button, false);
            break;
        case 7:
            feedWheel(io, static_cast<float>(below(7) - 3));
            break;
        case 8:
            pressAKey();
            break;
        case 9:
            typeSomething();
            break;
        case 10:
            feedKey(io, static_cast<ImGuiKey>(below(22)), below(2) == 1);
            break;
        default:
            if (below(4) == 0)
                meddle();
        }
    }

    /// The monkey may write, but only in a folder of its own.
    void keepItInTheCage() {
        UiState& state = window_.state();
        if (state.fileQuestion)
            state.fileQuestion->folder = scratch_.path();
        state.wantsQuit = false;
        if (!openCase_->undoLabel() && !openCase_->redoLabel())
            start_ = openCase_->committed();
    }

    void checkInvariants() {
        const plan::Plan& plan = openCase_->plan();
        ASSERT_TRUE(store::readPlan(store::planText(plan), "plan").ok());
        ASSERT_EQ(openCase_->derived().positions.size(), plan.sites.size());
        std::set<int> ids;
        for (const plan::InjectionSite& site : plan.sites)
            ASSERT_TRUE(ids.insert(site.id).second);
        for (const int id : window_.state().selection)
            ASSERT_TRUE(ids.contains(id)) << id;
        ASSERT_TRUE(app::checkPlaces(plan, *openCase_->derived().headContext).ok());
        const geom::Vec3 eye = view::eyeOf(window_.state().camera);
        ASSERT_TRUE(eye.allFinite());
        ASSERT_LT(window_.state().camera.distance.value(), 4000);
        const geom::ClosestPoint near = skin_.closest(eye);
        ASSERT_GT((eye - near.position).dot(normalAt(skin_.mesh(), near.point)), 0)
            << "the camera is in the head";
    }

    /// Lets go of everything; then nothing may go on being held, and the history must hold.
    void rest() {
        for (int button = 0; button < 3; ++button)
            feedButton(ImGui::GetIO(), button, false);
        for (int key = 0; key < 22; ++key)
            feedKey(ImGui::GetIO(), static_cast<ImGuiKey>(key), false);
        for (int i = 0; i < 4; ++i)
            window_.key("Esc");
        window_.hand.frames(4);
        keepItInTheCage();
        ASSERT_FALSE(window_.frontend().isBusy()) << "something is held by nobody";
        ASSERT_EQ(window_.state().drag.kind, Drag::Kind::None);
        ASSERT_FALSE(ImGui::IsAnyItemActive());
        const plan::Plan end = openCase_->committed();
        ASSERT_EQ(openCase_->plan(), end) << "a draft that nobody commits";
        int redone = 0;
        while (openCase_->redo())
            ++redone;
        const plan::Plan newest = openCase_->committed();
        int steps = 0;
        while (openCase_->undo())
            ++steps;
        ASSERT_EQ(openCase_->committed(), start_);
        for (int i = 0; i < steps; ++i)
            ASSERT_TRUE(openCase_->redo());
        ASSERT_EQ(openCase_->committed(), newest);
        for (int i = 0; i < redone; ++i)
            ASSERT_TRUE(openCase_->undo());
        ASSERT_EQ(openCase_->committed(), end);
    }
};

TEST_F(Monkey, LeavesAPlanThatCanBeSaved) {
    fs::create_directory(scratch_ / "new");
    const long wanted = options("MESOMAP_MONKEY_FRAMES", 4000);
    for (frame_ = 0; frame_ < wanted && !HasFatalFailure(); ++frame_) {
        SCOPED_TRACE("turn " + std::to_string(frame_));
        act();
        window_.hand.frames(1);
        keepItInTheCage();
        if (frame_ % 20 == 0)
            checkInvariants();
        if (frame_ % 1000 == 999 && !HasFatalFailure())
            rest();
    }
}

} // namespace
} // namespace meso::ui
