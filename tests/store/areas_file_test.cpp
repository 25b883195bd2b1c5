#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <set>

#include "anatomy/hair_loss.h"
#include "anatomy/scalp_frame.h"
#include "anatomy/skin_outline.h"
#include "base/file.h"
#include "geom/region.h"
#include "store/areas_file.h"
#include "store/data_files.h"
#include "support/built_head.h"
#include "support/paths.h"
#include "support/scratch.h"

namespace meso::store {
namespace {

using anatomy::AreaPreset;

const anatomy::AreaLibrary& shipped() {
    static const anatomy::AreaLibrary areas = readAreas(test::kDataFolder / "areas.json").value();
    return areas;
}

/// A head of a percentile with its coordinates.
struct Person {
    anatomy::HeadPtr head;
    anatomy::ScalpFrame frame;
};

const Person& person(const std::string& name) {
    static std::map<std::string, Person> known;
    auto found = known.find(name);
    if (found == known.end()) {
        auto head = test::builtPeople({name}).front().head;
        auto frame = anatomy::ScalpFrame::make(head->display, head->landmarks).value();
        found = known.emplace(name, Person{head, std::move(frame)}).first;
    }
    return found->second;
}

/// Area on a head, cm2, of either side of the midline.
struct Sides {
    double left = 0, right = 0;
    [[nodiscard]] double both() const { return left + right; }
};

Sides areaOn(const AreaPreset& preset, const Person& p) {
    const auto outlines = anatomy::outlinesOf(preset, shipped().hairline, *p.head, p.frame);
    EXPECT_TRUE(outlines.ok()) << (outlines.ok() ? "" : outlines.error().message);
    if (!outlines)
        return {};
    std::vector<geom::Outline> areas;
    for (const anatomy::ScalpOutline& outline : *outlines)
        areas.push_back(onSkin(outline, p.frame).value());
    const auto region =
        geom::Region::make(p.head->scalp->mesh, p.head->scalp->centre, areas, {}).value();
    Sides sides;
    for (std::size_t v = 0; v < region.vertexArea().size(); ++v) {
        const double x = region.mesh().vertices()[v].x();
        const double cm2 = toCm2(Mm2(region.vertexArea()[v]));
        sides.left += x < -1e-6 ? cm2 : x > 1e-6 ? 0 : cm2 / 2;
        sides.right += x > 1e-6 ? cm2 : x < -1e-6 ? 0 : cm2 / 2;
    }
    return sides;
}

/// The table was worked out on a model head without a face and with a hairline of its own. A tenth
/// is what that may make. Three are further off: the table's widest strip and triangle reach
/// farther back than its own s = 0.70, and its occiput reaches down to the inion, where scalp
/// coordinates have ended.
double toleranceOf(const std::string& id) {
    const std::set<std::string> further = {"sinclair_5", "olsen_3", "region_occipital"};
    return further.contains(id) ? 0.15 : 0.10;
}

TEST(AreasFile, EveryPatternOfTheTablesIsThere) {
    for (const char* id :
         {"norwood_1",        "temples",         "norwood_2a",      "norwood_3",
          "norwood_3_vertex", "norwood_3a",      "norwood_4",       "norwood_4a",
          "norwood_5",        "norwood_5a",      "norwood_6",       "norwood_7",
          "ludwig_1",         "ludwig_2",        "ludwig_3",        "sinclair_1",
          "sinclair_2",       "sinclair_3",      "sinclair_4",      "sinclair_5",
          "olsen_1",          "olsen_2",         "olsen_3",         "basp_l",
          "basp_m0",          "basp_m1",         "basp_m2",         "basp_m3",
          "basp_c0",          "basp_c1",         "basp_c2",         "basp_c3",
          "basp_u1",          "basp_u2",         "basp_u3",         "basp_f1",
          "basp_f2",          "basp_f3",         "basp_v1",         "basp_v2",
          "basp_v3",          "frontal_band",    "region_temporal", "region_mid_scalp",
          "region_vertex",    "region_parietal", "region_occipital"})
        EXPECT_NE(shipped().find(id), nullptr) << id;
    const std::set<std::string> groups = {"Norwood", "Ludwig",  "Sinclair", "Olsen",
                                          "BASP",    "Regions", "Other"};
    for (const AreaPreset& preset : shipped().presets) {
        EXPECT_TRUE(groups.contains(preset.group)) << preset.id << ": " << preset.group;
        EXPECT_FALSE(preset.source.empty()) << preset.id;
    }
}

// Sections 6.3 and 7 of the clinical reference, cm2; that a preset has this area is measured below.
TEST(AreasFile, ExpectsWhatTheReferenceLists) {
    const std::map<std::string, double> listed = {
        {"temples", 23},          {"norwood_2a", 21},        {"norwood_3", 51},
        {"norwood_3_vertex", 51}, {"norwood_3a", 61},        {"norwood_4", 113},
        {"norwood_4a", 120},      {"norwood_5", 189},        {"norwood_5a", 231},
        {"norwood_6", 297},       {"norwood_7", 373},        {"ludwig_1", 131},
        {"ludwig_2", 187},        {"ludwig_3", 247},         {"sinclair_2", 20},
        {"sinclair_3", 43},       {"sinclair_4", 93},        {"sinclair_5", 183},
        {"olsen_1", 29},          {"olsen_2", 52},           {"olsen_3", 93},
        {"frontal_band", 81},     {"region_mid_scalp", 141}, {"region_vertex", 115},
        {"region_occipital", 99}};
    for (const auto& [id, cm2] : listed)
        EXPECT_EQ(shipped().find(id)->expectedCm2, cm2) << id;
    // The two that differ, which their source says: 137 cm2 in the table.
    EXPECT_EQ(shipped().find("region_temporal")->expectedCm2 +
                  shipped().find("region_parietal")->expectedCm2,
              90);
    for (const char* id : {"region_temporal", "region_parietal"})
        EXPECT_NE(shipped().find(id)->source.find("137 cm2"), std::string::npos) << id;
}

TEST(AreasFile, PresetsHaveTheAreasOfTheTable) {
    for (const AreaPreset& preset : shipped().presets) {
        if (preset.shapes.empty())
            continue;
        const Sides area = areaOn(preset, person(preset.onFemaleHead ? "woman P50" : "man P50"));
        std::printf("%-18s %6.1f cm2, expected %5.1f (%+.1f %%)\n", preset.id.c_str(), area.both(),
                    preset.expectedCm2, 100 * (area.both() / preset.expectedCm2 - 1));
        EXPECT_NEAR(area.both() / preset.expectedCm2, 1, toleranceOf(preset.id)) << preset.id;
        EXPECT_NEAR(area.left / area.right, 1, 0.01) << preset.id;
    }
}

TEST(AreasFile, PresetsFitOnSmallAndLargeHeads) {
    for (const AreaPreset& preset : shipped().presets) {
        if (preset.shapes.empty())
            continue;
        const std::string sex = preset.onFemaleHead ? "woman" : "man";
        const Sides small = areaOn(preset, person(sex + " P5"));
        const Sides large = areaOn(preset, person(sex + " P95"));
        for (const Sides& sides : {small, large})
            EXPECT_NEAR(sides.left / sides.right, 1, 0.01) << preset.id;
        // A disc keeps its size, everything else grows with the head.
        EXPECT_LT(small.both(), large.both() * 1.01) << preset.id;
        EXPECT_GT(small.both(), preset.expectedCm2 * 0.75) << preset.id;
        EXPECT_LT(large.both(), preset.expectedCm2 * 1.25) << preset.id;
    }
}

TEST(AreasFile, AStageWithoutBaldSkinSaysSo) {
    const Person& p = person("man P50");
    int without = 0;
    for (const AreaPreset& preset : shipped().presets) {
        EXPECT_EQ(preset.shapes.empty(), !preset.noArea.empty()) << preset.id;
        if (!preset.shapes.empty())
            continue;
        ++without;
        const auto outlines = outlinesOf(preset, shipped().hairline, *p.head, p.frame);
        ASSERT_FALSE(outlines.ok()) << preset.id;
        EXPECT_NE(outlines.error().message.find(preset.name), std::string::npos);
        EXPECT_NE(outlines.error().message.find(preset.noArea), std::string::npos);
    }
    EXPECT_EQ(without, 5) << "Norwood I, Sinclair 1, BASP L, M0 and C0";
}

/// What the reader says about a file of one preset.
std::string sayingOf(const std::string& version, const std::string& preset) {
    const test::Scratch scratch;
    const std::string bytes =
        R"({"schema": "mesomap.areas", "version": )" + version +
        R"(, "hairline": {"middle_s": 0.21, "corner_t": 0.62, "corner_s": 0.29, "temple_t": 0.8,
            "temple_s": 0.33, "ear_s": 0.46, "source": "a test"}, "presets": [{"id": "x",
            "name": "X", "source": "a test", )" +
        preset + "}]}";
    EXPECT_TRUE(writeFile(scratch / "areas.json", bytes).ok());
    const auto read = readAreas(scratch / "areas.json");
    return read.ok() ? "(read)" : read.error().message;
}

TEST(AreasFile, FilesOfTheFirstVersionAreRead) {
    const std::string disc = R"("expectedArea_cm2": 28, "shapes":
        [{"kind": "disc", "s": 0.68, "t": 0, "radius_mm": 30}])";
    EXPECT_EQ(sayingOf("1", disc), "(read)");
    EXPECT_EQ(sayingOf("2", R"("group": "Other", "head": "male", )" + disc), "(read)");
    EXPECT_NE(sayingOf("2", disc).find("group"), std::string::npos);
    EXPECT_NE(sayingOf("3", disc).find("newer program"), std::string::npos);
}

TEST(AreasFile, WrongShapesAreRefusedInWords) {
    const auto shape = [](const std::string& text) {
        return sayingOf("1", R"("expectedArea_cm2": 28, "shapes": [)" + text + "]");
    };
    EXPECT_NE(sayingOf("1", R"("shapes": [])").find("noArea"), std::string::npos);
    EXPECT_EQ(sayingOf("1", R"("shapes": [], "noArea": "Nothing is bald.")"), "(read)");
    EXPECT_NE(shape(R"({"kind": "star"})").find("kind"), std::string::npos);
    EXPECT_NE(shape(R"({"kind": "strip", "half_width_mm": -7, "to_s": 0.6})").find("half_width_mm"),
              std::string::npos);
    EXPECT_NE(shape(R"({"kind": "triangle", "half_base_mm": 20, "apex_s": 0.95})").find("apex_s"),
              std::string::npos);
    EXPECT_NE(shape(R"({"kind": "band", "to_s": 0.6, "max_t": 0.2, "round_s": 0.1,
                        "round_t": 0.3})")
                  .find("round_t"),
              std::string::npos);
    EXPECT_NE(shape(R"({"kind": "pair", "corners_s": [0.4, 0.5, 0.5], "corners_t": [0.1, 0.1]})")
                  .find("as many"),
              std::string::npos);
    EXPECT_NE(
        shape(R"({"kind": "disc", "s": 0.6, "t": 0, "radius_mm": 30, "size": 3})").find("size"),
        std::string::npos);
}

} // namespace
} // namespace meso::store
