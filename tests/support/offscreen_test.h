#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "gfx/offscreen.h"

namespace meso::test {

/// Tests that draw. Mesa is in the package list, so a machine that cannot draw fails them; only
/// MESOMAP_NO_GL=1 in the environment skips them.
class OffscreenTest : public testing::Test {
protected:
    void SetUp() override {
        Result<gfx::OffscreenContext> made = gfx::OffscreenContext::create();
        if (!made) {
            const char* without = std::getenv("MESOMAP_NO_GL");
            if (without != nullptr && std::string(without) == "1")
                GTEST_SKIP() << "nothing can be drawn here: " << made.error().message;
            FAIL() << "nothing can be drawn here (MESOMAP_NO_GL=1 skips): " << made.error().message;
        }
        context_.emplace(std::move(made).value());
    }
    std::optional<gfx::OffscreenContext> context_;
};

} // namespace meso::test
