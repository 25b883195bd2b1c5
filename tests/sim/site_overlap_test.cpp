#include "sim/site_overlap.h"

#include <cmath>

#include <gtest/gtest.h>

#include "sim/homogeneity.h"
#include "sim/observables.h"
#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

constexpr double kOverlapRadius_mm = 90;

SimInput twoSites(double apart_mm) {
    SimInput input;
    input.surface = test::cap(kOverlapRadius_mm, 0.9, 34).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    const double x = apart_mm / 2, z = std::sqrt(kOverlapRadius_mm * kOverlapRadius_mm - x * x);
    for (const double side : {-x, x})
        input.depots.push_back({geom::Vec3(side, 0, z), Mm(2.5), Ml(0.05), MgPerMl(5)});
    input.duration = fromHours(2);
    return input;
}

const std::vector<Band> kBands{{{Mm(1.5), Mm(2.5)}}, {{Mm(3.5), Mm(4.5)}}};
constexpr MgPerMl kThreshold(0.05);

std::vector<std::optional<double>> overlapOf(const SimInput& input) {
    const auto domain = ScalpDomain::make(input.surface).value();
    const auto found = siteOverlap(input, domain, kBands, kThreshold);
    EXPECT_TRUE(found.ok()) << (found.ok() ? "" : found.error().message);
    return found ? *found : std::vector<std::optional<double>>(kBands.size());
}

// Its twin: a whole run for each site alone.
double overlapOfWholeRuns(const SimInput& input, const Band& band) {
    std::vector<std::vector<float>> peaks;
    for (const SimDepot& depot : input.depots) {
        SimInput alone = input;
        alone.depots = {depot};
        alone.outputTimes.clear();
        peaks.push_back(bandMaximum(**simulate(alone), band.range));
    }
    const auto domain = ScalpDomain::make(input.surface).value();
    std::vector<double> areas(peaks[0].size(), 0);
    for (int v = 0; v < domain->vertices(); ++v)
        areas[domain->meshVertex()[v]] = domain->lateral().mass_mm2[v];
    return *overlapIndex(peaks, kThreshold, areas);
}

TEST(SiteOverlap, IsThatOfOneWholeRunForEachSite) {
    const SimInput input = twoSites(4);
    const auto found = overlapOf(input);
    for (std::size_t b = 0; b < kBands.size(); ++b) {
        ASSERT_TRUE(found[b].has_value());
        const double whole = overlapOfWholeRuns(input, kBands[b]);
        EXPECT_GT(whole, 0.1);
        EXPECT_NEAR(*found[b], whole, 0.03) << "a vertex more or less at the rim";
    }
}

TEST(SiteOverlap, IsNoneApartAndAllOnTopOfEachOther) {
    EXPECT_EQ(overlapOf(twoSites(20))[0], 0.0);
    EXPECT_EQ(overlapOf(twoSites(0))[0], 1.0);
    SimInput weak = twoSites(4);
    for (SimDepot& depot : weak.depots)
        depot.strength = MgPerMl(0.01);
    EXPECT_FALSE(overlapOf(weak)[0].has_value()) << "nobody reaches the threshold";
}

TEST(SiteOverlap, RefusesWhatSingleResponsesCannotTell) {
    SimInput varies = twoSites(4);
    varies.thicknessFactor.assign(varies.surface->vertices().size(), 1.1F);
    const auto domain = ScalpDomain::make(varies.surface).value();
    const auto found = siteOverlap(varies, domain, kBands, kThreshold);
    ASSERT_FALSE(found.ok());
    EXPECT_NE(found.error().message.find("thickness"), std::string::npos);
}

} // namespace
} // namespace meso::sim
