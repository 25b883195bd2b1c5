#include "sim/block_team.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace meso::sim {
namespace {

TEST(BlockTeam, WorksThroughEveryBlockOnce) {
    for (const int threads : {0, 1, 2, 3, 5}) {
        BlockTeam team(threads);
        for (const int blocks : {0, 1, 2, 7, 64, 1000}) {
            std::vector<std::atomic<int>> done(blocks);
            team.run(blocks, [&](int block) { ++done[block]; });
            for (const auto& count : done)
                EXPECT_EQ(count, 1) << blocks << " blocks, " << threads << " threads";
        }
    }
}

TEST(BlockTeam, EndsATaskBeforeTheNext) {
    BlockTeam team(3);
    std::vector<int> values(200, 0);
    for (int task = 1; task <= 3000; ++task)
        team.run(200, [&](int block) {
            if (values[block] == task - 1)
                values[block] = task;
        });
    EXPECT_EQ(values, std::vector<int>(200, 3000));
}

TEST(BlockTeam, WakesHelpersThatHaveFallenAsleep) {
    BlockTeam team(2);
    for (int task = 0; task < 3; ++task) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        std::atomic<int> done = 0;
        team.run(8, [&](int) { ++done; });
        EXPECT_EQ(done, 8);
    }
}

} // namespace
} // namespace meso::sim
