#include "gfx/offscreen.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "support/offscreen_test.h"

namespace meso::gfx {
namespace {

using OffscreenContextTest = test::OffscreenTest;

TEST_F(OffscreenContextTest, TellsItsDriver) {
    EXPECT_NE(context_->description().find("OpenGL"), std::string::npos);
}

TEST_F(OffscreenContextTest, CanBeMadeAgainAfterItWasGivenBack) {
    for (int i = 0; i < 3; ++i) {
        context_.reset();
        Result<OffscreenContext> again = OffscreenContext::create();
        ASSERT_TRUE(again.ok());
        context_.emplace(std::move(again).value());
    }
}

/// Starts EGL with `variable` set, prints what it says and leaves.
[[noreturn]] void startWith(const char* variable, const char* value) {
    ::setenv(variable, value, 1);
    const Result<OffscreenContext> made = OffscreenContext::create();
    std::cerr << (made.ok() ? "made" : made.error().message) << std::endl;
    std::_Exit(made.ok() ? 0 : 1);
}

// Each runs in a fresh process, because a process loads its drivers once.
TEST(OffscreenDeathTest, NoEglDriverIsOneSentence) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(startWith("__EGL_VENDOR_LIBRARY_FILENAMES", "/nonexistent.json"),
                testing::ExitedWithCode(1), "Pictures need it; install Mesa");
}

TEST(OffscreenDeathTest, ADriverWithoutOpenGl33IsOneSentence) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(startWith("MESA_GL_VERSION_OVERRIDE", "2.1"), testing::ExitedWithCode(1),
                "OpenGL 3.3");
}

} // namespace
} // namespace meso::gfx
