#pragma once
#include <gtest/gtest.h>

#include <optional>

#include "gfx/offscreen.h"

namespace meso::test {

/// Tests that draw. Without EGL on the machine they are skipped, and say so.
class OffscreenTest : public testing::Test {
protected:
    void SetUp() override {
        Result<gfx::OffscreenContext> made = gfx::OffscreenContext::create();
        if (!made)
            GTEST_SKIP() << "nothing can be drawn here: " << made.error().message;
        context_.emplace(std::move(made).value());
    }
    std::optional<gfx::OffscreenContext> context_;
};

} // namespace meso::test
