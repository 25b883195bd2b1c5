#include "app/case/draft_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>

#include "base/file.h"
#include "store/plan_file.h"
#include "support/sample_plan.h"
#include "support/scratch.h"

namespace meso::app {
namespace {

namespace fs = std::filesystem;

DraftFile claimed(const fs::path& planFile) {
    auto draft = DraftFile::claim(planFile);
    EXPECT_TRUE(draft.ok()) << draft.error().message;
    return std::move(draft).value();
}

/// Leaves a draft as a program does that is killed while it holds the lock.
void leaveDraftByKill(const fs::path& planFile, const plan::Plan& plan) {
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto draft = DraftFile::claim(planFile);
        const char ok = draft.ok() && draft.value().write(plan).ok() ? 'y' : 'n';
        (void)!::write(ready[1], &ok, 1);
        for (;;)
            ::pause();
    }
    char answer = 'n';
    ASSERT_EQ(::read(ready[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    EXPECT_TRUE(orphanedDraftsFor(planFile).empty()) << "its owner is alive";
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST(DraftFileTest, LiesHiddenBesideThePlanAndIsAPlan) {
    const test::Scratch scratch;
    const plan::Plan plan = test::randomPlan(1);
    const DraftFile draft = claimed(scratch / "plan.json");
    ASSERT_TRUE(draft.write(plan).ok());
    EXPECT_EQ(draft.path(), scratch / ".plan.json.draft");
    EXPECT_EQ(*store::loadPlan(draft.path()), plan);
}

/// What others than the owner may do.
fs::perms othersMay(const fs::path& file) {
    return fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all);
}

TEST(DraftFileTest, NobodyElseMayReadADraft) {
    const test::Scratch scratch;
    const fs::path file = scratch / "plan.json";
    ASSERT_TRUE(store::savePlan(test::randomPlan(1), file).ok());
    EXPECT_EQ(othersMay(file), fs::perms::none) << "a new plan";
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
    const DraftFile draft = claimed(file);
    ASSERT_TRUE(draft.write(test::randomPlan(2)).ok());
    EXPECT_EQ(othersMay(draft.path()), fs::perms::none) << "whoever may read the plan";
    EXPECT_EQ(othersMay(scratch / ".plan.json.draft.lock"), fs::perms::none);
    ASSERT_TRUE(store::savePlan(test::randomPlan(2), file).ok());
    EXPECT_EQ(othersMay(file), fs::perms::group_read) << "somebody chose that";
    // A folder of drafts that an earlier version made is closed too.
    const fs::path folder = scratch / "config" / "drafts";
    fs::create_directories(folder);
    auto untitled = DraftFile::claimIn(folder);
    ASSERT_TRUE(untitled.ok());
    ASSERT_TRUE(untitled.value().write(test::randomPlan(3)).ok());
    EXPECT_EQ(othersMay(folder), fs::perms::none);
    EXPECT_EQ(othersMay(untitled.value().path()), fs::perms::none);
}

TEST(DraftFileTest, TwoOwnersHaveTwoNames) {
    const test::Scratch scratch;
    const DraftFile first = claimed(scratch / "plan.json");
    const DraftFile second = claimed(scratch / "plan.json");
    EXPECT_EQ(second.path(), scratch / ".plan.json.2.draft");
    EXPECT_NE(claimed(scratch / "other.json").path(), first.path());
    EXPECT_FALSE(DraftFile::adopt(first.path()).ok());
}

TEST(DraftFileTest, AKilledOwnerLeavesItsDraftAndALivingOneDoesNot) {
    const test::Scratch scratch;
    const fs::path file = scratch / "plan.json";
    const plan::Plan plan = test::randomPlan(4);
    leaveDraftByKill(file, plan);
    ASSERT_EQ(orphanedDraftsFor(file), std::vector<fs::path>{scratch / ".plan.json.draft"});
    EXPECT_EQ(*store::loadPlan(scratch / ".plan.json.draft"), plan);
    const DraftFile next = claimed(file);
    EXPECT_EQ(next.path(), scratch / ".plan.json.2.draft") << "what was left must not be replaced";
    auto adopted = DraftFile::adopt(scratch / ".plan.json.draft");
    ASSERT_TRUE(adopted.ok()) << adopted.error().message;
    EXPECT_TRUE(orphanedDraftsFor(file).empty());
}

TEST(DraftFileTest, ReleasedDraftsStayAndLocksGo) {
    const test::Scratch scratch;
    {
        std::optional<DraftFile> draft(claimed(scratch / "plan.json"));
        ASSERT_TRUE(draft->write(test::randomPlan(1)).ok());
        const DraftFile moved = std::move(*draft);
        draft.reset();
        EXPECT_TRUE(fs::exists(scratch / ".plan.json.draft.lock")) << "the other one owns it";
    }
    EXPECT_FALSE(fs::exists(scratch / ".plan.json.draft.lock"));
    ASSERT_EQ(orphanedDraftsFor(scratch / "plan.json").size(), 1u);
    removeOrphanedDraft(scratch / ".plan.json.draft");
    EXPECT_TRUE(fs::is_empty(scratch.path()));
}

TEST(DraftFileTest, AnOwnedDraftIsNotRemovedByOthers) {
    const test::Scratch scratch;
    const DraftFile draft = claimed(scratch / "plan.json");
    ASSERT_TRUE(draft.write(test::randomPlan(1)).ok());
    removeOrphanedDraft(draft.path());
    EXPECT_TRUE(fs::exists(draft.path()));
}

TEST(DraftFileTest, WhatAKilledOwnerHadHalfWrittenGoesWithTheDraft) {
    const test::Scratch scratch;
    leaveDraftByKill(scratch / "plan.json", test::randomPlan(1));
    const fs::path draft = scratch / ".plan.json.draft";
    const fs::path half = scratch / ".plan.json.draft.4711.part";
    const fs::path others[] = {scratch / ".plan.json.2.draft.4711.part",
                               scratch / "plan.json.4711.part"};
    for (const fs::path& file : {half, others[0], others[1]})
        ASSERT_TRUE(writeFile(file, "{").ok());
    removeOrphanedDraft(draft);
    EXPECT_FALSE(fs::exists(draft));
    EXPECT_FALSE(fs::exists(half));
    for (const fs::path& other : others)
        EXPECT_TRUE(fs::exists(other)) << other << " is of another file";
    // Killed at the first draft of all, there is none to remove, and the next owner clears up.
    ASSERT_TRUE(writeFile(half, "{").ok());
    const DraftFile next = claimed(scratch / "plan.json");
    EXPECT_FALSE(fs::exists(half));
}

TEST(DraftFileTest, DamagedDraftsAreNotOffered) {
    const test::Scratch scratch;
    ASSERT_TRUE(writeFile(scratch / ".plan.json.draft", "{\"format\":").ok());
    EXPECT_TRUE(orphanedDraftsFor(scratch / "plan.json").empty());
    EXPECT_EQ(claimed(scratch / "plan.json").path(), scratch / ".plan.json.2.draft");
}

TEST(DraftFileTest, PlansWithoutAFileShareAFolderWhichIsMade) {
    const test::Scratch scratch;
    const fs::path folder = scratch / "config/drafts";
    {
        auto one = DraftFile::claimIn(folder);
        auto two = DraftFile::claimIn(folder);
        ASSERT_TRUE(one.ok() && two.ok());
        ASSERT_TRUE(one.value().write(test::randomPlan(1)).ok());
        ASSERT_TRUE(two.value().write(test::randomPlan(2)).ok());
        fs::last_write_time(one.value().path(),
                            fs::file_time_type::clock::now() - std::chrono::hours(1));
        EXPECT_TRUE(orphanedDraftsIn(folder).empty());
    }
    EXPECT_EQ(orphanedDraftsIn(folder),
              (std::vector<fs::path>{folder / "untitled.2.draft", folder / "untitled.draft"}))
        << "newest first";
}

TEST(DraftFileTest, AFolderThatCannotBeWrittenIsAReason) {
    const test::Scratch scratch;
    const auto draft = DraftFile::claim(scratch / "gone/plan.json");
    ASSERT_FALSE(draft.ok());
    EXPECT_NE(draft.error().message.find("No such file or directory"), std::string::npos);
    for (int i = 1; i <= 32; ++i)
        ASSERT_TRUE(writeFile(scratch / (i == 1 ? std::string(".plan.json.draft")
                                                : ".plan.json." + std::to_string(i) + ".draft"),
                              "x")
                        .ok());
    EXPECT_FALSE(DraftFile::claim(scratch / "plan.json").ok());
}

} // namespace
} // namespace meso::app
