#include "architecture/house.h"

#include <gtest/gtest.h>

#include <regex>
#include <sstream>

// Whoever looks for a function finds it in the unit named like the header that declares it.
namespace meso::test {
namespace {

namespace fs = std::filesystem;

std::string textOf(const fs::path& file) {
    std::ostringstream out;
    for (const std::string& line : linesOf(file))
        out << line << '\n';
    return out.str();
}

/// The header that a unit belongs to: that of its own name, or, for a unit that continues a class
/// ("live_field_reading"), that of the beginning of its name. Empty: there is none.
fs::path headerOf(const fs::path& unit) {
    std::string stem = unit.stem().string();
    for (auto end = stem.size(); end != std::string::npos; end = stem.rfind('_')) {
        stem.resize(end);
        const fs::path header = unit.parent_path() / (stem + ".h");
        if (fs::exists(header))
            return header;
    }
    return {};
}

TEST(Architecture, EveryFunctionStandsInTheUnitNamedLikeItsHeader) {
    int units = 0;
    for (const fs::path& file : sources(kSource)) {
        // The same loops as in fast_kernels.cpp, compiled for another processor.
        if (file.extension() != ".cpp" || file.stem().string().ends_with("_main") ||
            file.stem() == "fast_kernels_v3")
            continue;
        const fs::path header = headerOf(file);
        EXPECT_FALSE(header.empty()) << file << " has no header of its name";
        const bool hasOwn = header.stem() == file.stem();
        const std::string text = hasOwn ? textOf(header) : "";
        for (const std::string& name : definitionsIn(linesOf(file)).open)
            EXPECT_TRUE(std::regex_search(text, std::regex("\\b" + name + "\\(")))
                << file << " defines " << name << ", which a header of its name does not declare";
        ++units;
    }
    EXPECT_GT(units, 200);
}

} // namespace
} // namespace meso::test
