#include "architecture/house.h"

#include <gtest/gtest.h>

#include <regex>

// The papers of the house: short enough to be read, and true where a machine can tell.
namespace meso::test {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot(MESO_SOURCE_DIR);

/// What a README may be at most, and the glossary of src/README.md.
constexpr std::size_t kMaxReadmeLines = 200, kMaxReadmeBytes = 12 * 1024, kMaxGlossary = 40;

/// Lines of the tables below a heading, up to the next heading of its level, without their heads.
std::vector<std::string> tableLines(const fs::path& paper, const std::string& heading) {
    std::vector<std::string> out;
    bool isBelow = false, isHead = true;
    for (const std::string& line : linesOf(paper)) {
        if (line.starts_with("## "))
            isBelow = line == heading;
        if (!isBelow || !line.starts_with("|"))
            isHead = true;
        else if (line.starts_with("|--"))
            isHead = false;
        else if (!isHead)
            out.push_back(line);
    }
    return out;
}

/// What matches the first group of a pattern in a text, in order.
std::vector<std::string> found(const std::string& text, const std::regex& pattern) {
    std::vector<std::string> out;
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
        out.push_back((*it)[1]);
    return out;
}

/// The rooms of src/rooms.txt, each with those of its own line alone.
std::map<std::string, Words> linesOfRooms() {
    static const std::regex kRoom("([a-z_/]+)");
    std::map<std::string, Words> out;
    for (const std::string& line : linesOf(kSource / "rooms.txt")) {
        const auto colon = line.find(':');
        if (line.starts_with("#") || colon == std::string::npos)
            continue;
        const auto named = found(line.substr(colon), kRoom);
        out[line.substr(0, colon)] = Words(named.begin(), named.end());
    }
    return out;
}

TEST(Papers, TheReadmeIsShort) {
    const fs::path readme = kRoot / "README.md";
    EXPECT_LE(linesOf(readme).size(), kMaxReadmeLines);
    EXPECT_LE(fs::file_size(readme), kMaxReadmeBytes);
}

TEST(Papers, TheGlossaryIsShort) {
    const auto entries = tableLines(kSource / "README.md", "## Glossary");
    EXPECT_GT(entries.size(), 20u) << "the test reads nothing";
    EXPECT_LE(entries.size(), kMaxGlossary);
}

TEST(Papers, TheTableOfRoomsIsThatOfTheArrows) {
    static const std::regex kQuoted("`([a-z_/]+)`");
    std::map<std::string, Words> told;
    for (const std::string& line : tableLines(kSource / "README.md", "## Rooms and arrows")) {
        const auto second = line.find('|', 1);
        const auto third = line.find('|', second + 1);
        const auto room = found(line.substr(0, second), kQuoted);
        if (room.size() != 1 || !arrows().contains(room[0]))
            continue; // the table of libraries
        const auto named = found(line.substr(second, third - second), kQuoted);
        told[room[0]] = Words(named.begin(), named.end());
    }
    for (const auto& [room, reached] : linesOfRooms()) {
        ASSERT_TRUE(told.contains(room)) << room << " is not in src/README.md";
        EXPECT_EQ(told.at(room), reached) << room << ": src/README.md and src/rooms.txt differ";
    }
    EXPECT_EQ(told.size(), arrows().size());
}

TEST(Papers, EveryRelativeLinkResolves) {
    static const std::regex kLink("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    std::size_t count = 0;
    for (const fs::path& paper : papers())
        for (const std::string& line : linesOf(paper))
            for (const std::string& link : found(line, kLink)) {
                if (link.find("://") != std::string::npos || link.starts_with("mailto:"))
                    continue;
                EXPECT_TRUE(fs::exists(paper.parent_path() / link)) << paper << ": " << link;
                ++count;
            }
    EXPECT_GT(count, 10u);
}

TEST(Papers, EveryPathThatAReadmeNamesExists) {
    static const std::regex kPath("`((?:src|tests|assets|shaders)/[\\w./-]*)`");
    std::size_t count = 0;
    for (const fs::path& paper : papers()) {
        if (paper.filename() == "CHANGELOG.md")
            continue; // tells what was
        for (const std::string& line : linesOf(paper))
            for (const std::string& path : found(line, kPath)) {
                EXPECT_TRUE(fs::exists(kRoot / path)) << paper << ": " << path;
                ++count;
            }
    }
    EXPECT_GT(count, 10u);
}

TEST(Papers, EveryCommandOfDevThatAReadmeNamesExists) {
    static const std::regex kCommand("\\./dev ([a-z]+)");
    Words known;
    for (const std::string& line : linesOf(kRoot / "dev"))
        if (std::smatch match; std::regex_match(line, match, std::regex("([a-z]+)\\) .*;;")))
            known.insert(match[1]);
    EXPECT_TRUE(known.contains("test")) << "the test reads nothing";
    for (const fs::path& paper : papers())
        for (const std::string& line : linesOf(paper))
            for (const std::string& command : found(line, kCommand))
                EXPECT_TRUE(known.contains(command)) << paper << ": ./dev " << command;
}

} // namespace
} // namespace meso::test
