#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "store/plan_file.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

namespace fs = std::filesystem;
using plan::Plan;

class OpenCaseRecoveryTest : public test::WithOpenCase {
protected:
    /// Runs an open case in a process of its own that opens `file` (empty: stays on the sample),
    /// commits edits 1, 2, 3 ... and is killed in the middle. Returns the edits that were done.
    int killedWhileEditing(const fs::path& file, int atLeast) {
        std::array<int, 2> told{};
        EXPECT_EQ(::pipe(told.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto openCase = open();
            if (!file.empty())
                (void)openCase->openFile(file);
            for (int n = 1;; ++n) {
                editOnce(*openCase, n);
                (void)!::write(told[1], &n, sizeof n);
            }
        }
        int done = 0;
        while (done < atLeast && ::read(told[0], &done, sizeof done) == sizeof done) {
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(told[1]);
        while (::read(told[0], &done, sizeof done) == sizeof done) {
        }
        ::close(told[0]);
        return done;
    }
    /// Saves the sample as a file and gives its plan.
    Plan saved(const fs::path& file) const {
        auto openCase = open();
        EXPECT_TRUE(openCase->saveAs(file).ok());
        return openCase->plan();
    }
    /// The plan after so many edits.
    static Plan edited(Plan plan, OpenCase& openCase, int count) {
        const Plan start = openCase.plan();
        for (int n = 1; n <= count; ++n)
            editOnce(openCase, n);
        plan = openCase.plan();
        for (int n = 1; n <= count; ++n)
            openCase.undo();
        EXPECT_EQ(openCase.plan(), start);
        return plan;
    }
    fs::path file_ = fs::canonical(scratch_.path()) / "plan.json";
};

TEST_F(OpenCaseRecoveryTest, AKillInTheMiddleLosesNoCommittedEditOfAFile) {
    const Plan start = saved(file_);
    const int done = killedWhileEditing(file_, 7);
    ASSERT_GE(done, 7);
    auto openCase = open();
    EXPECT_EQ(*store::loadPlan(file_), start) << "the file itself is as it was saved";
    const auto draft = openCase->orphanedDraft(file_);
    ASSERT_TRUE(draft.has_value());
    ASSERT_TRUE(openCase->openFile(file_).ok());
    const Plan told = edited(start, *openCase, done);
    const Plan oneMore = edited(start, *openCase, done + 1);
    const Status recovered = openCase->recover(*draft, file_);
    ASSERT_TRUE(recovered.ok()) << recovered.error().message;
    // The kill may have come between the writing of a draft and its being told.
    EXPECT_TRUE(openCase->plan() == told || openCase->plan() == oneMore);
    EXPECT_EQ(openCase->file(), file_);
    EXPECT_FALSE(openCase->savedAsShown());
    ASSERT_TRUE(openCase->undo());
    EXPECT_EQ(openCase->plan(), start) << "one step back to what was saved";
    ASSERT_TRUE(openCase->redo());
    ASSERT_TRUE(openCase->save().ok());
    EXPECT_FALSE(openCase->orphanedDraft(file_).has_value());
    EXPECT_FALSE(fs::exists(*draft));
}

TEST_F(OpenCaseRecoveryTest, AKillLosesNoCommittedEditOfAPlanWithoutAFile) {
    const int done = killedWhileEditing({}, 5);
    ASSERT_GE(done, 5);
    auto openCase = open();
    const auto draft = openCase->orphanedDraft({});
    ASSERT_TRUE(draft.has_value());
    const Plan told = edited(openCase->plan(), *openCase, done);
    const Plan oneMore = edited(openCase->plan(), *openCase, done + 1);
    ASSERT_TRUE(openCase->recover(*draft, {}).ok());
    EXPECT_TRUE(openCase->plan() == told || openCase->plan() == oneMore);
    EXPECT_TRUE(openCase->file().empty());
    // Not recovered for good before it is saved or closed: a second kill leaves it again.
    openCase.reset();
    openCase = open();
    ASSERT_EQ(openCase->orphanedDraft({}), draft);
    openCase->discardDraft(*draft);
    EXPECT_FALSE(openCase->orphanedDraft({}).has_value());
    EXPECT_TRUE(fs::is_empty(draftFolder()));
}

TEST_F(OpenCaseRecoveryTest, TheDraftOfARunningWindowIsNotOffered) {
    (void)saved(file_);
    auto first = open();
    auto second = open();
    ASSERT_TRUE(first->openFile(file_).ok());
    ASSERT_TRUE(second->openFile(file_).ok());
    editOnce(*first, 1);
    editOnce(*second, 2);
    EXPECT_FALSE(first->orphanedDraft(file_).has_value());
    EXPECT_FALSE(second->orphanedDraft(file_).has_value());
    EXPECT_EQ(*store::loadPlan(file_.parent_path() / ".plan.json.draft"), first->plan());
    EXPECT_EQ(*store::loadPlan(file_.parent_path() / ".plan.json.2.draft"), second->plan());
    EXPECT_FALSE(second->recover(file_.parent_path() / ".plan.json.draft", file_).ok());
    second->discardDraft(file_.parent_path() / ".plan.json.draft");
    first.reset();
    EXPECT_EQ(second->orphanedDraft(file_), file_.parent_path() / ".plan.json.draft");
}

TEST_F(OpenCaseRecoveryTest, OnlyDraftsThatDifferAndAreNotOlderAreOffered) {
    const Plan start = saved(file_);
    const fs::path draft = file_.parent_path() / ".plan.json.draft";
    const auto openCase = open();
    ASSERT_TRUE(store::savePlan(start, draft).ok());
    EXPECT_FALSE(openCase->orphanedDraft(file_).has_value()) << "it is what was saved";
    Plan other = start;
    other.about.title = "Edited";
    ASSERT_TRUE(store::savePlan(other, draft).ok());
    EXPECT_EQ(openCase->orphanedDraft(file_), draft);
    fs::last_write_time(draft, fs::last_write_time(file_) - std::chrono::hours(1));
    EXPECT_FALSE(openCase->orphanedDraft(file_).has_value()) << "somebody has saved since";
    fs::remove(file_);
    ASSERT_EQ(openCase->orphanedDraft(file_), draft) << "it is all that is left";
    ASSERT_TRUE(openCase->recover(draft, file_).ok());
    EXPECT_EQ(openCase->plan(), other);
    EXPECT_FALSE(openCase->savedAsShown());
    ASSERT_TRUE(openCase->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), other);
}

TEST_F(OpenCaseRecoveryTest, ADraftThatCannotBeRecoveredLeavesTheOpenCase) {
    const auto openCase = open();
    editOnce(*openCase, 1);
    const Plan before = openCase->plan();
    Plan floating = before;
    floating.sites.front().place.t += 0.2;
    const fs::path draft = file_.parent_path() / ".plan.json.draft";
    ASSERT_TRUE(store::savePlan(floating, draft).ok());
    EXPECT_FALSE(openCase->recover(draft, file_).ok());
    EXPECT_FALSE(openCase->recover(scratch_ / "none.draft", {}).ok());
    EXPECT_EQ(openCase->plan(), before);
    EXPECT_TRUE(fs::exists(draft));
    EXPECT_TRUE(fs::exists(draftFolder() / "untitled.draft"));
}

TEST_F(OpenCaseRecoveryTest, ClosingCleanlyLeavesNothing) {
    auto openCase = open();
    editOnce(*openCase, 1);
    EXPECT_FALSE(fs::is_empty(draftFolder()));
    openCase->closeCleanly();
    EXPECT_TRUE(fs::is_empty(draftFolder()));
    openCase.reset();
    EXPECT_FALSE(open()->orphanedDraft({}).has_value());
}

} // namespace
} // namespace meso::app
