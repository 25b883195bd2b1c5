#include "sim/scalp_domain.h"

#include <algorithm>

#include <Eigen/Eigenvalues>
#include <gtest/gtest.h>

#include "sim/site_patch.h"
#include "support/sphere_mesh.h"

namespace meso::sim {
namespace {

ScalpDomainPtr sheetDomain(double edge = 1, double reach = 12) {
    return ScalpDomain::make(test::sheet(edge, reach, 0.2).mesh()).value();
}

TEST(ScalpDomain, NumbersEveryVertexOnceAndKeepsTheOperator) {
    const auto domain = sheetDomain();
    const auto& surface = *domain->surface();
    const LateralOperator plain = lateralOperator(surface.vertices(), surface.triangles());
    std::vector<int> sorted = domain->meshVertex();
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end());
    for (int v = 0; v < domain->vertices(); ++v) {
        const int m = domain->meshVertex()[v];
        EXPECT_EQ(domain->lateral().mass_mm2[v], plain.mass_mm2[m]);
        EXPECT_EQ(domain->lateral().rowSum[v], plain.rowSum[m]);
        EXPECT_EQ(domain->positions()[v], surface.vertices()[m]);
        for (int e = domain->lateral().rowStart[v]; e < domain->lateral().rowStart[v + 1]; ++e)
            EXPECT_GE(domain->lateral().column[e], 0);
    }
}

TEST(ScalpDomain, BoundsTheEigenvaluesClosely) {
    const auto domain = sheetDomain(1, 8);
    const LateralOperator& op = domain->lateral();
    Eigen::MatrixXd dense = Eigen::MatrixXd::Zero(op.vertices(), op.vertices());
    for (int v = 0; v < op.vertices(); ++v) {
        dense(v, v) += op.rowSum[v];
        for (int e = op.rowStart[v]; e < op.rowStart[v + 1]; ++e)
            dense(v, op.column[e]) -=
                op.weight[e] * std::sqrt(op.mass_mm2[v] / op.mass_mm2[op.column[e]]);
    }
    const double largest =
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(dense).eigenvalues().maxCoeff();
    EXPECT_GE(domain->largestEigenvalue(), largest);
    EXPECT_LE(domain->largestEigenvalue(), 1.05 * largest);
}

TEST(ScalpDomain, FindsTheVerticesWithinADistance) {
    const auto domain = sheetDomain();
    const geom::Vec3 centre(1.3, -2.1, 0.4);
    for (const double reach : {0.0, 2.5, 7.0, 100.0}) {
        std::vector<int> found = domain->within(centre, Mm(reach)), wanted;
        std::sort(found.begin(), found.end());
        for (int v = 0; v < domain->vertices(); ++v)
            if ((domain->positions()[v] - centre).squaredNorm() <= reach * reach)
                wanted.push_back(v);
        EXPECT_EQ(found, wanted) << reach;
    }
    EXPECT_TRUE(domain->within({0, 0, 1e6}, Mm(3)).empty());
}

TEST(SitePatch, HoldsTheRowsOfItsVerticesNearestRingFirst) {
    const auto domain = sheetDomain();
    SitePatch patch;
    SitePatchCutter(domain).cut({0.5, 0.2, 0}, Mm(6), patch);
    ASSERT_EQ(patch.vertex.size(), domain->within({0.5, 0.2, 0}, Mm(6)).size());
    EXPECT_TRUE(std::is_sorted(patch.distance_mm.begin(), patch.distance_mm.end()));
    EXPECT_EQ(patch.within(Mm(6)), static_cast<int>(patch.vertex.size()));
    const LateralOperator& whole = domain->lateral();
    for (std::size_t i = 0; i < patch.vertex.size(); ++i) {
        const int v = patch.vertex[i];
        double inside = 0;
        for (int e = whole.rowStart[v]; e < whole.rowStart[v + 1]; ++e)
            if (std::find(patch.vertex.begin(), patch.vertex.end(), whole.column[e]) !=
                patch.vertex.end())
                inside += whole.weight[e];
        EXPECT_NEAR(patch.rows.sum[i], inside, 1e-5 * whole.largestRowSum);
    }
}

TEST(ScalpDomain, RefusesASurfaceThatIsNotThere) {
    EXPECT_FALSE(ScalpDomain::make(nullptr).ok());
}

} // namespace
} // namespace meso::sim
