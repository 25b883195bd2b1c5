#include "app/case/file_watch.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "store/plan_file.h"
#include "support/sample_plan.h"
#include "support/scratch.h"

namespace meso::app {
namespace {

using FileState = FileWatch::State;

class FileWatchTest : public ::testing::Test {
protected:
    FileWatchTest() { EXPECT_TRUE(store::savePlan(plan_, file_).ok()); }
    plan::Plan plan_ = test::randomPlan(1);
    test::Scratch scratch_;
    std::filesystem::path file_ = scratch_ / "plan.json";
};

TEST_F(FileWatchTest, NoticesDeletionAndReturn) {
    FileWatch watch(file_, plan_);
    EXPECT_FALSE(watch.look());
    EXPECT_TRUE(watch.holds(plan_));
    EXPECT_FALSE(watch.holds(test::randomPlan(2)));
    std::filesystem::remove(file_);
    EXPECT_TRUE(watch.look());
    EXPECT_EQ(watch.state(), FileState::Deleted);
    EXPECT_FALSE(watch.holds(plan_));
    EXPECT_FALSE(watch.look()) << "told once";
    ASSERT_TRUE(store::savePlan(plan_, file_).ok());
    EXPECT_TRUE(watch.look());
    EXPECT_EQ(watch.state(), FileState::AsSaved);
}

TEST_F(FileWatchTest, TellsAChangeFromTheSamePlanWrittenAgain) {
    FileWatch watch(file_, plan_);
    std::filesystem::last_write_time(file_, std::filesystem::file_time_type::clock::now() +
                                                std::chrono::hours(1));
    EXPECT_FALSE(watch.look());
    EXPECT_TRUE(watch.holds(plan_));
    ASSERT_TRUE(store::savePlan(test::randomPlan(2), file_).ok());
    EXPECT_TRUE(watch.look());
    EXPECT_EQ(watch.state(), FileState::Changed);
    ASSERT_TRUE(writeFile(file_, "no plan").ok());
    EXPECT_FALSE(watch.look());
    EXPECT_EQ(watch.state(), FileState::Changed);
}

TEST_F(FileWatchTest, StandsForPlansWithoutAFileOrWithAnotherOne) {
    FileWatch opened({}, plan_);
    EXPECT_FALSE(opened.look());
    EXPECT_TRUE(opened.holds(plan_));
    EXPECT_FALSE(FileWatch({}, std::nullopt).holds(plan_));
    EXPECT_EQ(FileWatch(file_, std::nullopt).state(), FileState::Changed);
    EXPECT_EQ(FileWatch(scratch_ / "none.json", plan_).state(), FileState::Deleted);
}

} // namespace
} // namespace meso::app
