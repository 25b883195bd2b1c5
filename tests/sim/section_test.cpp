#include "sim/section.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/simulate.h"
#include "support/sphere_mesh.h"
#include "support/tissue_fixture.h"

namespace meso::sim {
namespace {

/// A small cap and one depot at its middle.
struct Cut {
    geom::MeshPtr surface;
    SimResultPtr result;
};

Cut oneDepotCut() {
    SimInput input;
    input.surface = test::cap(90, 1.5, 24).mesh();
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    input.depots = {{{0, 0, 90}, Mm(2.5), Ml(0.05), MgPerMl(5)}};
    input.duration = fromMinutes(10);
    input.outputTimes = {Seconds(0), fromMinutes(10)};
    return {input.surface, simulate(input).value()};
}

/// A corner of a triangle as a surface point.
geom::SurfacePoint cornerAt(const geom::TriMesh& mesh, const geom::Vec3& place) {
    geom::SurfacePoint best;
    double nearest = 1e9;
    for (std::size_t t = 0; t < mesh.triangles().size(); ++t)
        for (int k = 0; k < 3; ++k)
            if (const double away = (mesh.corner(static_cast<int>(t), k) - place).norm();
                away < nearest) {
                nearest = away;
                best.triangle = static_cast<int>(t);
                best.weights = {0, 0, 0};
                best.weights[k] = 1;
            }
    return best;
}

TEST(Section, AtAVertexAndACellsCentreItIsThatCell) {
    const Cut cut = oneDepotCut();
    const std::vector<geom::SurfacePoint> points{cornerAt(*cut.surface, {0, 0, 90})};
    const double step_mm = 0.05;
    const SectionField field = sectionField(*cut.result, 1, *cut.surface, points, Mm(step_mm));
    EXPECT_EQ(field.depths, 120);
    const int vertex =
        cut.surface->triangles()[points[0].triangle][points[0].weights[0] == 1   ? 0
                                                     : points[0].weights[1] == 1 ? 1
                                                                                 : 2];
    const auto patch =
        std::find(cut.result->meshVertex.begin(), cut.result->meshVertex.end(), vertex);
    ASSERT_NE(patch, cut.result->meshVertex.end());
    const auto row = static_cast<std::size_t>(patch - cut.result->meshVertex.begin());
    const TissueGrid& grid = cut.result->grid;
    int compared = 0;
    for (int c = 0; c < grid.cells(); ++c) {
        const double depth = grid.centre_mm(c) / step_mm - 0.5;
        if (std::abs(depth - std::round(depth)) > 1e-6)
            continue;
        ++compared;
        EXPECT_NEAR(field.at(0, static_cast<int>(std::lround(depth))),
                    cut.result->frames[1].concentration[row * grid.cells() + c], 1e-6);
    }
    EXPECT_GT(compared, 3);
}

TEST(Section, JumpsWhereLayersMeetAndNowhereElse) {
    const Cut cut = oneDepotCut();
    const std::vector<geom::SurfacePoint> points{cornerAt(*cut.surface, {0, 0, 90})};
    const SectionField field = sectionField(*cut.result, 1, *cut.surface, points, Mm(0.01));
    float highest = 0;
    for (const float v : field.mgPerMl)
        highest = std::max(highest, v);
    const auto jump = [&](double depth_mm) {
        const int d = static_cast<int>(std::lround(depth_mm / 0.01));
        return std::abs(field.at(0, d) - field.at(0, d - 1)) / highest;
    };
    EXPECT_GT(jump(2), 0.2F) << "dermis to subcutis: capacities differ";
    EXPECT_LT(jump(1.5), 0.02F);
    EXPECT_LT(jump(3), 0.02F);
}

TEST(Section, IsZeroWhereNothingWasSolved) {
    Cut cut = oneDepotCut();
    SimResult part = *cut.result;
    part.surfaceVertices = static_cast<int>(cut.surface->vertices().size());
    const auto far = cornerAt(*cut.surface, cut.surface->vertices()[0] + geom::Vec3(60, 0, 0));
    const SectionField field =
        sectionField(part, 0, *cut.surface, std::vector<geom::SurfacePoint>{far}, Mm(0.5));
    EXPECT_EQ(field.columns, 1);
    for (const float v : field.mgPerMl)
        EXPECT_LT(v, 1e-6F);
}

} // namespace
} // namespace meso::sim
