#include "verify/mesh/lateral_operator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "support/sphere_mesh.h"
#include "verify/mesh/intrinsic_delaunay.h"
#include "verify/mesh/patch.h"

namespace meso::verify {
namespace {

PlainSurface stretched(std::uint64_t seed) {
    PlainSurface sheet = test::sheet(1, 8, 0.3, seed);
    for (geom::Vec3& p : sheet.vertices)
        p.x() *= 3;
    return sheet;
}

double areaOf(const IntrinsicTriangulation& t) {
    double sum = 0;
    for (int i = 0; i < t.count(); ++i)
        sum += t.area(i);
    return sum;
}

TEST(IntrinsicDelaunay, FlipsUntilNoWeightIsNegativeAndKeepsTheArea) {
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
        const PlainSurface sheet = stretched(seed);
        IntrinsicTriangulation t = intrinsicFrom(sheet.vertices, sheet.triangles);
        const double area = areaOf(t);
        EXPECT_GT(makeDelaunay(t), 50);
        EXPECT_NEAR(areaOf(t), area, 1e-8 * area);
        for (int i = 0; i < t.count(); ++i)
            for (int k = 0; k < 3; ++k)
                if (const int other = t.across[i][k]; other >= 0) {
                    EXPECT_EQ(t.across[other / 3][other % 3], 3 * i + k);
                    EXPECT_GE(t.cotangent(i, k) + t.cotangent(other / 3, other % 3), -1e-9);
                    EXPECT_NEAR(t.lengths_mm[i][k], t.lengths_mm[other / 3][other % 3], 1e-12);
                }
    }
}

TEST(IntrinsicDelaunay, LeavesEvenTrianglesAlone) {
    const PlainSurface sheet = test::sheet(1, 6);
    IntrinsicTriangulation t = intrinsicFrom(sheet.vertices, sheet.triangles);
    EXPECT_EQ(makeDelaunay(t), 0);
}

TEST(LateralOperator, HasNoNegativeWeightAndConserves) {
    const PlainSurface sheet = stretched(7);
    const LateralOperator op = lateralOperator(sheet.vertices, sheet.triangles);
    for (int i = 0; i < op.vertices(); ++i)
        for (int e = op.rowStart[i]; e < op.rowStart[i + 1]; ++e) {
            EXPECT_GE(op.weight[e], 0);
            const int j = op.column[e];
            const auto from = op.column.begin() + op.rowStart[j];
            const auto to = op.column.begin() + op.rowStart[j + 1];
            const auto back = std::find(from, to, i);
            ASSERT_NE(back, to);
            const double there = op.weight[back - op.column.begin()];
            EXPECT_NEAR(op.mass_mm2[i] * op.weight[e], op.mass_mm2[j] * there, 1e-9);
        }
}

TEST(LateralOperator, IsTheLaplacianOfTheHexagonalLattice) {
    constexpr double kEdge = 0.8;
    const PlainSurface sheet = test::sheet(kEdge, 5);
    const LateralOperator op = lateralOperator(sheet.vertices, sheet.triangles);
    for (int i = 0; i < op.vertices(); ++i) {
        if (sheet.vertices[i].norm() > 3)
            continue;
        EXPECT_NEAR(op.rowSum[i], 4 / (kEdge * kEdge), 1e-9);
        double laplacian = 0;
        for (int e = op.rowStart[i]; e < op.rowStart[i + 1]; ++e)
            laplacian += op.weight[e] * (std::pow(sheet.vertices[op.column[e]].x(), 2) -
                                         std::pow(sheet.vertices[i].x(), 2));
        EXPECT_NEAR(laplacian, 2, 1e-9);
    }
}

TEST(LateralOperator, WeighsAWholeSphere) {
    const PlainSurface sphere = test::sphere(90, 20);
    const LateralOperator op = lateralOperator(sphere.vertices, sphere.triangles);
    double area = 0;
    for (const double mass : op.mass_mm2)
        area += mass;
    EXPECT_NEAR(area / (4 * std::numbers::pi * 8100), 1, 2e-3);
}

TEST(Patch, HoldsExactlyTheTrianglesWithinReach) {
    const geom::MeshPtr mesh = test::cap(90, 2, 60).mesh();
    const std::vector<PatchSeed> seeds{{{0, 0, 90}, 15}, {mesh->vertices()[900], 12}};
    const Patch patch = cutPatch(*mesh, seeds);
    const auto inside = [&](const geom::Vec3& p) {
        return std::any_of(seeds.begin(), seeds.end(), [&](const PatchSeed& s) {
            return (p - s.position).norm() <= s.reach_mm;
        });
    };
    std::size_t expected = 0;
    for (const geom::Triangle& t : mesh->triangles())
        expected +=
            std::all_of(t.begin(), t.end(), [&](int v) { return inside(mesh->vertices()[v]); });
    EXPECT_GT(expected, 100U);
    EXPECT_EQ(patch.triangles.size(), expected);
    for (int v = 0; v < patch.vertices(); ++v)
        EXPECT_EQ(patch.positions[v], mesh->vertices()[patch.meshVertex[v]]);
    EXPECT_TRUE(cutPatch(*mesh, {}).triangles.empty());
}

} // namespace
} // namespace meso::verify
