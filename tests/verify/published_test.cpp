#include "verify/published.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "store/data_files.h"
#include "store/published_file.h"
#include "store/reference_tables.h"
#include "support/paths.h"
#include "support/scratch.h"

namespace meso::verify {
namespace {

namespace fs = std::filesystem;

anatomy::TissueProfile shippedTissue() {
    auto tissue = store::readTissue(MESO_SOURCE_DIR "/assets/data/tissue.json");
    EXPECT_TRUE(tissue.ok()) << tissue.error().message;
    return std::move(tissue).value();
}

TEST(Published, EveryFigureThatCountsIsMetByTheShippedTissue) {
    const auto figures = store::readPublished(test::kTableFolder);
    ASSERT_TRUE(figures.ok()) << figures.error().message;
    const auto tables = store::readReferenceTables(test::kTableFolder);
    ASSERT_TRUE(tables.ok());
    const auto cases = verifyPublished(*figures, tables->compounds, shippedTissue());
    ASSERT_TRUE(cases.ok()) << cases.error().message;
    std::set<std::string> ids;
    for (const VerificationCase& c : *cases) {
        ids.insert(c.id);
        EXPECT_TRUE(c.pass || !c.counts) << c.id << " " << c.title << ": ours " << c.ours;
        if (c.id == "A12") {
            EXPECT_FALSE(c.counts) << "pure diffusion is known to fail";
            EXPECT_FALSE(c.pass);
            EXPECT_NEAR(c.ours, 0.7, 0.02);
        }
    }
    EXPECT_EQ(ids, (std::set<std::string>{"A1", "A2", "A3", "A4", "A5", "A6", "A6b", "A7", "A8",
                                          "A9", "A10", "A10b", "A11", "A12"}));
}

// The model's own figures as worked out independently (physics of the reference, section 3.9).
TEST(Published, OursAreThoseOfTheIndependentCalculation) {
    const auto figures = store::readPublished(test::kTableFolder);
    const auto tables = store::readReferenceTables(test::kTableFolder);
    ASSERT_TRUE(figures.ok() && tables.ok());
    const auto cases = verifyPublished(*figures, tables->compounds, shippedTissue());
    ASSERT_TRUE(cases.ok());
    const auto ours = [&](const std::string& id, std::size_t which) {
        for (const VerificationCase& c : *cases)
            if (c.id == id && which-- == 0)
                return c.ours;
        return std::nan("");
    };
    EXPECT_NEAR(ours("A1", 0), 4.10, 0.02);
    EXPECT_NEAR(ours("A2", 0), 11.0, 0.05);
    EXPECT_NEAR(ours("A4", 0), 59, 0.5);
    EXPECT_NEAR(ours("A4", 1), 144, 10) << "144 leaves the little out that capillaries take";
    EXPECT_NEAR(ours("A5", 0), 0.722, 0.003);
    EXPECT_NEAR(ours("A5", 1), 0.188, 0.003);
    EXPECT_NEAR(ours("A6", 0), 0.186, 0.001);
    EXPECT_NEAR(ours("A7", 0), 61, 0.5);
    EXPECT_NEAR(ours("A7", 1), 247, 2);
    EXPECT_NEAR(ours("A8", 0), 10, 1e-6) << "no wider than a measured bleb";
    EXPECT_NEAR(ours("A9", 0), 4.7, 0.05);
    EXPECT_NEAR(ours("A9", 1), 1.3, 0.03);
    EXPECT_NEAR(ours("A10b", 0), 71.46, 0.05);
}

TEST(Published, NamesWhatIsMissing) {
    const test::Scratch scratch;
    EXPECT_NE(store::readPublished(scratch.path()).error().message.find("published.json"),
              std::string::npos);
    std::ofstream(scratch / "published.json")
        << R"({"about": "", "figures": [{"id": "A1", "kind": "wish"}]})";
    EXPECT_NE(store::readPublished(scratch.path()).error().message.find("kind"), std::string::npos);
    store::PublishedFigure figure{.id = "A1", .quantity = "washout", .what = "fall"};
    figure.molarMass_Da = 1000;
    const auto reason = [&] {
        return verifyPublished({figure}, {}, shippedTissue()).error().message;
    };
    EXPECT_NE(reason().find("lacks the number "), std::string::npos) << reason();
    figure.quantity = "luck";
    EXPECT_NE(reason().find("a formula for luck"), std::string::npos);
    figure.compound = "gold", figure.quantity = "halfLife_h";
    EXPECT_NE(reason().find("the compound gold"), std::string::npos);
}

} // namespace
} // namespace meso::verify
