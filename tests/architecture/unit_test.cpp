#include "architecture/house.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <regex>

// What a single header or unit must keep to.
namespace meso::test {
namespace {

namespace fs = std::filesystem;

/// Headers of ours that a unit of the window may see, at the median, and the header of the open
/// case, at most.
constexpr std::size_t kMaxMedianOfUi = 60, kMaxOfOpenCase = 30;

TEST(Architecture, FilesKeepTheirSize) {
    for (const fs::path& file : sources(kSource)) {
        const std::string name = file.filename().string();
        const std::size_t most = name.ends_with("_main.cpp") ? 120
                                 : file.extension() == ".h"  ? 150
                                                             : 400;
        EXPECT_LE(linesOf(file).size(), most) << file << ": split it by idea";
    }
}

TEST(Architecture, AUnitSeesFewHeaders) {
    std::vector<std::size_t> seen;
    for (const fs::path& file : sources(kSource / "ui"))
        if (file.extension() == ".cpp")
            seen.push_back(headersSeenBy(file));
    ASSERT_GT(seen.size(), 50u);
    std::sort(seen.begin(), seen.end());
    const std::size_t median = seen[seen.size() / 2];
    const std::size_t ofCase = headersSeenBy(kSource / "app" / "case" / "open_case.h");
    std::cout << "headers of ours that a unit of ui sees: median " << median << ", most "
              << seen.back() << "; app/case/open_case.h: " << ofCase << "\n";
    EXPECT_LE(median, kMaxMedianOfUi);
    EXPECT_LE(ofCase, kMaxOfOpenCase);
}

TEST(Architecture, NamesOfUnnamedNamespacesAreUniqueInTheirRoom) {
    std::map<std::pair<std::string, std::string>, fs::path> first;
    for (const fs::path& file : sources(kSource)) {
        if (file.extension() != ".cpp")
            continue;
        const std::string room = roomOf(fs::relative(file, kSource));
        std::vector<std::string> names = definitionsIn(linesOf(file)).unnamed;
        for (const std::string& name : Words(names.begin(), names.end())) {
            const auto [known, isNew] = first.try_emplace({room, name}, file);
            EXPECT_TRUE(isNew) << file << " and " << known->second << " both hold " << name
                               << ": whole builds join the units of a room";
        }
    }
    EXPECT_GT(first.size(), 500u);
}

TEST(Architecture, DefinitionsAreRead) {
    const Definitions found = definitionsIn(
        {"namespace meso::ui {", "namespace {", "constexpr double kEdge_mm = 1;", "struct Entry {",
         "    int row = 0;", "};", "std::string nameOf(const Entry& entry) {",
         "    return other(entry);", "}", "} // namespace", "int rowsOf(const std::string& text) {",
         "}", "void Panel::draw() {", "}", "double declared(int a);", "} // namespace meso::ui"});
    EXPECT_EQ(found.unnamed, (std::vector<std::string>{"kEdge_mm", "Entry", "nameOf"}));
    EXPECT_EQ(found.open, std::vector<std::string>{"rowsOf"});
}

TEST(Architecture, ShadersKeepTheirSizeAndVersion) {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(MESO_SOURCE_DIR) / "shaders")) {
        const auto lines = linesOf(entry.path());
        EXPECT_LE(lines.size(), 80u) << entry.path();
        EXPECT_TRUE(std::find(lines.begin(), lines.end(), "#version 330 core") != lines.end())
            << entry.path();
        ++count;
    }
    EXPECT_GE(count, 2);
}

TEST(Architecture, NoMarksOfUnfinishedWorkAndNoMachinePaths) {
    // Built from halves, so that this file does not match itself.
    const std::string both = std::string("TO") + "DO|FIX" + "ME|XX" + "X\\b|HA" + "CK";
    const std::regex mark("\\b(" + both + ")");
    const std::regex path(std::string("/wo") + "rk/|/ho" + "me/|/ro" + "ot/");
    std::vector<fs::path> files = sources(kSource);
    const auto tests = sources(fs::path(MESO_SOURCE_DIR) / "tests");
    files.insert(files.end(), tests.begin(), tests.end());
    for (const fs::path& file : files)
        for (const std::string& line : linesOf(file)) {
            EXPECT_FALSE(std::regex_search(line, mark)) << file << ": " << line;
            EXPECT_FALSE(std::regex_search(line, path)) << file << ": " << line;
        }
}

} // namespace
} // namespace meso::test
