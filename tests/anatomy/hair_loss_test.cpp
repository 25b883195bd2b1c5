#include "anatomy/hair_loss.h"

#include <gtest/gtest.h>

namespace meso::anatomy {
namespace {

constexpr double kClose = 1e-12;

Hairline shipped() {
    return {0.21, 0.62, 0.29, 0.8, 0.33, 0.46, ""};
}

TEST(Hairline, RunsThroughItsCornersOnBothSides) {
    const Hairline h = shipped();
    for (const double side : {-1.0, 1.0}) {
        EXPECT_NEAR(h.at(0), 0.21, kClose);
        EXPECT_NEAR(h.at(side * 0.31), 0.21 + 0.08 * 0.25, kClose);
        EXPECT_NEAR(h.at(side * 0.62), 0.29, kClose);
        EXPECT_NEAR(h.at(side * 0.71), 0.31, kClose);
        EXPECT_NEAR(h.at(side * 0.8), 0.33, kClose);
        EXPECT_NEAR(h.at(side * 1.0), 0.46, kClose);
    }
}

TEST(Hairline, HasNoJumps) {
    const Hairline h = shipped();
    for (double t = -1; t < 1; t += 1e-3)
        EXPECT_NEAR(h.at(t), h.at(t + 1e-3), 1.5e-3) << t;
}

TEST(AreaLibrary, FindsByIdAndNothingElse) {
    AreaLibrary areas;
    areas.presets = {{"a", "A", {}, 1, ""}, {"b", "B", {}, 2, ""}};
    EXPECT_EQ(areas.find("b")->name, "B");
    EXPECT_EQ(areas.find("c"), nullptr);
}

} // namespace
} // namespace meso::anatomy
