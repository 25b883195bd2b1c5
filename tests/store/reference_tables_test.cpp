#include "store/reference_tables.h"

#include <filesystem>
#include <fstream>

#include "support/paths.h"
#include <gtest/gtest.h>

namespace meso::store {
namespace {

namespace fs = std::filesystem;

TEST(ReferenceTables, HoldEveryRowOfTheFiles) {
    const auto tables = readReferenceTables(test::kTableFolder);
    ASSERT_TRUE(tables.ok()) << tables.error().message;
    EXPECT_EQ(tables->pointSource.rows.size(), 16U);
    EXPECT_EQ(tables->ball.rows.size(), 20U);
    EXPECT_DOUBLE_EQ(tables->ball.size_mm, 2);
    EXPECT_EQ(tables->slab.rows.size(), 36U);
    EXPECT_DOUBLE_EQ(tables->slab.sigma_mm, 2);
    EXPECT_DOUBLE_EQ(tables->slab.depthSigma_mm, 0.6);
    EXPECT_EQ(tables->layered.size(), 3U);
    EXPECT_EQ(tables->layered[0].layers.size(), 4U);
    EXPECT_EQ(tables->compounds.size(), 48U) << "rows with a corrected f_u are left out";
    EXPECT_EQ(tables->singleDepots.size(), 48U);
    EXPECT_DOUBLE_EQ(tables->shellOuter_mm, 90);
}

TEST(ReferenceTables, NameTheFileAndTheFieldThatIsWrong) {
    const fs::path folder = fs::temp_directory_path() / "mesomap_reference_tables_test";
    fs::remove_all(folder);
    fs::copy(test::kTableFolder, folder);
    fs::permissions(folder, fs::perms::owner_all);
    const auto rewrite = [&](const char* name, const char* text) {
        fs::remove(folder / name);
        std::ofstream(folder / name) << text;
        const auto tables = readReferenceTables(folder);
        return tables.ok() ? std::string() : tables.error().message;
    };
    const std::string csv = rewrite("compounds.csv", "name,Qset\nwater,K1 0.0022,eighteen\n");
    EXPECT_NE(csv.find("compounds.csv"), std::string::npos);
    EXPECT_NE(csv.find("line 2"), std::string::npos);
    const std::string table = rewrite("analytic_tables.json", R"({"V1_point3d": {"D": 1}})");
    EXPECT_NE(table.find("analytic_tables.json"), std::string::npos);
    EXPECT_NE(table.find("field rows"), std::string::npos) << table;
    EXPECT_NE(rewrite("analytic_tables.json", "{").find("analytic_tables.json"), std::string::npos);
    fs::remove_all(folder);
    EXPECT_FALSE(readReferenceTables(folder).ok());
}

} // namespace
} // namespace meso::store
