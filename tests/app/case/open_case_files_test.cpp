#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <iterator>

#include "app/library.h"
#include "base/file.h"
#include "store/plan_file.h"
#include "support/open_case_fixture.h"

namespace meso::app {
namespace {

namespace fs = std::filesystem;
using plan::Plan;

/// A disk on which files can grow no further than this, as far as this program can tell.
class FullDisk {
public:
    explicit FullDisk(rlim_t maxBytes) : signal_(::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit tight{maxBytes, old_.rlim_max};
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

class OpenCaseFilesTest : public test::WithOpenCase {
protected:
    void SetUp() override {
        openCase_ = open();
        fs::create_directories(folder_);
    }
    /// Problems among the notices.
    [[nodiscard]] int problems() const {
        int count = 0;
        for (const Notice& n : openCase_->notices())
            count += n.kind == Notice::Kind::Problem ? 1 : 0;
        return count;
    }
    void saveHere() {
        const Status saved = openCase_->saveAs(file_);
        ASSERT_TRUE(saved.ok()) << saved.error().message;
    }
    /// Nothing but the plan lies in its folder.
    [[nodiscard]] bool folderIsClean() const {
        const auto entries = fs::directory_iterator(folder_);
        return std::distance(begin(entries), end(entries)) == 1;
    }
    fs::path folder_ = fs::canonical(scratch_.path()) / "plans";
    fs::path file_ = folder_ / "plan.json";
    std::unique_ptr<OpenCase> openCase_;
};

TEST_F(OpenCaseFilesTest, SavesOpensAndKnowsWhatIsSaved) {
    EXPECT_FALSE(openCase_->save().ok()) << "there is no file yet";
    saveHere();
    EXPECT_TRUE(openCase_->savedAsShown());
    EXPECT_EQ(openCase_->file(), file_);
    editOnce(*openCase_, 1);
    EXPECT_FALSE(openCase_->savedAsShown());
    ASSERT_TRUE(openCase_->undo());
    EXPECT_TRUE(openCase_->savedAsShown());
    ASSERT_TRUE(openCase_->redo());
    ASSERT_TRUE(openCase_->save().ok());
    EXPECT_TRUE(openCase_->savedAsShown());
    EXPECT_TRUE(folderIsClean());
    const Plan saved = openCase_->plan();
    ASSERT_TRUE(openCase_->newCase().ok());
    EXPECT_NE(openCase_->plan(), saved);
    EXPECT_TRUE(openCase_->file().empty());
    ASSERT_TRUE(openCase_->openFile(folder_ / ".." / "plans" / "plan.json").ok());
    EXPECT_EQ(openCase_->plan(), saved);
    EXPECT_EQ(openCase_->file(), file_) << "one name for one file";
    EXPECT_TRUE(openCase_->savedAsShown());
    EXPECT_EQ(openCase_->undoLabel(), nullptr) << "the history of another case is gone";
}

TEST_F(OpenCaseFilesTest, SavingTakesAPendingDraftAlong) {
    saveHere();
    Plan next = openCase_->plan();
    next.sites.front().volume = Ml(0.099);
    ASSERT_TRUE(openCase_->edit(next, "Volume").ok());
    ASSERT_TRUE(openCase_->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), next);
    EXPECT_EQ(*openCase_->undoLabel(), "Volume");
}

TEST_F(OpenCaseFilesTest, ANewCaseIsCompleteOnTheOpenHead) {
    ASSERT_TRUE(openCase_->newCase().ok());
    EXPECT_EQ(openCase_->plan().sites.size(), 40u);
    EXPECT_EQ(openCase_->plan().area.presetId, "norwood_3_vertex");
    ASSERT_EQ(openCase_->plan().formulation.size(), 1u);
    EXPECT_EQ(openCase_->plan().formulation[0].compoundId,
              openCase_->library().compounds.compounds.front().id);
    ASSERT_TRUE(openCase_->openSample().ok());
    EXPECT_EQ(openCase_->plan().formulation.size(), 2u);
}

TEST_F(OpenCaseFilesTest, AFileThatCannotBeOpenedLeavesTheOpenCase) {
    editOnce(*openCase_, 1);
    const Plan open = openCase_->plan();
    Plan floating = open;
    floating.sites.front().place.t += 0.2;
    ASSERT_TRUE(store::savePlan(floating, folder_ / "floating.json").ok());
    Plan noHead = open;
    noHead.head.length = Mm(20);
    ASSERT_TRUE(store::savePlan(noHead, folder_ / "head.json").ok());
    ASSERT_TRUE(writeFile(folder_ / "broken.json", "{").ok());
    for (const char* name : {"missing.json", "floating.json", "head.json", "broken.json", "."}) {
        const Status opened = openCase_->openFile(folder_ / name);
        ASSERT_FALSE(opened.ok()) << name;
        EXPECT_FALSE(opened.error().message.empty());
    }
    EXPECT_FALSE(openCase_->openFile("").ok());
    EXPECT_EQ(openCase_->plan(), open);
    EXPECT_NE(openCase_->undoLabel(), nullptr);
    EXPECT_TRUE(openCase_->settings().recent.empty());
    EXPECT_TRUE(fs::exists(draftFolder() / "untitled.draft")) << "the open case's own";
}

TEST_F(OpenCaseFilesTest, RecentFilesAreNewestFirstAndAtMostTen) {
    for (int i = 0; i < 12; ++i)
        ASSERT_TRUE(openCase_->saveAs(folder_ / (std::to_string(i) + ".json")).ok());
    ASSERT_TRUE(openCase_->openFile(folder_ / "5.json").ok());
    const auto& recent = openCase_->settings().recent;
    ASSERT_EQ(recent.size(), store::kMaxRecent);
    EXPECT_EQ(recent[0], (folder_ / "5.json").string());
    EXPECT_EQ(recent[1], (folder_ / "11.json").string());
    EXPECT_EQ(std::count(recent.begin(), recent.end(), recent[0]), 1);
    fs::remove(folder_ / "11.json");
    EXPECT_EQ(open()->settings().recent, recent) << "kept, and missing ones stay";
}

TEST_F(OpenCaseFilesTest, DamagedSettingsAreToldAndCopied) {
    ASSERT_TRUE(
        writeFile(settingsFile(), R"({"format":"mesomap.settings","version":1,"recent":3})").ok());
    openCase_ = open();
    ASSERT_EQ(problems(), 1);
    EXPECT_NE(lastSentence(*openCase_).find("recent must be a list"), std::string::npos);
    EXPECT_TRUE(openCase_->settings().recent.empty());
    saveHere();
    EXPECT_EQ(open()->settings().recent, std::vector<std::string>{file_.string()});
    fs::path copy = settingsFile();
    copy += ".damaged";
    EXPECT_NE(readFile(copy, 1000)->find("\"recent\":3"), std::string::npos);
}

TEST_F(OpenCaseFilesTest, SettingsThatCannotBeKeptAreToldOnce) {
    openCase_->saveSettings();
    EXPECT_EQ(problems(), 0);
    const FullDisk full(8);
    openCase_->saveSettings();
    openCase_->saveSettings();
    EXPECT_EQ(problems(), 1);
}

TEST_F(OpenCaseFilesTest, AFullDiskLosesNeitherTheFileNorTheWork) {
    saveHere();
    const std::string before = *readFile(file_, 1 << 20);
    Plan after;
    {
        const FullDisk full(1000);
        editOnce(*openCase_, 1);
        EXPECT_EQ(problems(), 1) << "the draft could not be kept";
        EXPECT_NE(lastSentence(*openCase_).find("in memory only"), std::string::npos);
        editOnce(*openCase_, 2);
        EXPECT_EQ(problems(), 1) << "told once";
        const Status saved = openCase_->save();
        ASSERT_FALSE(saved.ok());
        EXPECT_NE(saved.error().message.find("Free some space"), std::string::npos);
        after = openCase_->plan();
    }
    EXPECT_EQ(*readFile(file_, 1 << 20), before);
    EXPECT_FALSE(openCase_->savedAsShown());
    editOnce(*openCase_, 3);
    EXPECT_NE(lastSentence(*openCase_).find("kept on disk again"), std::string::npos);
    ASSERT_TRUE(openCase_->save().ok());
    EXPECT_TRUE(folderIsClean());
    ASSERT_TRUE(openCase_->undo());
    EXPECT_EQ(openCase_->plan(), after);
}

TEST_F(OpenCaseFilesTest, AFolderThatVanishesIsToldOnceAndWorkGoesOn) {
    saveHere();
    fs::rename(folder_, scratch_ / "unplugged");
    editOnce(*openCase_, 1);
    editOnce(*openCase_, 2);
    EXPECT_EQ(problems(), 1);
    EXPECT_FALSE(openCase_->save().ok());
    fs::rename(scratch_ / "unplugged", folder_);
    editOnce(*openCase_, 3);
    EXPECT_EQ(openCase_->notices().back().kind, Notice::Kind::Done);
    EXPECT_TRUE(fs::exists(folder_ / ".plan.json.draft"));
    EXPECT_TRUE(openCase_->save().ok());
}

TEST_F(OpenCaseFilesTest, ADeletedFileIsToldOnceAndCanBeSavedAgain) {
    saveHere();
    EXPECT_FALSE(openCase_->poll());
    fs::remove(file_);
    EXPECT_TRUE(openCase_->poll());
    EXPECT_FALSE(openCase_->poll());
    EXPECT_EQ(problems(), 1);
    EXPECT_EQ(lastSentence(*openCase_),
              "The file " + file_.string() +
                  " was deleted by another program. Your plan is still open here; save it again.");
    EXPECT_FALSE(openCase_->savedAsShown());
    EXPECT_TRUE(fs::exists(folder_ / ".plan.json.draft")) << "a kill must not lose it now";
    ASSERT_TRUE(openCase_->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), openCase_->plan());
    EXPECT_TRUE(openCase_->savedAsShown());
}

TEST_F(OpenCaseFilesTest, AFileThatSomebodyChangedIsNotReplacedUnasked) {
    saveHere();
    Plan theirs = openCase_->plan();
    theirs.about.title = "Somebody else's longer title";
    ASSERT_TRUE(store::savePlan(theirs, file_).ok());
    editOnce(*openCase_, 1);
    const Status first = openCase_->save();
    ASSERT_FALSE(first.ok());
    EXPECT_NE(first.error().message.find("Save again to replace it"), std::string::npos);
    EXPECT_EQ(*store::loadPlan(file_), theirs);
    ASSERT_TRUE(openCase_->save().ok());
    EXPECT_EQ(*store::loadPlan(file_), openCase_->plan());
    theirs.about.title = "Again";
    ASSERT_TRUE(store::savePlan(theirs, file_).ok());
    EXPECT_TRUE(openCase_->poll());
    EXPECT_NE(lastSentence(*openCase_).find("changed by another program"), std::string::npos);
    EXPECT_FALSE(openCase_->savedAsShown());
    EXPECT_TRUE(openCase_->save().ok()) << "the user has been told";
}

TEST_F(OpenCaseFilesTest, SaveAsGoesOnInTheNewFile) {
    saveHere();
    const Plan first = openCase_->plan();
    editOnce(*openCase_, 1);
    ASSERT_TRUE(openCase_->saveAs(folder_ / "second.json").ok());
    EXPECT_EQ(openCase_->file(), folder_ / "second.json");
    EXPECT_EQ(*store::loadPlan(file_), first);
    editOnce(*openCase_, 2);
    EXPECT_TRUE(fs::exists(folder_ / ".second.json.draft"));
    EXPECT_FALSE(fs::exists(folder_ / ".plan.json.draft"));
    EXPECT_FALSE(openCase_->saveAs(folder_ / "none" / "x.json").ok());
    EXPECT_FALSE(openCase_->saveAs("").ok());
    EXPECT_EQ(openCase_->file(), folder_ / "second.json") << "a failed save changes nothing";
    EXPECT_TRUE(fs::exists(folder_ / ".second.json.draft"));
}

} // namespace
} // namespace meso::app
