#include <gtest/gtest.h>

#include <algorithm>

#include "app/case/open_case.h"
#include "app/library.h"
#include "app/plan_checks.h"
#include "base/file.h"
#include "support/scratch.h"

/// A clinic edits its own copies of the data files; whatever is wrong in one, the shipped one
/// holds.
namespace meso::app {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(MESO_SOURCE_DIR) / "assets" / "data";

/// A slip in one file: what stands there, what is typed instead, and the field that it is in.
struct Slip {
    const char* file;
    const char* from;
    const char* to;
    const char* field;
};

/// How much of everything there is.
std::vector<std::size_t> entriesOf(const ClinicalLibrary& l) {
    return {l.compounds.compounds.size(), l.tissue.layers.size(),       l.areas.presets.size(),
            l.protocol.limits.size(),     l.topical.products.size(),    l.vehicles.vehicles.size(),
            l.patientFlags.flags.size(),  l.anaesthetics.agents.size(), l.mixtures.mixtures.size()};
}

class EditedData : public ::testing::Test {
protected:
    /// Copies the shipped file, with the slip, to where edited ones are looked for.
    void edit(const Slip& slip) {
        std::string bytes = *readFile(kData / slip.file, 1 << 22);
        const auto at = bytes.find(slip.from);
        ASSERT_NE(at, std::string::npos) << slip.file << ": " << slip.from;
        line_ = static_cast<int>(
            std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1);
        bytes.replace(at, std::string(slip.from).size(), slip.to);
        fs::create_directories(folder());
        ASSERT_TRUE(writeFile(folder() / slip.file, bytes).ok());
    }
    [[nodiscard]] ClinicalLibrary loaded() const {
        auto library =
            loadLibrary(Assets{fs::path(MESO_BINARY_DIR) / "share" / "mesomap"}, folder());
        EXPECT_TRUE(library.ok()) << (library.ok() ? "" : library.error().message);
        return std::move(library).value();
    }
    [[nodiscard]] fs::path folder() const { return scratch_ / "data"; }

    test::Scratch scratch_;
    int line_ = 0;
};

TEST_F(EditedData, ASlipIsNamedWithFileLineAndFieldAndTheShippedValuesHold) {
    const ClinicalLibrary shipped = loaded();
    ASSERT_TRUE(shipped.warnings.empty());
    const Slip slips[] = {
        {"compounds.json", "\"version\": ", "\"version\": -", "version"},
        {"tissue.json", "\"version\": ", "\"version\": -", "version"},
        {"areas.json", "\"expectedArea_cm2\": 23", "\"expectedArea_cm2\": \"23\"",
         "presets[3].expectedArea_cm2"},
        {"protocol.json", "\"version\": ", "\"version\": -", "version"},
        {"topical.json", "\"version\": ", "\"version\": -", "version"},
        {"vehicles.json", "\"version\": ", "\"version\": -", "version"},
        {"patient_flags.json", "\"version\": ", "\"version\": -", "version"},
        {"anaesthetics.json", "\"version\": ", "\"version\": -", "version"},
        {"mixtures.json", "\"version\": ", "\"version\": -", "version"},
        {"danger.json", "\"halfWidth_mm\": 12", "\"halfWidth_mm\": -12",
         "corridors[7].halfWidth_mm"},
        {"protocol.txt", "volume_per_site <= 0.1", "volume_per_sit <= 0.1", "volume_per_sit"},
    };
    std::size_t files = 0;
    for (const Slip& slip : slips) {
        SCOPED_TRACE(slip.file);
        edit(slip);
        const ClinicalLibrary library = loaded();
        ASSERT_EQ(library.warnings.size(), 1U);
        const std::string& warning = library.warnings.front();
        EXPECT_NE(warning.find((folder() / slip.file).string()), std::string::npos) << warning;
        EXPECT_NE(warning.find(slip.field), std::string::npos) << warning;
        EXPECT_NE(warning.find("line " + std::to_string(line_)), std::string::npos) << warning;
        EXPECT_EQ(entriesOf(library), entriesOf(shipped)) << "the shipped values hold";
        EXPECT_TRUE(library.corridors == shipped.corridors);
        EXPECT_EQ(library.areas.find("temples")->expectedCm2, 23);
        fs::remove(folder() / slip.file);
        ++files;
    }
    for (const auto& file : fs::directory_iterator(kData))
        files -= file.is_regular_file() && file.path().extension() != ".md" ? 1 : 0;
    EXPECT_EQ(files, 0U) << "every data file has its slip";
}

TEST_F(EditedData, AWrongRoomOfTheDepotIsNamedWithFileLineAndField) {
    const ClinicalLibrary shipped = loaded();
    const Slip slips[] = {
        {"tissue.json", "\"thickness_mm\": 1.9, \"poreFraction\": 0.6",
         "\"thickness_mm\": 1.9, \"poreFraction\": 0", "layers[1].poreFraction"},
        {"tissue.json", "\"thickness_mm\": 3.0, \"poreFraction\": 0.3",
         "\"thickness_mm\": 3.0, \"poreFraction\": 1.2", "layers[2].poreFraction"},
        {"tissue.json", "{\"volume_ml\": 0.1,", "{\"volume_ml\": 0.04,", "blebs[1]"},
        {"tissue.json", "{\"volume_ml\": 0.1,", "{\"volume_ml\": 0.03,", "blebs[1]"},
        {"tissue.json", "\"width_mm\": 6,", "\"width_mm\": 0,", "blebs[0].width_mm"},
        {"tissue.json", "\"depotRoom\": \"pores\"", "\"depotRoom\": \"sponge\"", "depotRoom"},
        {"tissue.json", "\"applies\": false, \"factor\": 7", "\"applies\": false, \"factor\": 0",
         "injectionFlow.factor"},
        {"tissue.json", "\"depotEdgeWidth_mm\": 0.4", "\"depotEdgeWidth_mm\": 0",
         "depotEdgeWidth_mm"},
    };
    for (const Slip& slip : slips) {
        SCOPED_TRACE(slip.to);
        edit(slip);
        const ClinicalLibrary library = loaded();
        ASSERT_EQ(library.warnings.size(), 1U);
        const std::string& warning = library.warnings.front();
        EXPECT_NE(warning.find((folder() / slip.file).string()), std::string::npos) << warning;
        EXPECT_NE(warning.find(slip.field), std::string::npos) << warning;
        EXPECT_NE(warning.find("line " + std::to_string(line_)), std::string::npos) << warning;
        EXPECT_EQ(library.tissue.depotRoom, shipped.tissue.depotRoom) << "the shipped values hold";
        EXPECT_EQ(library.tissue.layers[1].poreFraction, shipped.tissue.layers[1].poreFraction);
        EXPECT_EQ(library.tissue.blebs.size(), shipped.tissue.blebs.size());
    }
}

TEST_F(EditedData, ARightEditCounts) {
    edit({"danger.json", "\"halfWidth_mm\": 12", "\"halfWidth_mm\": 14", ""});
    const ClinicalLibrary library = loaded();
    EXPECT_TRUE(library.warnings.empty());
    EXPECT_EQ(library.corridors.find("sta_bifurcation")->halfWidth, Mm(14));
}

} // namespace
} // namespace meso::app
