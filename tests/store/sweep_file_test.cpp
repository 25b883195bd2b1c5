#include "store/sweep_file.h"

#include <set>

#include <gtest/gtest.h>

namespace meso::store {
namespace {

TEST(SweepFile, GoesThroughEveryCombinationOnce) {
    const auto grid = readSweepGrid(R"({"volume_ml": [0.02, 0.05, 0.1],
                                        "compound": ["minoxidil", "biotin"]})",
                                    "grid.json");
    ASSERT_TRUE(grid.ok()) << grid.error().message;
    ASSERT_EQ(grid->runs(), 6U);
    std::set<SweepPoint> seen;
    for (std::size_t run = 0; run < grid->runs(); ++run)
        seen.insert(grid->point(run));
    EXPECT_EQ(seen.size(), 6U);
    EXPECT_EQ(grid->point(1), (SweepPoint{{"compound", "minoxidil"}, {"volume_ml", 0.05}}));
    EXPECT_EQ(readSweepGrid("{}", "g")->runs(), 1U) << "nothing varies: the plan itself";
}

TEST(SweepFile, NamesWhatIsWrong) {
    const auto reason = [](const char* bytes) {
        const auto grid = readSweepGrid(bytes, "grid.json");
        return grid.ok() ? std::string() : grid.error().message;
    };
    EXPECT_NE(reason("[1]").find("grid.json"), std::string::npos);
    EXPECT_NE(reason(R"({"volume_ml": []})").find("volume_ml"), std::string::npos);
    EXPECT_NE(reason(R"({"volume_ml": 3})").find("volume_ml"), std::string::npos);
    EXPECT_NE(reason(R"({"volume_ml": [true]})").find("neither a number nor a word"),
              std::string::npos);
    EXPECT_NE(reason("{").find("grid.json"), std::string::npos);
    std::string big = R"({"a": [0)";
    for (int i = 0; i < 2000; ++i)
        big += ",0";
    big += R"(], "b": [0)";
    for (int i = 0; i < 2000; ++i)
        big += ",0";
    EXPECT_NE(reason((big + "]}").c_str()).find("combinations"), std::string::npos);
}

} // namespace
} // namespace meso::store
