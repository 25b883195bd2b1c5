#include "sim/block_team.h"

#include <atomic>
#include <chrono>
#include <new>
#include <stdexcept>
#include <string>
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

TEST(BlockTeam, ThrowsWhatATaskThrewOnAnyThreadAndGoesOn) {
    for (const int threads : {1, 2, 4}) {
        BlockTeam team(threads);
        for (int bad = 0; bad < 40; ++bad) {
            std::atomic<int> done = 0;
            const auto work = [&](int block) {
                if (block == bad)
                    throw std::runtime_error("block " + std::to_string(bad));
                ++done;
            };
            EXPECT_THROW(team.run(40, work), std::runtime_error) << threads << " threads";
            EXPECT_LT(done, 40);
            done = 0;
            team.run(bad, work);
            EXPECT_EQ(done, bad) << "the failure is forgotten";
        }
    }
}

TEST(BlockTeam, ThrowsOneOfManyFailures) {
    BlockTeam team(3);
    for (int task = 0; task < 200; ++task)
        EXPECT_THROW(team.run(60, [](int) { throw std::bad_alloc(); }), std::bad_alloc);
}

} // namespace
} // namespace meso::sim
