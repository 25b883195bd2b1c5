#include <gtest/gtest.h>

#include <fstream>

#include "support/scratch.h"
#include "ui/shell/folder_listing.h"

namespace meso::ui {
namespace {

TEST(FolderListing, ShowsFoldersFirstAndOnlyTheWantedFiles) {
    const test::Scratch scratch;
    for (const char* name : {"b.json", "a.json", "c.txt", ".hidden.json"})
        std::ofstream(scratch / name) << "12345";
    std::filesystem::create_directory(scratch / "zoo");
    const auto entries = listFolder(scratch.path(), ".json");
    ASSERT_TRUE(entries.ok());
    ASSERT_EQ(entries->size(), 3u);
    EXPECT_EQ((*entries)[0].name, "zoo");
    EXPECT_TRUE((*entries)[0].isFolder);
    EXPECT_EQ((*entries)[1].name, "a.json");
    EXPECT_EQ((*entries)[1].details, "5 bytes");
}

TEST(FolderListing, SaysWhyAFolderCannotBeRead) {
    const auto entries = listFolder("/nowhere/at/all", ".json");
    ASSERT_FALSE(entries.ok());
    EXPECT_NE(entries.error().message.find("/nowhere/at/all"), std::string::npos);
}

TEST(FolderListing, PutsTheEndingBehindANameWithoutOne) {
    const test::Scratch scratch;
    EXPECT_EQ(*fileNamed(scratch.path(), "plan", ".json"), scratch / "plan.json");
    EXPECT_EQ(*fileNamed(scratch.path(), "plan.json", ".json"), scratch / "plan.json");
    EXPECT_EQ(*fileNamed(scratch.path(), "/tmp/x.json", ".json"), "/tmp/x.json");
    EXPECT_EQ(*fileNamed(scratch / "sub", "../p", ".json"), scratch / "p.json");
}

TEST(FolderListing, KnowsAFolderByItsTypedName) {
    const test::Scratch scratch;
    std::filesystem::create_directory(scratch / "sub");
    EXPECT_EQ(folderNamed(scratch.path(), "sub")->filename(), "sub");
    EXPECT_EQ(*folderNamed(scratch / "sub", ".."), std::filesystem::canonical(scratch.path()));
    EXPECT_EQ(*folderNamed(scratch.path(), "/"), "/");
    EXPECT_FALSE(folderNamed(scratch.path(), "plan.json"));
    EXPECT_FALSE(folderNamed(scratch.path(), ""));
}

TEST(FolderListing, RefusesFoldersAndEmptyNames) {
    const test::Scratch scratch;
    EXPECT_FALSE(fileNamed(scratch.path(), "", ".json").ok());
    EXPECT_FALSE(fileNamed("/", scratch.path().string(), ".json").ok());
    EXPECT_FALSE(fileNamed(scratch.path(), std::string("a\0b", 3), ".json").ok());
}

} // namespace
} // namespace meso::ui
