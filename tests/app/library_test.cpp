#include "app/library.h"

#include <gtest/gtest.h>

#include "app/case/draft_file.h"
#include "base/file.h"
#include "support/scratch.h"

namespace meso::app {
namespace {

const std::filesystem::path kShare = std::filesystem::path(MESO_SOURCE_DIR) / "assets";

/// What loading says when `from` is replaced by `to` in one of the shipped files.
std::string refusalAfter(const char* name, const std::string& from, const std::string& to) {
    const test::Scratch scratch;
    std::filesystem::create_directories(scratch / "assets");
    std::filesystem::copy(kShare / "data", scratch / "assets/data",
                          std::filesystem::copy_options::recursive);
    const auto file = scratch / "assets/data" / name;
    std::string bytes = *readFile(file, 1 << 20);
    const auto at = bytes.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    bytes.replace(at, from.size(), to);
    EXPECT_TRUE(writeFile(file, bytes).ok());
    ::setenv("MESOMAP_CONFIG", (scratch / "config").c_str(), 1);
    const auto library = loadLibrary(Assets{scratch.path()});
    return library.ok() ? "" : library.error().message;
}

TEST(Library, TheShippedFilesFitTogether) {
    EXPECT_EQ(refusalAfter("vehicles.json", "Saline", "Saline"), "");
}

TEST(Library, AWarningThatNothingCanSetOffIsAFault) {
    const std::string flag = refusalAfter(
        "compounds.json", "[\"cardiac_disease\", \"hypotension\"]", "[\"cardiac_desease\"]");
    EXPECT_NE(flag.find("compounds.json: the entry \"minoxidil\" names the patient flag "
                        "\"cardiac_desease\", which is not known."),
              std::string::npos)
        << flag;
    EXPECT_NE(refusalAfter("vehicles.json", "[\"ethanol\"]", "[\"alcohol\"]")
                  .find("names the allergen \"alcohol\""),
              std::string::npos);
    EXPECT_NE(refusalAfter("vehicles.json", "\"compoundId\": \"procaine\"",
                           "\"compoundId\": \"novocaine\"")
                  .find("names the compound \"novocaine\""),
              std::string::npos);
    EXPECT_NE(refusalAfter("anaesthetics.json", "[\"hepatic_disease\"", "[\"liver\"")
                  .find("names the patient flag \"liver\""),
              std::string::npos);
    EXPECT_NE(refusalAfter("anaesthetics.json", "\"adrenalineId\": \"adrenaline\"",
                           "\"adrenalineId\": \"\"")
                  .find("anaesthetics.json"),
              std::string::npos);
    EXPECT_NE(
        refusalAfter("protocol.txt", "8 mL when not compound prp", "8 mL when not compound prep")
            .find("protocol.txt: the entry \"R14d\" names the compound \"prep\""),
        std::string::npos);
    EXPECT_NE(refusalAfter("protocol.txt", "not in norwood_5,", "not in norwod_5,")
                  .find("protocol.txt: the entry \"R21\" names the area preset \"norwod_5\""),
              std::string::npos);
    EXPECT_NE(refusalAfter("mixtures.json", "[\"dutasteride\", \"minoxidil\"]",
                           "[\"dutasteride\", \"minoxidyl\"]")
                  .find("names the compound \"minoxidyl\""),
              std::string::npos);
    EXPECT_NE(refusalAfter("mixtures.json", "[\"dutasteride\", \"minoxidil\"]",
                           "[\"dutasteride\", \"dutasteride\"]")
                  .find("mixtures[1] needs two compounds or more"),
              std::string::npos);
}

} // namespace
} // namespace meso::app
