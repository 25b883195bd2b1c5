#include "architecture/house.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The whole text in lower case, with every run of blanks and line breaks as one blank, comment
/// marks dropped and literals that the compiler joins joined: a claim must not hide in a line
/// break.
std::string joined(const fs::path& file) {
    std::ifstream in(file);
    std::string out;
    for (std::string line; std::getline(in, line);) {
        const auto first = line.find_first_not_of(" \t/");
        if (first == std::string::npos)
            continue;
        if (out.ends_with("\" ") && line[first] == '"') {
            out.resize(out.size() - 2);
            out += line.substr(first + 1);
        } else {
            out += line.substr(first);
        }
        out.erase(out.find_last_not_of(" \t") + 1);
        out += ' ';
    }
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// All texts that a reader of the program can meet.
std::vector<fs::path> texts() {
    const fs::path root(MESO_SOURCE_DIR);
    const std::set<std::string> kinds = {".cpp", ".h", ".json", ".txt", ".vert", ".frag"};
    std::vector<fs::path> files = meso::test::papers();
    for (const char* folder : {"src", "assets", "shaders"})
        for (const auto& entry : fs::recursive_directory_iterator(root / folder))
            if (entry.is_regular_file() && kinds.contains(entry.path().extension().string()))
                files.push_back(entry.path());
    return files;
}

const std::regex& claims() {
    static const std::regex all(
        "(no|without|free (of|from)|zero) (any )?(known )?side.effects?|side.effect.free|"
        "painless|pain.free|guarantees?\\b|guaranteed|risk.free|(no|without|zero) risks?\\b|"
        "safe doses?\\b|(completely|perfectly|totally|absolutely) safe|harmless|"
        "will (re)?grow|regrows? hair|\\bcures?\\b|miracle",
        std::regex::optimize);
    return all;
}

/// What a rule or a remark may say against such a claim: file name and the words.
const std::set<std::pair<std::string, std::string>>& allowed() {
    static const std::set<std::pair<std::string, std::string>> all = {};
    return all;
}

/// Claims in a text of lower case. The pattern is slow, so it looks only where one of its words is.
std::vector<std::string> claimsIn(const std::string& text) {
    constexpr std::size_t kAround = 60;
    std::vector<std::string> found;
    for (const char* stem :
         {"effect", "pain", "guarant", "risk", "safe", "harmless", "grow", "cure", "miracle"})
        for (auto at = text.find(stem); at != std::string::npos; at = text.find(stem, at + 1)) {
            const std::size_t from = at - std::min(at, kAround);
            const std::string around = text.substr(from, 2 * kAround);
            if (std::smatch match; std::regex_search(around, match, claims()))
                found.push_back(match.str());
        }
    return found;
}

// R25 of the clinical rules.
TEST(Wording, NothingPromisesAnEffectOrSafety) {
    const std::vector<fs::path> files = texts();
    EXPECT_GT(files.size(), 100u);
    for (const fs::path& file : files)
        for (const std::string& claim : claimsIn(joined(file)))
            EXPECT_TRUE(allowed().contains({file.filename().string(), claim}))
                << file << ": \"" << claim << "\"";
}

TEST(Wording, TheSearchFindsWhatItIsFor) {
    for (const char* claim :
         {"it has no side effects.", "free of side effects", "painless!", "a guaranteed result",
          "it guarantees growth", "with a guarantee", "risk-free", "the safe dose is 5 mg",
          "without any side effects", "your hair will grow"})
        EXPECT_FALSE(claimsIn(claim).empty()) << claim;
    for (const char* fine : {"side effects are listed", "pain in 45 %", "the largest dose",
                             "planning, training and explanation aid, not a medical device"})
        EXPECT_TRUE(claimsIn(fine).empty()) << fine;
}

TEST(Wording, SaysWhatTheProgramIs) {
    const std::string aid = "not a medical device";
    EXPECT_NE(joined(fs::path(MESO_SOURCE_DIR) / "README.md").find(aid), std::string::npos);
    bool inWindow = false;
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(MESO_SOURCE_DIR) / "src" / "ui"))
        inWindow = inWindow || joined(entry.path()).find(aid) != std::string::npos;
    EXPECT_TRUE(inWindow);
}

} // namespace
