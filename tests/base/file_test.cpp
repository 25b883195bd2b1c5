#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "support/scratch.h"

namespace meso {
namespace {

namespace fs = std::filesystem;

TEST(File, WhatWasWrittenIsRead) {
    const test::Scratch scratch;
    const std::string bytes("a\0b\xFFtext", 8);
    ASSERT_TRUE(writeFile(scratch / "x.bin", bytes).ok());
    EXPECT_EQ(*readFile(scratch / "x.bin", 100), bytes);
    ASSERT_TRUE(writeFile(scratch / "x.bin", "new").ok());
    EXPECT_EQ(*readFile(scratch / "x.bin", 100), "new");
    EXPECT_EQ(std::distance(fs::directory_iterator(scratch.path()), {}), 1) << "left-over file";
}

TEST(File, ReadingNamesFileAndReason) {
    const test::Scratch scratch;
    const auto missing = readFile(scratch / "none.json", 100);
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().message.find("none.json"), std::string::npos);
    EXPECT_FALSE(readFile(scratch.path(), 100).ok());
    ASSERT_TRUE(writeFile(scratch / "big", std::string(101, 'x')).ok());
    EXPECT_NE(readFile(scratch / "big", 100).error().message.find("larger"), std::string::npos);
    EXPECT_FALSE(readFile("/dev/zero", 100).ok());
}

TEST(File, FullDiskAndMissingFolderAreSentences) {
    const test::Scratch scratch;
    const auto full = writeFile("/dev/full", "x");
    ASSERT_FALSE(full.ok());
    EXPECT_NE(full.error().message.find("Free some space"), std::string::npos);
    EXPECT_FALSE(writeFile(scratch / "no" / "such" / "folder.json", "x").ok());
    EXPECT_FALSE(writeFile(scratch.path(), "x").ok());
}

TEST(File, OldFileSurvivesAWriteThatDoesNotFit) {
    const test::Scratch scratch;
    ASSERT_TRUE(writeFile(scratch / "plan.json", "old").ok());
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto status = writeFile(scratch / "plan.json", std::string(5000, 'n'));
        ::_exit(status.ok() ? 1 : 0);
    }
    int exit = 0;
    ::waitpid(child, &exit, 0);
    EXPECT_EQ(exit, 0) << "the write should have failed";
    EXPECT_EQ(*readFile(scratch / "plan.json", 100), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(scratch.path()), {}), 1) << "left-over file";
}

TEST(File, LinksStayLinksAndPermissionsArePreserved) {
    const test::Scratch scratch;
    ASSERT_TRUE(writeFile(scratch / "real.json", "old").ok());
    fs::permissions(scratch / "real.json", fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink(scratch / "real.json", scratch / "link.json");
    ASSERT_TRUE(writeFile(scratch / "link.json", "new").ok());
    EXPECT_TRUE(fs::is_symlink(scratch / "link.json"));
    EXPECT_EQ(*readFile(scratch / "real.json", 100), "new");
    EXPECT_EQ(fs::status(scratch / "real.json").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

mode_t modeOf(const fs::path& file) {
    struct stat about {};
    EXPECT_EQ(::lstat(file.c_str(), &about), 0) << file;
    return about.st_mode & 07777;
}

TEST(File, WhoMayReadItIsAsAskedForAndNeverWiderThanBefore) {
    const test::Scratch scratch;
    const mode_t before = ::umask(022);
    const auto written = [&](const char* name, Access access) {
        EXPECT_TRUE(writeFile(scratch / name, "x", access).ok());
        return modeOf(scratch / name);
    };
    EXPECT_EQ(written("export.csv", Access::AsUsual), 0644U);
    EXPECT_EQ(written("plan.json", Access::OwnIfNew), 0600U);
    EXPECT_EQ(written("draft", Access::OwnAlways), 0600U);
    for (const mode_t chosen : {0600U, 0640U, 0644U, 0664U}) {
        for (const char* name : {"export.csv", "plan.json", "draft"})
            ::chmod((scratch / name).c_str(), chosen);
        EXPECT_EQ(written("export.csv", Access::AsUsual), chosen);
        EXPECT_EQ(written("plan.json", Access::OwnIfNew), chosen) << "somebody chose that";
        EXPECT_EQ(written("draft", Access::OwnAlways), 0600U);
    }
    ::umask(077);
    EXPECT_EQ(written("plan.json", Access::OwnIfNew), 0664U) << "whatever the umask says";
    EXPECT_EQ(written("other.csv", Access::AsUsual), 0600U);
    ::umask(before);
}

TEST(File, OwnFoldersAreMadeForTheOwnerAlone) {
    const test::Scratch scratch;
    ::chmod(scratch.path().c_str(), 0755);
    makeOwnFolder(scratch / "a" / "b");
    EXPECT_EQ(modeOf(scratch / "a"), 0700U);
    EXPECT_EQ(modeOf(scratch / "a" / "b"), 0700U);
    EXPECT_EQ(modeOf(scratch.path()), 0755U) << "what was there stays as it was";
    EXPECT_TRUE(isOwnFolder(scratch / "a"));
    makeOwnFolder({});
    fs::create_directory_symlink(scratch / "a", scratch / "link");
    EXPECT_FALSE(isOwnFolder(scratch / "link")) << "a link may lead anywhere";
    EXPECT_FALSE(isOwnFolder(scratch / "none"));
    ::chmod((scratch / "a").c_str(), 0750);
    EXPECT_FALSE(isOwnFolder(scratch / "a"));
}

TEST(File, KilledWriterLeavesTheOldOrTheNewFile) {
    const test::Scratch scratch;
    const std::string oldBytes(200000, 'o');
    const std::string newBytes(200000, 'n');
    for (int round = 0; round < 40; ++round) {
        ASSERT_TRUE(writeFile(scratch / "plan.json", oldBytes).ok());
        const pid_t child = ::fork();
        if (child == 0)
            for (;;)
                (void)writeFile(scratch / "plan.json", newBytes);
        ::usleep(200 + 150 * round);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const std::string bytes = *readFile(scratch / "plan.json", 1000000);
        EXPECT_TRUE(bytes == oldBytes || bytes == newBytes) << "a mix in round " << round;
    }
}

} // namespace
} // namespace meso
