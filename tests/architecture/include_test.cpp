#include "architecture/house.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

// The plan of the house, held against every #include of src/.
namespace meso::test {
namespace {

namespace fs = std::filesystem;

/// A library, the beginnings of its headers' names, and the only rooms that may include them.
struct Fence {
    const char* library;
    std::regex header;
    Words rooms;          ///< a room stands for its sub-rooms too
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
        {"CLI11", std::regex("CLI/.*"), {"cli", "ui/host"}, ""},
    };
    return kFences;
}

bool isWithin(const Include& include, const Fence& fence) {
    const std::string top = include.room.substr(0, include.room.find('/'));
    return (fence.rooms.contains(include.room) || fence.rooms.contains(top)) &&
           (fence.onlyFile.empty() || include.file.stem() == fence.onlyFile);
}

TEST(Architecture, EveryRoomIsOnThePlan) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource)) {
        if (!entry.is_directory())
            continue;
        const std::string room = fs::relative(entry.path(), kSource).generic_string();
        const bool isOnThePlan = std::ranges::any_of(arrows(), [&](const auto& line) {
            return line.first == room || line.first.starts_with(room + "/");
        });
        EXPECT_TRUE(isOnThePlan) << room << " is not a room of src/rooms.txt";
    }
    for (const auto& [room, reached] : arrows())
        EXPECT_TRUE(fs::is_directory(kSource / room)) << room << " has no folder";
    EXPECT_GT(includes().size(), 200u) << "the test reads nothing";
}

TEST(Architecture, HoldsHeadersUnitsAndOneReadmeARoom) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource)) {
        const auto name = entry.path().filename();
        const auto extension = name.extension();
        EXPECT_TRUE(entry.is_directory() || extension == ".h" || extension == ".cpp" ||
                    name == "README.md" || entry.path() == kSource / "rooms.txt")
            << entry.path() << ": no other test of the house reads such a file";
    }
}

TEST(Architecture, SeesOurHeadersInAngleBracketsToo) {
    EXPECT_TRUE(namesARoom("app/assets.h"));
    EXPECT_TRUE(namesARoom("ui/kit/theme.h"));
    EXPECT_FALSE(namesARoom("Eigen/Core"));
    EXPECT_FALSE(namesARoom("sys/stat.h"));
    EXPECT_FALSE(namesARoom("geom"));
}

TEST(Architecture, ArrowsReachWhatTheRoomsOfALineReach) {
    EXPECT_TRUE(arrows().at("plan").contains("base"));
    EXPECT_TRUE(arrows().at("ui/shell").contains("ui/kit"));
    EXPECT_FALSE(arrows().at("ui/kit").contains("ui/state"));
    EXPECT_FALSE(arrows().at("sim/optimise").contains("plan"));
    EXPECT_FALSE(arrows().at("store").contains("verify"));
}

TEST(Architecture, ArrowsBetweenRoomsAreKept) {
    for (const Include& i : includes()) {
        if (!i.isOurs)
            continue;
        const std::string target = roomOf(i.target);
        EXPECT_TRUE(fs::exists(kSource / i.target)) << at(i) << ": write \"room/unit.h\"";
        ASSERT_TRUE(arrows().contains(i.room)) << i.room;
        EXPECT_TRUE(target == i.room || arrows().at(i.room).contains(target))
            << at(i) << ": " << i.room << " must not know " << target;
    }
}

TEST(Architecture, ThirdPartiesStayBehindTheirFences) {
    for (const Include& i : includes())
        for (const Fence& fence : fences())
            if (!i.isOurs && std::regex_match(i.target, fence.header)) {
                EXPECT_TRUE(isWithin(i, fence)) << at(i) << ": " << fence.library << " is fenced";
            }
}

} // namespace
} // namespace meso::test
