#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

// The plan of the house, held against every #include of src/.
namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

const fs::path kSource = fs::path(MESO_SOURCE_DIR) / "src";

/// Which rooms a room may include, beside itself.
const std::map<std::string, Words>& arrows() {
    static const std::map<std::string, Words> kArrows = [] {
        std::map<std::string, Words> a;
        a["base"] = {};
        a["geom"] = {"base"};
        a["anatomy"] = {"base", "geom"};
        a["plan"] = {"base", "geom", "anatomy"};
        a["sim"] = {"base", "geom", "anatomy", "plan"};
        for (const char* room : {"train", "verify", "store", "view"})
            a[room] = {"base", "geom", "anatomy", "plan", "sim"};
        a["store"].insert("verify");
        a["report"] = {"base", "geom", "anatomy", "plan", "sim", "view"};
        a["app"] = {"base", "geom", "anatomy", "plan", "sim", "train", "store", "view", "report"};
        a["gfx"] = {"base", "geom", "view"};
        a["ui"] = a["app"];
        a["ui"].insert({"app", "gfx"});
        a["cli"] = a["ui"];
        for (const char* room : {"app", "cli"})
            a[room].insert("verify");
        return a;
    }();
    return kArrows;
}

/// A library, the beginnings of its headers' names, and the only rooms that may include them.
struct Fence {
    const char* library;
    std::regex header;
    Words rooms;
    std::string onlyFile; ///< stem of the one unit inside the room; empty: the whole room
};

const std::vector<Fence>& fences() {
    static const std::vector<Fence> kFences = {
        {"ImGui", std::regex("(imgui|imstb).*"), {"ui"}, ""},
        {"GLFW", std::regex("GLFW/.*"), {"ui"}, ""},
        {"OpenGL and EGL", std::regex("(epoxy|EGL|GL|GLES[0-9])/.*"), {"gfx"}, ""},
        {"SQLite", std::regex("sqlite3\\.h"), {"store"}, ""},
        {"stb", std::regex("(stb/)?stb_.*"), {"gfx"}, "image"},
        {"Cairo, Pango and FreeType",
         std::regex("(cairo|pango|ft2build|freetype).*"),
         {"report"},
         ""},
        {"JSON", std::regex("nlohmann/.*"), {"store", "cli"}, ""},
        {"CLI11", std::regex("CLI/.*"), {"cli"}, ""},
    };
    return kFences;
}

struct Include {
    fs::path file;
    std::string room;
    int line;
    std::string target;
    bool isOurs; ///< quoted, or <room/unit.h>: angle brackets open no way round the arrows
};

bool namesARoom(const std::string& target) {
    const fs::path path(target);
    return std::distance(path.begin(), path.end()) > 1 && arrows().count(path.begin()->string());
}

std::vector<fs::path> sources(const fs::path& root) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto extension = entry.path().extension();
        if (extension == ".h" || extension == ".cpp")
            out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::string> linesOf(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

std::vector<Include> includes() {
    static const std::regex kInclude("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::vector<Include> out;
    for (const fs::path& file : sources(kSource)) {
        const std::string room = fs::relative(file, kSource).begin()->string();
        int number = 0;
        for (const std::string& line : linesOf(file)) {
            ++number;
            std::smatch found;
            if (std::regex_match(line, found, kInclude))
                out.push_back(
                    {file, room, number, found[2], found[1] == "\"" || namesARoom(found[2])});
        }
    }
    return out;
}

std::string at(const Include& i) {
    return i.file.string() + ":" + std::to_string(i.line) + " includes " + i.target;
}

TEST(Architecture, EveryRoomIsOnThePlan) {
    for (const auto& entry : fs::directory_iterator(kSource))
        if (entry.is_directory()) {
            EXPECT_TRUE(arrows().count(entry.path().filename().string()))
                << entry.path() << " is not a room of the house";
        }
    EXPECT_GT(includes().size(), 200u) << "the test reads nothing";
}

TEST(Architecture, HoldsHeadersAndUnitsOnly) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource)) {
        const auto extension = entry.path().extension();
        EXPECT_TRUE(entry.is_directory() || extension == ".h" || extension == ".cpp")
            << entry.path() << ": no other test of the house reads such a file";
    }
}

TEST(Architecture, SeesOurHeadersInAngleBracketsToo) {
    EXPECT_TRUE(namesARoom("app/planning.h"));
    EXPECT_FALSE(namesARoom("Eigen/Core"));
    EXPECT_FALSE(namesARoom("sys/stat.h"));
    EXPECT_FALSE(namesARoom("geom"));
}

TEST(Architecture, ArrowsBetweenRoomsAreKept) {
    for (const Include& i : includes()) {
        if (!i.isOurs)
            continue;
        const std::string target = fs::path(i.target).begin()->string();
        EXPECT_TRUE(fs::exists(kSource / i.target)) << at(i) << ": write \"room/unit.h\"";
        EXPECT_TRUE(target == i.room || arrows().at(i.room).count(target))
            << at(i) << ": " << i.room << " must not know " << target;
    }
}

TEST(Architecture, ThirdPartiesStayBehindTheirFences) {
    for (const Include& i : includes())
        for (const Fence& fence : fences()) {
            if (i.isOurs || !std::regex_match(i.target, fence.header))
                continue;
            const bool allowed = fence.rooms.count(i.room) &&
                                 (fence.onlyFile.empty() || i.file.stem() == fence.onlyFile);
            EXPECT_TRUE(allowed) << at(i) << ": " << fence.library << " is fenced";
        }
}

TEST(Architecture, FilesKeepTheirSize) {
    for (const fs::path& file : sources(kSource)) {
        const std::string name = file.filename().string();
        const std::size_t most = name.ends_with("_main.cpp") ? 120
                                 : file.extension() == ".h"  ? 150
                                                             : 400;
        EXPECT_LE(linesOf(file).size(), most) << file << ": split it by idea";
    }
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
