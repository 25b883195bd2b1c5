#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "app/assets.h"
#include "app/case/case_options.h"
#include "app/case/case_start.h"
#include "app/case/open_case.h"
#include "plan/plan.h"
#include "store/settings_file.h"
#include "support/scratch.h"

namespace meso::test {

/// Open cases on the sample plan, each test with a settings file and a draft folder of its own. The
/// head is kept in the build folder's cache between runs. Nothing is simulated unless a test asks.
class WithOpenCase : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        ::setenv("MESOMAP_CACHE", (std::string(MESO_BINARY_DIR) + "/test-cache").c_str(), 1);
    }
    WithOpenCase() {
        store::Settings quiet;
        quiet.autoSimulate = false;
        EXPECT_TRUE(store::saveSettings(quiet, settingsFile()).ok());
    }
    [[nodiscard]] static app::Assets assets() {
        return {std::string(MESO_BINARY_DIR) + "/share/mesomap"};
    }
    [[nodiscard]] std::filesystem::path settingsFile() const { return scratch_ / "settings.json"; }
    [[nodiscard]] std::filesystem::path draftFolder() const { return scratch_ / "drafts"; }
    [[nodiscard]] std::unique_ptr<app::OpenCase> open(Seconds duration = fromMinutes(2),
                                                      bool followsEdits = false) const {
        app::CaseOptions options;
        options.settingsFile = settingsFile();
        options.draftFolder = draftFolder();
        options.templateFolder = scratch_ / "templates";
        options.clock = [] { return std::string("2026-11-23 14:05"); };
        options.duration = duration;
        options.filePollPeriod = Seconds(0);
        options.followsEdits = followsEdits;
        return app::OpenCase::openFrom(start(), assets(), options);
    }
    /// Worked out once for all tests of a process.
    static std::shared_ptr<const app::CaseStart> start() {
        static const auto kStart = app::makeStart(assets());
        EXPECT_TRUE(kStart.ok()) << kStart.error().message;
        return kStart.value();
    }
    /// One committed edit; the n-th changes other values than the one before.
    static void editOnce(app::OpenCase& openCase, int n) {
        plan::Plan next = openCase.plan();
        plan::InjectionSite& site = next.sites[static_cast<std::size_t>(n) % next.sites.size()];
        site.volume = Ml(0.01 + 0.001 * n);
        site.onScalp.weights = {0.5, 0.25, 0.25};
        ASSERT_TRUE(openCase.edit(next, "Edit " + std::to_string(n)).ok());
        ASSERT_TRUE(openCase.commit());
    }
    /// The last notice's sentence; empty: there is none.
    static std::string lastSentence(const app::OpenCase& openCase) {
        return openCase.notices().empty() ? "" : openCase.notices().back().sentence;
    }

    Scratch scratch_;
};

} // namespace meso::test
