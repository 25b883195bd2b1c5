#include "store/danger_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/scratch.h"

namespace meso::store {
namespace {

const std::string kShipped = std::string(MESO_SOURCE_DIR) + "/assets/data/danger.json";

TEST(DangerFile, HoldsEveryCorridorOfTheReference) {
    const auto library = readCorridors(kShipped);
    ASSERT_TRUE(library.ok()) << library.error().message;
    EXPECT_EQ(library->corridors.size(), 15u);
    for (const anatomy::Corridor& corridor : library->corridors) {
        EXPECT_FALSE(corridor.plane.empty()) << corridor.id;
        EXPECT_FALSE(corridor.source.empty()) << corridor.id;
        EXPECT_EQ(corridor.halfWidth.value() == 0,
                  corridor.kind == anatomy::CorridorKind::Landmark);
    }
    EXPECT_EQ(library->find("sta_frontal")->halfWidth, Mm(8));
    EXPECT_EQ(library->find("nothing"), nullptr);
}

TEST(DangerFile, RefusesWhatIsWrongWithFileAndField) {
    std::ifstream in(kShipped);
    std::stringstream whole;
    whole << in.rdbuf();
    const test::Scratch scratch;
    const auto damaged = [&](const std::string& from, const std::string& to) {
        std::string text = whole.str();
        text.replace(text.find(from), from.size(), to);
        const auto file = scratch / "danger.json";
        std::ofstream(file) << text;
        const auto read = readCorridors(file);
        return read ? std::string() : read.error().message;
    };
    EXPECT_NE(damaged("\"halfWidth_mm\": 5", "\"halfWidth_mm\": -5").find("halfWidth_mm"),
              std::string::npos);
    EXPECT_NE(damaged("[17, 94, 32]", "[-17, 94, 32]").find("right"), std::string::npos);
    EXPECT_NE(damaged("\"artery\"", "\"vein\"").find("kind"), std::string::npos);
    EXPECT_NE(damaged("[0.16, 0.24]", "[0.02, 0.24]").find("0.10"), std::string::npos);
    EXPECT_NE(damaged("sta_frontal", "sta_trunk").find("repeats"), std::string::npos);
}

} // namespace
} // namespace meso::store
