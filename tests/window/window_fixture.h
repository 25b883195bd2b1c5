#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>

#include "plan/plan.h"
#include "store/plan_file.h"
#include "support/real_window.h"
#include "support/scratch.h"

namespace meso::test {

/// Tests with a display. MESOMAP_NO_X=1 skips them where there can be none.
class WithADisplay : public ::testing::Test {
protected:
    void SetUp() override {
        const char* none = std::getenv("MESOMAP_NO_X");
        if (none != nullptr && std::string(none) == "1")
            GTEST_SKIP() << "MESOMAP_NO_X=1";
        screen_ = std::make_unique<XServer>();
        ASSERT_FALSE(screen_->display().empty());
    }

    /// A window that has drawn its first frame.
    std::unique_ptr<RealWindow> open(std::vector<std::string> arguments = {}) {
        auto window =
            std::make_unique<RealWindow>(*screen_, WindowStart{scratch_.path(), arguments, {}});
        window->waitUntilShown();
        return window;
    }
    [[nodiscard]] std::filesystem::path file() const { return scratch_ / "plan.json"; }
    /// What the file holds; fails the test when it is no plan.
    [[nodiscard]] plan::Plan saved() const {
        auto plan = store::loadPlan(file());
        EXPECT_TRUE(plan.ok()) << plan.error().message;
        return plan.ok() ? *plan : plan::Plan{};
    }
    /// Saves a case without a file as plan.json in the scratch folder.
    void saveFirst(RealWindow& window) const {
        window.keys({"ctrl+s"});
        window.expect("dialog files");
        window.keys({"Return"});
        window.expect("file " + file().string() + " saved");
        window.expect("dialog none");
    }

    /// Saves a case that has its file.
    static void save(RealWindow& window) {
        window.keys({"ctrl+s"});
        window.expect("done Saved");
    }
    /// Waits for the end of a program that was asked to quit.
    static void expectCleanEnd(RealWindow& window) {
        EXPECT_EQ(window.process().end(), 0) << window.process().said();
    }

    Scratch scratch_;
    std::unique_ptr<XServer> screen_;
};

} // namespace meso::test
