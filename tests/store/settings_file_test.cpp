#include "store/settings_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/random.h"
#include "support/scratch.h"

namespace meso::store {
namespace {

using nlohmann::json;

Settings unusual() {
    Settings s;
    s.theme = "contrast";
    s.textScale = 1.35;
    s.inspectorWidth = 401.5;
    s.hintsSeen = s.reduceMotion = true;
    s.autoSimulate = false;
    s.shortcuts = {{"edit.redo", "Ctrl+Alt+Z"}, {"file.save", ""}};
    s.recent = {"/plans/a/plan.json", "/plans/ä \"b\"/plan 2.json"};
    return s;
}

class SettingsFileTest : public ::testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return scratch_ / "mesomap/settings.json"; }
    /// What reading says about a good file with one change.
    std::string refusalAfter(const std::function<void(json&)>& change) {
        EXPECT_TRUE(saveSettings(unusual(), file()).ok());
        json root = json::parse(*readFile(file(), 1 << 20));
        change(root);
        return refusalOf(root.dump());
    }
    /// Without waiting for the disk, for many files.
    void put(const std::string& bytes) const {
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes;
    }
    std::string refusalOf(const std::string& bytes) {
        put(bytes);
        const auto settings = loadSettings(file());
        return settings.ok() ? "(accepted)" : settings.error().message;
    }
    test::Scratch scratch_;
};

// The recent files may be called after patients.
TEST_F(SettingsFileTest, NobodyElseMayReadThem) {
    namespace fs = std::filesystem;
    const fs::perms others = fs::perms::group_all | fs::perms::others_all;
    ASSERT_TRUE(saveSettings(unusual(), file()).ok());
    EXPECT_EQ(fs::status(file()).permissions() & others, fs::perms::none);
    EXPECT_EQ(fs::status(file().parent_path()).permissions() & others, fs::perms::none);
    fs::permissions(file(), fs::perms::group_read | fs::perms::others_read, fs::perm_options::add);
    ASSERT_TRUE(saveSettings(unusual(), file()).ok());
    EXPECT_EQ(fs::status(file()).permissions() & others, fs::perms::none) << "by an older version";
}

TEST_F(SettingsFileTest, RoundTripIsExactAndMakesTheFolder) {
    ASSERT_TRUE(saveSettings(unusual(), file()).ok());
    EXPECT_EQ(*loadSettings(file()), unusual());
    ASSERT_TRUE(saveSettings(Settings{}, file()).ok());
    EXPECT_EQ(*loadSettings(file()), Settings{});
}

TEST_F(SettingsFileTest, WhatIsMissingTakesTheDefault) {
    EXPECT_EQ(*loadSettings(file()), Settings{});
    std::filesystem::create_directories(file().parent_path());
    ASSERT_TRUE(
        writeFile(file(), R"({"format":"mesomap.settings","version":1,"theme":"dark"})").ok());
    Settings dark;
    dark.theme = "dark";
    EXPECT_EQ(*loadSettings(file()), dark);
}

TEST_F(SettingsFileTest, DamageIsToldWithFileFieldAndReason) {
    EXPECT_EQ(refusalAfter([](json& j) { j["textScale"] = 3; }),
              file().string() + ": textScale must be a number between 0.85 and 2; it is 3.");
    EXPECT_NE(refusalAfter([](json& j) { j["theme"] = "pink"; }).find("theme must be one of"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["inspectorWidth"] = 10; }).find("inspectorWidth"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["hintsSeen"] = 1; }).find("must be true or false"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["shortcuts"][1]["key"] = 7; }).find("shortcuts[1].key"),
              std::string::npos);
    EXPECT_NE(
        refusalAfter([](json& j) { j["shortcuts"][1] = j["shortcuts"][0]; }).find("a second time"),
        std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["recent"][1] = 7; }).find("recent[1] must be a text"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["recent"] = std::vector<std::string>(11, "x");
              }).find("at most 10 texts"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) {
                  j["recent"][0] = std::string(5000, 'x');
              }).find("recent[0] is longer"),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["patient"] = "x"; }).find("unknown field \"patient\""),
              std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["version"] = 2; }).find("version 2"), std::string::npos);
    EXPECT_NE(refusalAfter([](json& j) { j["format"] = "mesomap.plan"; }).find("format"),
              std::string::npos);
}

TEST_F(SettingsFileTest, EveryTruncationIsRefused) {
    ASSERT_TRUE(saveSettings(unusual(), file()).ok());
    const std::string whole = *readFile(file(), 1 << 20);
    for (std::size_t length = 0; length + 2 <= whole.size(); length += 3)
        EXPECT_NE(refusalOf(whole.substr(0, length)), "(accepted)") << length;
}

TEST_F(SettingsFileTest, UntrustedBytesGiveAnErrorOrSettingsWithinBounds) {
    ASSERT_TRUE(saveSettings(unusual(), file()).ok());
    const std::string whole = *readFile(file(), 1 << 20);
    Random random(7);
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
        std::string bytes = whole;
        for (std::uint64_t k = 0; k <= random.below(3); ++k)
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        put(bytes);
        const auto s = loadSettings(file());
        refused += s.ok() ? 0 : 1;
        if (!s)
            continue;
        EXPECT_TRUE(s->textScale >= kMinTextScale && s->textScale <= kMaxTextScale);
        EXPECT_TRUE(s->inspectorWidth >= kMinInspectorWidth &&
                    s->inspectorWidth <= kMaxInspectorWidth);
        EXPECT_LE(s->recent.size(), kMaxRecent);
    }
    EXPECT_GT(refused, 200);
    EXPECT_NE(refusalOf("{\"format\":\"mesomap.settings\",\"version\":1,\"recent\":" +
                        std::string(100000, '[') + "}"),
              "(accepted)");
    EXPECT_NE(refusalOf(std::string(std::size_t{1} << 20, ' ')).find("larger"), std::string::npos);
}

TEST_F(SettingsFileTest, FailedWritesSaySoAndLeaveTheOldFile) {
    EXPECT_FALSE(saveSettings(unusual(), "/dev/full").ok());
    ASSERT_TRUE(writeFile(scratch_ / "a file", "x").ok());
    EXPECT_FALSE(saveSettings(unusual(), scratch_ / "a file/settings.json").ok());
    EXPECT_EQ(*loadSettings(scratch_ / "a file/settings.json"), Settings{}) << "missing";
    // A link to itself is as unreadable to root as a locked folder is to everybody else.
    std::filesystem::create_symlink("loop", scratch_ / "loop");
    EXPECT_FALSE(loadSettings(scratch_ / "loop/settings.json").ok());
    EXPECT_FALSE(loadSettings(scratch_.path()).ok()) << "a folder is no settings file";
    ASSERT_TRUE(saveSettings(unusual(), file()).ok());
    Settings bad = unusual();
    bad.textScale = 9;
    EXPECT_FALSE(saveSettings(bad, file()).ok());
    EXPECT_EQ(*loadSettings(file()), unusual());
}

} // namespace
} // namespace meso::store
