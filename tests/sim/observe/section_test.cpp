#include "sim/observe/section.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "support/sim_fixture.h"

namespace meso::sim {
namespace {

SimResultPtr cutRun() {
    static const SimResultPtr run = simulate(test::oneDepotInput()).value();
    return run;
}

constexpr Seconds kCutTime = fromMinutes(10);

TEST(Section, ItsMeansOverADepthRangeAreTheBandAverages) {
    std::vector<geom::Vec3> places;
    std::vector<int> vertices;
    for (const double x : {0.0, 1.0, 2.2, 3.1}) {
        vertices.push_back(cutRun()->field->nearestVertex(test::onBall(x, 0)));
        places.push_back(cutRun()->surface().vertices()[vertices.back()]);
    }
    const SectionField field = sectionField(*cutRun(), kCutTime, places, Mm(0.01));
    EXPECT_EQ(field.columns, 4);
    EXPECT_EQ(field.depths, 600);
    EXPECT_EQ(field.mgPerMl.size(), 2400U);
    const std::vector<float> band = cutRun()->field->at(test::kTerminalBand, kCutTime);
    for (int column = 0; column < 4; ++column) {
        double sum = 0, volume = 0;
        for (int d = 350; d < 450; ++d) {
            const double g = std::pow(1 - (d + 0.5) * 0.01 / test::kBallRadius_mm, 2);
            sum += g * static_cast<double>(field.at(column, d));
            volume += g;
        }
        EXPECT_NEAR(sum / volume, band[vertices[column]], 1e-3);
    }
    EXPECT_GT(band[vertices[0]], 0.1F);
}

TEST(Section, JumpsWhereLayersMeetAndNowhereElse) {
    const std::vector<geom::Vec3> middle{test::onBall(0, 0)};
    const SectionField field = sectionField(*cutRun(), kCutTime, middle, Mm(0.01));
    const float highest = *std::max_element(field.mgPerMl.begin(), field.mgPerMl.end());
    const auto jump = [&](double depth_mm) {
        const int d = static_cast<int>(std::lround(depth_mm / 0.01));
        return std::abs(field.at(0, d) - field.at(0, d - 1)) / highest;
    };
    EXPECT_GT(jump(2), 0.2F) << "dermis to subcutis: capacities differ";
    EXPECT_LT(jump(1.5), 0.02F);
    EXPECT_LT(jump(3), 0.02F);
    const SectionField unbound =
        sectionField(*cutRun(), kCutTime, middle, Mm(0.01), Measure::Unbound);
    const float most = *std::max_element(unbound.mgPerMl.begin(), unbound.mgPerMl.end());
    for (std::size_t d = 1; d < unbound.mgPerMl.size(); ++d)
        EXPECT_LT(std::abs(unbound.mgPerMl[d] - unbound.mgPerMl[d - 1]), 0.02F * most)
            << "the unbound goes on";
}

TEST(Section, IsZeroFarFromAllDepotsAndKeepsItsSteps) {
    const std::vector<geom::Vec3> far{test::onBall(22, 0)};
    const SectionField field = sectionField(*cutRun(), Seconds(0), far, Mm(0.5));
    EXPECT_EQ(field.columns, 1);
    EXPECT_EQ(field.depths, 12);
    for (const float v : field.mgPerMl)
        EXPECT_EQ(v, 0);
    EXPECT_EQ(sectionField(*cutRun(), Seconds(0), far, Mm(50)).depths, 1) << "one step at least";
    EXPECT_TRUE(sectionField(*cutRun(), Seconds(0), {}, Mm(0.5)).mgPerMl.empty());
}

} // namespace
} // namespace meso::sim
