#include "verify/single_depot.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/kernel/simulate.h"
#include "sim/observe/exposure.h"
#include "store/compound_file.h"
#include "store/data_files.h"
#include "support/paths.h"
#include "verify/surfaces.h"

namespace meso::verify {
namespace {

TEST(SingleDepot, IsThatOfTheTable) {
    const auto tables = store::readReferenceTables(test::kTableFolder);
    ASSERT_TRUE(tables.ok()) << tables.error().message;
    const auto cases = verifySingleDepots(*tables);
    ASSERT_EQ(cases.size(), 10U);
    for (const VerificationCase& c : cases)
        EXPECT_TRUE(c.pass) << c.title << ": " << c.error << "; " << c.note;
    // The table's own is 0.0735; 0.0724 is the converged figure.
    EXPECT_NEAR(cases[1].ours, 0.0724, 2e-4);
}

constexpr double kSpacing_mm = 6;

// Even hexagonal sites around the origin, out to some mm.
std::vector<sim::SimDepot> hexagonalSites(Mm depth, Ml volume) {
    constexpr int kRings = 3;
    std::vector<sim::SimDepot> depots;
    for (int i = -kRings; i <= kRings; ++i)
        for (int j = -kRings; j <= kRings; ++j)
            depots.push_back({{(i + 0.5 * j) * kSpacing_mm, j * kSpacing_mm * std::sqrt(0.75), 0},
                              depth,
                              volume,
                              MgPerMl(1)});
    return depots;
}

// Weights of the vertices in the cell between four sites in the middle.
std::vector<double> oneCell(const geom::TriMesh& surface) {
    std::vector<double> weights = sim::vertexAreas(surface);
    for (std::size_t v = 0; v < weights.size(); ++v) {
        const geom::Vec3& p = surface.vertices()[v];
        const double j = p.y() / (kSpacing_mm * std::sqrt(0.75)), i = p.x() / kSpacing_mm - 0.5 * j;
        if (i < 0 || i >= 1 || j < 0 || j >= 1)
            weights[v] = 0;
    }
    return weights;
}

// A mesh of 1 mm that widens small depots to what it resolves says 99.5 %.
TEST(SingleDepot, SmallDepotsSixMillimetresApartLeaveGaps) {
    const auto compounds = store::readCompounds(test::kDataFolder / "compounds.json");
    ASSERT_TRUE(compounds.ok());
    const clinic::Compound* dexpanthenol = compounds->find("dexpanthenol");
    ASSERT_NE(dexpanthenol, nullptr);
    sim::SimInput input;
    input.surface = flatSheet(0.15, 13).mesh();
    input.compound = *dexpanthenol;
    input.tissue = store::readTissue(test::kDataFolder / "tissue.json").value();
    input.tissue.depotRoom = anatomy::DepotRoom::WholeTissue;
    input.tissue.blebs.clear();
    input.depots = hexagonalSites(Mm(1.5), Ml(0.02));
    std::erase_if(input.depots,
                  [](const sim::SimDepot& depot) { return depot.position.norm() > 13; });
    const auto result = sim::simulate(input);
    ASSERT_TRUE(result.ok()) << result.error().message;
    const sim::Courses courses =
        (*result)->field->courses({{Mm(1.5), Mm(2.5)}}, sim::exposureTimes(**result));
    const auto coverage = sim::coverage(courses, MgPerMl(0.01), oneCell(*input.surface));
    EXPECT_NEAR(coverage.back().ever, 0.84, 0.015);
}

} // namespace
} // namespace meso::verify
