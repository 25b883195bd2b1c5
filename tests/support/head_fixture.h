#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "app/assets.h"
#include "app/library.h"
#include "app/planning.h"

namespace meso::test {

/// The median male head with the shipped library, built once for all tests of a suite. The head is
/// kept in the build folder's cache between runs.
class OnAHead : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        ::setenv("MESOMAP_CACHE", (std::string(MESO_BINARY_DIR) + "/test-cache").c_str(), 1);
        assets_ = std::make_unique<app::Assets>(
            app::Assets{std::string(MESO_BINARY_DIR) + "/share/mesomap"});
        auto library = app::loadLibrary(*assets_, {});
        ASSERT_TRUE(library.ok()) << library.error().message;
        library_ = std::make_unique<app::ClinicalLibrary>(std::move(library).value());
        auto headContext = app::openHead(medianMan(), *assets_);
        ASSERT_TRUE(headContext.ok()) << headContext.error().message;
        headContext_ = std::make_unique<app::HeadContext>(std::move(headContext).value());
    }
    static void TearDownTestSuite() {
        headContext_.reset();
        library_.reset();
        assets_.reset();
    }

    /// ANSUR II men, 50th percentile; arcs of the parametric model with those measures.
    static anatomy::HeadMeasurements medianMan() {
        anatomy::HeadMeasurements m;
        m.length = Mm(199.5);
        m.breadth = Mm(154.3);
        m.circumference = Mm(574.4);
        return m;
    }

    inline static std::unique_ptr<app::Assets> assets_;
    inline static std::unique_ptr<app::ClinicalLibrary> library_;
    inline static std::unique_ptr<app::HeadContext> headContext_;
};

} // namespace meso::test
