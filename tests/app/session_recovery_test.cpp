#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "store/plan_file.h"
#include "support/session_fixture.h"

namespace meso::app {
namespace {

namespace fs = std::filesystem;
using plan::Plan;

class SessionRecoveryTest : public test::WithASession {
protected:
    /// Runs a session in a process of its own that opens `file` (empty: stays on the sample),
    /// commits edits 1, 2, 3 ... and is killed in the middle. Returns the edits that were done.
    int killedWhileEditing(const fs::path& file, int atLeast) {
        std::array<int, 2> told{};
        EXPECT_EQ(::pipe(told.data()), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto session = open();
            if (!file.empty())
                (void)session->openFile(file);
            for (int n = 1;; ++n) {
                editOnce(*session, n);
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
        auto session = open();
        EXPECT_TRUE(session->saveAs(file).ok());
        return session->plan();
    }
    /// The plan after so many edits.
    static Plan edited(Plan plan, Session& session, int count) {
        const Plan start = session.plan();
        for (int n = 1; n <= count; ++n)
            editOnce(session, n);
        plan = session.plan();
        for (int n = 1; n <= count; ++n)
            session.undo();
        EXPECT_EQ(session.plan(), start);
        return plan;
    }
    fs::path file_ = fs::canonical(scratch_.path()) / "plan.json";
};

TEST_F(SessionRecoveryTest, AKillInTheMiddleLosesNoCommittedEditOfAFile) {
    const Plan start = saved(file_);
    const int done = killedWhileEditing(file_, 7);
    ASSERT_GE(done, 7);
    auto session = open();
    EXPECT_EQ(*store::loadPlan(file_), start) << "the file itself is as it was saved";
    const auto draft = session->leftDraft(file_);
    ASSERT_TRUE(draft.has_value());
    ASSERT_TRUE(session->openFile(file_).ok());
    const Plan told = edited(start, *session, done);
    const Plan oneMore = edited(start, *session, done + 1);
    const Status recovered = session->recover(*draft, file_);
    ASSERT_TRUE(recovered.ok()) << recovered.error().message;
    // The kill may have come between the writing of a draft and its being told.
    EXPECT_TRUE(session->plan() == told || session->plan() == oneMore);
    EXPECT_EQ(session->file(), file_);
    EXPECT_FALSE(session->savedAsShown());
    ASSERT_TRUE(session->undo());
    EXPECT_EQ(session->plan(), start) << "one step back to what was saved";
    ASSERT_TRUE(session->redo());
    ASSERT_TRUE(session->save().ok());
    EXPECT_FALSE(session->leftDraft(file_).has_value());
    EXPECT_FALSE(fs::exists(*draft));
}

TEST_F(SessionRecoveryTest, AKillLosesNoCommittedEditOfAPlanWithoutAFile) {
    const int done = killedWhileEditing({}, 5);
    ASSERT_GE(done, 5);
    auto session = open();
    const auto draft = session->leftDraft({});
    ASSERT_TRUE(draft.has_value());
    const Plan told = edited(session->plan(), *session, done);
    const Plan oneMore = edited(session->plan(), *session, done + 1);
    ASSERT_TRUE(session->recover(*draft, {}).ok());
    EXPECT_TRUE(session->plan() == told || session->plan() == oneMore);
    EXPECT_TRUE(session->file().empty());
    // Not recovered for good before it is saved or closed: a second kill leaves it again.
    session.reset();
    session = open();
    ASSERT_EQ(session->leftDraft({}), draft);
    session->discardDraft(*draft);
    EXPECT_FALSE(session->leftDraft({}).has_value());
    EXPECT_TRUE(fs::is_empty(draftFolder()));
}

TEST_F(SessionRecoveryTest, TheDraftOfARunningWindowIsNotOffered) {
    (void)saved(file_);
    auto first = open();
    auto second = open();
    ASSERT_TRUE(first->openFile(file_).ok());
    ASSERT_TRUE(second->openFile(file_).ok());
    editOnce(*first, 1);
    editOnce(*second, 2);
    EXPECT_FALSE(first->leftDraft(file_).has_value());
    EXPECT_FALSE(second->leftDraft(file_).has_value());
    EXPECT_EQ(*store::loadPlan(file_.parent_path() / ".plan.json.draft"), first->plan());
    EXPECT_EQ(*store::loadPlan(file_.parent_path() / ".plan.json.2.draft"), second->plan());
    EXPECT_FALSE(second->recover(file_.parent_path() / ".plan.json.draft", file_).ok());
    second->discardDraft(file_.parent_path() / ".plan.json.draft");
    first.reset();
    EXPECT_EQ(second->leftDraft(file_), file_.parent_path() / ".plan.json.draft");
}

TEST_F(SessionRecoveryTest, OnlyDraftsThatDifferAndAreNotOlderAreOffered) {
    const Plan start = saved(file_);
    const fs::path draft = file_.parent_path() / ".plan.json.draft";
    const auto session = open();
    ASSERT_TRUE(store::savePlan(start, draft).ok());
    EXPECT_FALSE(session->leftDraft(file_).has_value()) << "it is what was saved";
    Plan other = start;
    other.about.title = "Edited";
    ASSERT_TRUE(store::savePlan(other, draft).ok());
    EXPECT_EQ(session->leftDraft(file_), draft);
    fs::last_write_time(draft, fs::last_write_time(file_) - std::chrono::hours(1));
    EXPECT_FALSE(session->leftDraft(file_).has_value()) << "somebody has saved since";
    fs::remove(file_);
    ASSERT_EQ(session->leftDraft(file_), draft) << "it is all that is left";
    ASSERT_TRUE(session->recover(draft, file_).ok());
    EXPECT_EQ(session->plan(), other);
    EXPECT_FALSE(session->savedAsShown());
    ASSERT_TRUE(session->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), other);
}

TEST_F(SessionRecoveryTest, ADraftThatCannotBeRecoveredLeavesTheOpenCase) {
    const auto session = open();
    editOnce(*session, 1);
    const Plan before = session->plan();
    Plan floating = before;
    floating.sites.front().place.t += 0.2;
    const fs::path draft = file_.parent_path() / ".plan.json.draft";
    ASSERT_TRUE(store::savePlan(floating, draft).ok());
    EXPECT_FALSE(session->recover(draft, file_).ok());
    EXPECT_FALSE(session->recover(scratch_ / "none.draft", {}).ok());
    EXPECT_EQ(session->plan(), before);
    EXPECT_TRUE(fs::exists(draft));
    EXPECT_TRUE(fs::exists(draftFolder() / "untitled.draft"));
}

TEST_F(SessionRecoveryTest, ClosingCleanlyLeavesNothing) {
    auto session = open();
    editOnce(*session, 1);
    EXPECT_FALSE(fs::is_empty(draftFolder()));
    session->closeCleanly();
    EXPECT_TRUE(fs::is_empty(draftFolder()));
    session.reset();
    EXPECT_FALSE(open()->leftDraft({}).has_value());
}

} // namespace
} // namespace meso::app
