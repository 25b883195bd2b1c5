#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

/// The checkout read as text, for the tests of the house.
namespace meso::test {

inline const std::filesystem::path kSource = std::filesystem::path(MESO_SOURCE_DIR) / "src";

using Words = std::set<std::string>;

/// The rooms of src/rooms.txt, each with every room that it may include: those of its line and
/// whatever these may include.
const std::map<std::string, Words>& arrows();

/// The room of a path below src: its folder.
std::string roomOf(const std::filesystem::path& belowSource);

/// Headers and units below a folder, in order.
std::vector<std::filesystem::path> sources(const std::filesystem::path& root);
std::vector<std::string> linesOf(const std::filesystem::path& file);

/// Every README of the checkout and CHANGELOG.md, in order.
std::vector<std::filesystem::path> papers();

/// One #include of a header or unit of src.
struct Include {
    std::filesystem::path file;
    std::string room;
    int line;
    std::string target;
    bool isOurs; ///< quoted, or <room/unit.h>: angle brackets open no way round the arrows
};
bool namesARoom(const std::string& target);
std::vector<Include> includes();
std::string at(const Include& include);

/// How many headers of src a file sees, itself not counted.
std::size_t headersSeenBy(const std::filesystem::path& file);

/// What a unit defines at the left edge of its lines, as clang-format leaves it.
struct Definitions {
    std::vector<std::string> open;    ///< free functions that other units could call
    std::vector<std::string> unnamed; ///< types, constants and functions of unnamed namespaces
};
Definitions definitionsIn(const std::vector<std::string>& lines);

} // namespace meso::test
