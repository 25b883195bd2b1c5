#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "base/random.h"
#include "base/text.h"
#include "store/plan_file.h"
#include "support/null_window.h"
#include "support/session_fixture.h"

// A monkey at mouse and keyboard: whatever it does, the program lives and the plan stays one that
// its file can hold. MESOMAP_MONKEY_FRAMES in the environment sets how long it plays.
namespace meso::ui {
namespace {

long framesWanted() {
    const char* words = std::getenv("MESOMAP_MONKEY_FRAMES");
    const auto wanted = words ? text::number(words) : std::nullopt;
    return wanted ? static_cast<long>(*wanted) : 4000;
}

class Monkey : public test::WithASession {
protected:
    std::unique_ptr<app::Session> session_ = open();
    test::NullWindow window_{*session_};
    Random random_{20261122};

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

    /// Files stay out of the monkey's reach: it would write wherever it types.
    [[nodiscard]] bool isForbidden() const {
        return session_ && (const_cast<test::NullWindow&>(window_).state().fileQuestion ||
                            const_cast<test::NullWindow&>(window_).state().question);
    }

    void act() {
        ImGuiIO& io = ImGui::GetIO();
        switch (below(9)) {
        case 0:
        case 1:
        case 2:
            feedMouse(io, somewhere());
            break;
        case 3:
            feedButton(io, below(3), true);
            break;
        case 4:
            for (int button = 0; button < 3; ++button)
                feedButton(io, button, false);
            break;
        case 5:
            feedWheel(io, static_cast<float>(below(7) - 3));
            break;
        case 6: {
            const auto& all = window_.frontend().actions().all();
            const Action& action =
                all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
            if (action.group != "File" && !action.shortcut.empty())
                window_.key(action.shortcut);
            break;
        }
        case 7: {
            const char* words[] = {"0.05", "2 mm", "-", "x", "9e99", "40", "\xC2\xB5", "7,5 ml"};
            io.AddInputCharactersUTF8(words[below(8)]);
            break;
        }
        default:
            feedKey(io, static_cast<ImGuiKey>(below(22)), below(2) == 1);
        }
    }

    void keepFilesAway() {
        UiState& state = window_.state();
        state.fileQuestion.reset();
        state.question.reset();
        state.pictureFile.clear();
        state.wantsQuit = false;
    }

    void checkInvariants(long frame) {
        const plan::Plan& plan = session_->plan();
        ASSERT_TRUE(store::readPlan(store::planText(plan), "plan").ok()) << "frame " << frame;
        ASSERT_EQ(session_->derived().positions.size(), plan.sites.size()) << "frame " << frame;
        std::set<int> ids;
        for (const plan::InjectionSite& site : plan.sites)
            ASSERT_TRUE(ids.insert(site.id).second) << "frame " << frame;
        for (const int id : window_.state().selection)
            ASSERT_TRUE(ids.contains(id)) << "frame " << frame;
        ASSERT_TRUE(app::checkPlaces(plan, *session_->derived().desk).ok()) << "frame " << frame;
        ASSERT_TRUE(window_.state().camera.distance.value() < 4000) << "frame " << frame;
    }
};

TEST_F(Monkey, LeavesAPlanThatCanBeSaved) {
    const long wanted = framesWanted();
    for (long frame = 0; frame < wanted && !HasFatalFailure(); ++frame) {
        act();
        window_.hand.frames(1);
        keepFilesAway();
        if (frame % 20 == 0)
            checkInvariants(frame);
    }
}

} // namespace
} // namespace meso::ui
