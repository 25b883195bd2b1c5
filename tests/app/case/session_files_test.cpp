#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <iterator>

#include "base/file.h"
#include "store/plan_file.h"
#include "support/session_fixture.h"

namespace meso::app {
namespace {

namespace fs = std::filesystem;
using plan::Plan;

/// A disk on which files can grow no further than this, as far as this program can tell.
class FullDisk {
public:
    explicit FullDisk(rlim_t mostBytes) : signal_(::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit tight{mostBytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        ::signal(SIGXFSZ, signal_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit old_{};
    sighandler_t signal_;
};

class SessionFilesTest : public test::WithASession {
protected:
    void SetUp() override {
        session_ = open();
        fs::create_directories(folder_);
    }
    /// Problems among the notices.
    [[nodiscard]] int problems() const {
        int count = 0;
        for (const Notice& n : session_->notices())
            count += n.kind == Notice::Kind::Problem ? 1 : 0;
        return count;
    }
    void saveHere() {
        const Status saved = session_->saveAs(file_);
        ASSERT_TRUE(saved.ok()) << saved.error().message;
    }
    /// Nothing but the plan lies in its folder.
    [[nodiscard]] bool folderIsClean() const {
        const auto entries = fs::directory_iterator(folder_);
        return std::distance(begin(entries), end(entries)) == 1;
    }
    fs::path folder_ = fs::canonical(scratch_.path()) / "plans";
    fs::path file_ = folder_ / "plan.json";
    std::unique_ptr<Session> session_;
};

TEST_F(SessionFilesTest, SavesOpensAndKnowsWhatIsSaved) {
    EXPECT_FALSE(session_->save().ok()) << "there is no file yet";
    saveHere();
    EXPECT_TRUE(session_->savedAsShown());
    EXPECT_EQ(session_->file(), file_);
    editOnce(*session_, 1);
    EXPECT_FALSE(session_->savedAsShown());
    ASSERT_TRUE(session_->undo());
    EXPECT_TRUE(session_->savedAsShown());
    ASSERT_TRUE(session_->redo());
    ASSERT_TRUE(session_->save().ok());
    EXPECT_TRUE(session_->savedAsShown());
    EXPECT_TRUE(folderIsClean());
    const Plan saved = session_->plan();
    ASSERT_TRUE(session_->newCase().ok());
    EXPECT_NE(session_->plan(), saved);
    EXPECT_TRUE(session_->file().empty());
    ASSERT_TRUE(session_->openFile(folder_ / ".." / "plans" / "plan.json").ok());
    EXPECT_EQ(session_->plan(), saved);
    EXPECT_EQ(session_->file(), file_) << "one name for one file";
    EXPECT_TRUE(session_->savedAsShown());
    EXPECT_EQ(session_->undoLabel(), nullptr) << "the history of another case is gone";
}

TEST_F(SessionFilesTest, SavingTakesAPendingDraftAlong) {
    saveHere();
    Plan next = session_->plan();
    next.sites.front().volume = Ml(0.099);
    ASSERT_TRUE(session_->edit(next, "Volume").ok());
    ASSERT_TRUE(session_->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), next);
    EXPECT_EQ(*session_->undoLabel(), "Volume");
}

TEST_F(SessionFilesTest, ANewCaseIsCompleteOnTheOpenHead) {
    ASSERT_TRUE(session_->newCase().ok());
    EXPECT_EQ(session_->plan().sites.size(), 40u);
    EXPECT_EQ(session_->plan().area.presetId, "norwood_3_vertex");
    ASSERT_EQ(session_->plan().formulation.size(), 1u);
    EXPECT_EQ(session_->plan().formulation[0].compoundId,
              session_->library().compounds.compounds.front().id);
    ASSERT_TRUE(session_->openSample().ok());
    EXPECT_EQ(session_->plan().formulation.size(), 2u);
}

TEST_F(SessionFilesTest, AFileThatCannotBeOpenedLeavesTheOpenCase) {
    editOnce(*session_, 1);
    const Plan open = session_->plan();
    Plan floating = open;
    floating.sites.front().place.t += 0.2;
    ASSERT_TRUE(store::savePlan(floating, folder_ / "floating.json").ok());
    Plan noHead = open;
    noHead.head.length = Mm(20);
    ASSERT_TRUE(store::savePlan(noHead, folder_ / "head.json").ok());
    ASSERT_TRUE(writeFile(folder_ / "broken.json", "{").ok());
    for (const char* name : {"missing.json", "floating.json", "head.json", "broken.json", "."}) {
        const Status opened = session_->openFile(folder_ / name);
        ASSERT_FALSE(opened.ok()) << name;
        EXPECT_FALSE(opened.error().message.empty());
    }
    EXPECT_FALSE(session_->openFile("").ok());
    EXPECT_EQ(session_->plan(), open);
    EXPECT_NE(session_->undoLabel(), nullptr);
    EXPECT_TRUE(session_->settings().recent.empty());
    EXPECT_TRUE(fs::exists(draftFolder() / "untitled.draft")) << "the open case's own";
}

TEST_F(SessionFilesTest, RecentFilesAreNewestFirstAndAtMostTen) {
    for (int i = 0; i < 12; ++i)
        ASSERT_TRUE(session_->saveAs(folder_ / (std::to_string(i) + ".json")).ok());
    ASSERT_TRUE(session_->openFile(folder_ / "5.json").ok());
    const auto& recent = session_->settings().recent;
    ASSERT_EQ(recent.size(), store::kMostRecent);
    EXPECT_EQ(recent[0], (folder_ / "5.json").string());
    EXPECT_EQ(recent[1], (folder_ / "11.json").string());
    EXPECT_EQ(std::count(recent.begin(), recent.end(), recent[0]), 1);
    fs::remove(folder_ / "11.json");
    EXPECT_EQ(open()->settings().recent, recent) << "kept, and missing ones stay";
}

TEST_F(SessionFilesTest, DamagedSettingsAreToldAndCopied) {
    ASSERT_TRUE(
        writeFile(settingsFile(), R"({"format":"mesomap.settings","version":1,"recent":3})").ok());
    session_ = open();
    ASSERT_EQ(problems(), 1);
    EXPECT_NE(lastSentence(*session_).find("recent must be a list"), std::string::npos);
    EXPECT_TRUE(session_->settings().recent.empty());
    saveHere();
    EXPECT_EQ(open()->settings().recent, std::vector<std::string>{file_.string()});
    fs::path copy = settingsFile();
    copy += ".damaged";
    EXPECT_NE(readFile(copy, 1000)->find("\"recent\":3"), std::string::npos);
}

TEST_F(SessionFilesTest, SettingsThatCannotBeKeptAreToldOnce) {
    session_->saveSettings();
    EXPECT_EQ(problems(), 0);
    const FullDisk full(8);
    session_->saveSettings();
    session_->saveSettings();
    EXPECT_EQ(problems(), 1);
}

TEST_F(SessionFilesTest, AFullDiskLosesNeitherTheFileNorTheWork) {
    saveHere();
    const std::string before = *readFile(file_, 1 << 20);
    Plan after;
    {
        const FullDisk full(1000);
        editOnce(*session_, 1);
        EXPECT_EQ(problems(), 1) << "the draft could not be kept";
        EXPECT_NE(lastSentence(*session_).find("in memory only"), std::string::npos);
        editOnce(*session_, 2);
        EXPECT_EQ(problems(), 1) << "told once";
        const Status saved = session_->save();
        ASSERT_FALSE(saved.ok());
        EXPECT_NE(saved.error().message.find("Free some space"), std::string::npos);
        after = session_->plan();
    }
    EXPECT_EQ(*readFile(file_, 1 << 20), before);
    EXPECT_FALSE(session_->savedAsShown());
    editOnce(*session_, 3);
    EXPECT_NE(lastSentence(*session_).find("kept on disk again"), std::string::npos);
    ASSERT_TRUE(session_->save().ok());
    EXPECT_TRUE(folderIsClean());
    ASSERT_TRUE(session_->undo());
    EXPECT_EQ(session_->plan(), after);
}

TEST_F(SessionFilesTest, AFolderThatVanishesIsToldOnceAndWorkGoesOn) {
    saveHere();
    fs::rename(folder_, scratch_ / "unplugged");
    editOnce(*session_, 1);
    editOnce(*session_, 2);
    EXPECT_EQ(problems(), 1);
    EXPECT_FALSE(session_->save().ok());
    fs::rename(scratch_ / "unplugged", folder_);
    editOnce(*session_, 3);
    EXPECT_EQ(session_->notices().back().kind, Notice::Kind::Done);
    EXPECT_TRUE(fs::exists(folder_ / ".plan.json.draft"));
    EXPECT_TRUE(session_->save().ok());
}

TEST_F(SessionFilesTest, ADeletedFileIsToldOnceAndCanBeSavedAgain) {
    saveHere();
    EXPECT_FALSE(session_->pump());
    fs::remove(file_);
    EXPECT_TRUE(session_->pump());
    EXPECT_FALSE(session_->pump());
    EXPECT_EQ(problems(), 1);
    EXPECT_EQ(lastSentence(*session_),
              "The file " + file_.string() +
                  " was deleted by another program. Your plan is still open here; save it again.");
    EXPECT_FALSE(session_->savedAsShown());
    EXPECT_TRUE(fs::exists(folder_ / ".plan.json.draft")) << "a kill must not lose it now";
    ASSERT_TRUE(session_->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), session_->plan());
    EXPECT_TRUE(session_->savedAsShown());
}

TEST_F(SessionFilesTest, AFileThatSomebodyChangedIsNotReplacedUnasked) {
    saveHere();
    Plan theirs = session_->plan();
    theirs.about.title = "Somebody else's longer title";
    ASSERT_TRUE(store::savePlan(theirs, file_).ok());
    editOnce(*session_, 1);
    const Status first = session_->save();
    ASSERT_FALSE(first.ok());
    EXPECT_NE(first.error().message.find("Save again to replace it"), std::string::npos);
    EXPECT_EQ(*store::loadPlan(file_), theirs);
    ASSERT_TRUE(session_->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), session_->plan());
    theirs.about.title = "Again";
    ASSERT_TRUE(store::savePlan(theirs, file_).ok());
    EXPECT_TRUE(session_->pump());
    EXPECT_NE(lastSentence(*session_).find("changed by another program"), std::string::npos);
    EXPECT_FALSE(session_->savedAsShown());
    EXPECT_TRUE(session_->save().ok()) << "the user has been told";
}

TEST_F(SessionFilesTest, SaveAsGoesOnInTheNewFile) {
    saveHere();
    const Plan first = session_->plan();
    editOnce(*session_, 1);
    ASSERT_TRUE(session_->saveAs(folder_ / "second.json").ok());
    EXPECT_EQ(session_->file(), folder_ / "second.json");
    EXPECT_EQ(*store::loadPlan(file_), first);
    editOnce(*session_, 2);
    EXPECT_TRUE(fs::exists(folder_ / ".second.json.draft"));
    EXPECT_FALSE(fs::exists(folder_ / ".plan.json.draft"));
    EXPECT_FALSE(session_->saveAs(folder_ / "none" / "x.json").ok());
    EXPECT_FALSE(session_->saveAs("").ok());
    EXPECT_EQ(session_->file(), folder_ / "second.json") << "a failed save changes nothing";
    EXPECT_TRUE(fs::exists(folder_ / ".second.json.draft"));
}

} // namespace
} // namespace meso::app
