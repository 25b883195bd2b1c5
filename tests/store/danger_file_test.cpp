#include "store/danger_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "app/plan_checks.h"
#include "support/scratch.h"

namespace meso::store {
namespace {

const std::string kShipped = std::string(MESO_SOURCE_DIR) + "/assets/data/danger.json";

// What section 5 of the clinical reference lists: the id, the kind, half the width in mm, the
// points.
TEST(DangerFile, HoldsEveryCorridorOfTheReference) {
    using enum anatomy::CorridorKind;
    struct Listed {
        const char* id;
        anatomy::CorridorKind kind;
        double halfWidth_mm;
        std::size_t points;
    };
    const Listed listed[] = {
        {"supratrochlear", Artery, 5, 5},
        {"supratrochlear_n", Nerve, 6, 5},
        {"supraorbital_a", Artery, 6, 5},
        {"supraorbital_superficial", Nerve, 6, 5},
        {"supraorbital_deep", Nerve, 6, 7},
        {"superior_temporal_line", Landmark, 0, 8},
        {"sta_trunk", Artery, 6, 3},
        {"sta_bifurcation", Artery, 12, 1},
        {"sta_frontal", Artery, 8, 6},
        {"sta_parietal", Artery, 8, 6},
        {"auriculotemporal_n", Nerve, 6, 5},
        {"facial_temporal_branch", Nerve, 10, 4},
        {"posterior_auricular", Artery, 6, 4},
        {"lesser_occipital_n", Nerve, 8, 4},
        {"occipital_a", Artery, 8, 5},
        {"greater_occipital_n", Nerve, 8, 7},
        {"third_occipital_n", Nerve, 5, 1},
        {"parietal_emissary", Vein, 5, 1},
        {"brow", Landmark, 0, 4},
    };
    const auto library = readCorridors(kShipped);
    ASSERT_TRUE(library.ok()) << library.error().message;
    EXPECT_EQ(library->corridors.size(), std::size(listed));
    for (const Listed& expected : listed) {
        const anatomy::Corridor* corridor = library->find(expected.id);
        ASSERT_NE(corridor, nullptr) << expected.id;
        EXPECT_EQ(corridor->kind, expected.kind) << expected.id;
        EXPECT_EQ(corridor->halfWidth, Mm(expected.halfWidth_mm)) << expected.id;
        EXPECT_EQ(corridor->points.size(), expected.points) << expected.id;
        EXPECT_FALSE(corridor->plane.empty()) << expected.id;
        EXPECT_FALSE(corridor->source.empty()) << expected.id;
    }
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
    EXPECT_NE(damaged("\"artery\"", "\"muscle\"").find("kind"), std::string::npos);
    EXPECT_NE(damaged("[0.16, 0.24]", "[0.02, 0.24]").find("0.10"), std::string::npos);
    EXPECT_NE(damaged("sta_frontal", "sta_trunk").find("repeats"), std::string::npos);
}

} // namespace
} // namespace meso::store
