#include "geom/geodesic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "geom/march.h"
#include "support/model_heads.h"
#include "support/real_heads.h"

namespace meso::geom {
namespace {

/// A flat square of side 100 mm. `slant` shears it, so that corners become obtuse.
MeshPtr flatSheet(int parts, double slant) {
    std::vector<Vec3> vertices;
    std::vector<Triangle> triangles;
    for (int j = 0; j <= parts; ++j)
        for (int i = 0; i <= parts; ++i)
            vertices.emplace_back(100.0 * i / parts + slant * 100.0 * j / parts, 100.0 * j / parts,
                                  0);
    const auto at = [&](int i, int j) { return j * (parts + 1) + i; };
    for (int j = 0; j < parts; ++j)
        for (int i = 0; i < parts; ++i) {
            triangles.push_back({at(i, j), at(i + 1, j), at(i + 1, j + 1)});
            triangles.push_back({at(i, j), at(i + 1, j + 1), at(i, j + 1)});
        }
    return *TriMesh::make(vertices, triangles);
}

double worstOnPlane(const MeshPtr& sheet, const Vec3& from) {
    const SurfaceIndex index(sheet);
    const std::vector<GeodesicSource> source{{index.closest(from).point, 0}};
    const DistanceField field = FastMarching(sheet).from(source, Wavefront::Circular);
    double worst_mm = 0;
    for (std::size_t v = 0; v < sheet->vertices().size(); ++v)
        worst_mm = std::max(worst_mm,
                            std::abs(field.distance_mm[v] - (sheet->vertices()[v] - from).norm()));
    return worst_mm;
}

TEST(FastMarching, IsExactAroundAPointOfThePlane) {
    EXPECT_LT(worstOnPlane(flatSheet(40, 0), {37.1, 52.3, 0}), 1e-6);
}

TEST(FastMarching, SeesAroundObtuseCorners) {
    EXPECT_LT(worstOnPlane(flatSheet(40, 0.9), {77.1, 42.3, 0}), 0.01);
}

TEST(FastMarching, IsExactBesideALineOfThePlane) {
    const MeshPtr sheet = flatSheet(40, 0);
    const SurfaceIndex index(sheet);
    const std::vector<Vec3> line{{0, 20, 0}, {100, 20, 0}};
    const auto sources = sourcesAlong(index, line, Mm(0.5));
    EXPECT_EQ(sources.size(), 201u);
    const DistanceField field = FastMarching(sheet).from(sources, Wavefront::Straight);
    for (std::size_t v = 0; v < sheet->vertices().size(); ++v) {
        const Vec3& p = sheet->vertices()[v];
        EXPECT_NEAR(field.distance_mm[v], std::abs(p.y() - 20), 0.01);
        EXPECT_NEAR(field.parameter[v], p.x(), 0.3);
    }
}

TEST(FastMarching, MeetsTheClosedFormsOfASphere) {
    const double radius = 90;
    const MeshPtr sphere = test::icosphere(50, radius); // edges about 2 mm
    const SurfaceIndex index(sphere);
    const FastMarching march(sphere);
    const Vec3 pole = Vec3(0.1, 0.2, 0.9).normalized();
    const std::vector<GeodesicSource> point{{index.closest(radius * pole).point, 0}};
    const DistanceField around = march.from(point, Wavefront::Circular);
    std::vector<Vec3> circle;
    for (int degree = 0; degree <= 360; ++degree)
        circle.emplace_back(0, radius * std::cos(degree * std::numbers::pi / 180),
                            radius * std::sin(degree * std::numbers::pi / 180));
    const DistanceField beside =
        march.from(sourcesAlong(index, circle, Mm(0.5)), Wavefront::Straight);
    double near_mm = 0;
    double far = 0;
    double line_mm = 0;
    for (std::size_t v = 0; v < sphere->vertices().size(); ++v) {
        const Vec3 n = sphere->vertices()[v].normalized();
        const double truth_mm = radius * std::acos(std::clamp(n.dot(pole), -1.0, 1.0));
        const double error_mm = std::abs(around.distance_mm[v] - truth_mm);
        if (truth_mm < 30)
            near_mm = std::max(near_mm, error_mm);
        else
            far = std::max(far, error_mm / truth_mm);
        const double offset_mm = radius * std::asin(std::abs(n.x()));
        if (offset_mm < 100)
            line_mm = std::max(line_mm, std::abs(beside.distance_mm[v] - offset_mm));
    }
    EXPECT_LT(near_mm, 0.02);
    EXPECT_LT(far, 0.005);
    EXPECT_LT(line_mm, 0.25);
    RecordProperty("near_mm", std::to_string(near_mm));
    RecordProperty("far_share", std::to_string(far));
    RecordProperty("line_mm", std::to_string(line_mm));
}

TEST(FastMarching, StopsAtItsLimitAndNamesTheNearestSource) {
    const MeshPtr sheet = flatSheet(40, 0);
    const SurfaceIndex index(sheet);
    const std::vector<GeodesicSource> sources{{index.closest({20, 50, 0}).point, 0},
                                              {index.closest({80, 50, 0}).point, 1}};
    const DistanceField field = FastMarching(sheet).from(sources, Wavefront::Circular, Mm(25));
    for (std::size_t v = 0; v < sheet->vertices().size(); ++v) {
        const Vec3& p = sheet->vertices()[v];
        const double first = (p - Vec3(20, 50, 0)).norm();
        const double second = (p - Vec3(80, 50, 0)).norm();
        if (std::min(first, second) > 25.01) {
            EXPECT_TRUE(std::isinf(field.distance_mm[v]));
            EXPECT_EQ(field.nearestSource[v], -1);
        } else if (std::min(first, second) < 24.9) {
            EXPECT_NEAR(field.distance_mm[v], std::min(first, second), 0.05);
            EXPECT_EQ(field.nearestSource[v], first < second ? 0 : 1);
        }
    }
}

TEST(FastMarching, WithoutASourceReachesNothing) {
    const MeshPtr sheet = flatSheet(4, 0);
    const DistanceField field = FastMarching(sheet).from({}, Wavefront::Circular);
    for (const double d : field.distance_mm)
        EXPECT_TRUE(std::isinf(d));
}

TEST(ArcBetween, IsExactOnASphereAndInThePlane) {
    const double radius = 90;
    for (double angle = 0.001; angle < 1; angle += 0.05) {
        const Vec3 p = Vec3::UnitZ();
        const Vec3 q(std::sin(angle), 0, std::cos(angle));
        EXPECT_NEAR(arcBetween(radius * p, p, radius * q, q).value(), radius * angle, 1e-9);
        EXPECT_NEAR(arcBetween(-radius * p, p, -radius * q, q).value(), radius * angle, 1e-9);
    }
    EXPECT_EQ(arcBetween({1, 2, 3}, Vec3::UnitZ(), {4, 6, 3}, Vec3::UnitZ()), Mm(5));
    EXPECT_EQ(arcBetween({1, 2, 3}, Vec3::UnitZ(), {1, 2, 3}, Vec3::UnitZ()), Mm(0));
}

/// Largest difference between the quick arc and fast marching, up to 30 mm around some vertices of
/// the upper head.
double worstArc(const MeshPtr& mesh, double above_mm) {
    const FastMarching march(mesh);
    const int vertices = static_cast<int>(mesh->vertices().size());
    double worst_mm = 0;
    for (int v = 0; v < vertices; v += vertices / 40) {
        const Vec3& p = mesh->vertices()[v];
        if (p.z() < above_mm)
            continue;
        int triangle = 0;
        while (mesh->triangles()[triangle][0] != v && mesh->triangles()[triangle][1] != v &&
               mesh->triangles()[triangle][2] != v)
            ++triangle;
        SurfacePoint at{triangle, {0, 0, 0}};
        for (int k = 0; k < 3; ++k)
            at.weights[k] = mesh->triangles()[triangle][k] == v ? 1 : 0;
        const std::vector<GeodesicSource> source{{at, 0}};
        const DistanceField field = march.from(source, Wavefront::Circular, Mm(30));
        for (int w = 0; w < vertices; ++w)
            if (std::isfinite(field.distance_mm[w]) && mesh->vertices()[w].z() > above_mm)
                worst_mm =
                    std::max(worst_mm, std::abs(field.distance_mm[w] -
                                                arcBetween(p, mesh->normals()[v],
                                                           mesh->vertices()[w], mesh->normals()[w])
                                                    .value()));
    }
    return worst_mm;
}

TEST(ArcBetween, IsCloseToFastMarchingOnAHead) {
    const double worst_mm = worstArc(test::ModelHead().mesh(50), 40);
    EXPECT_LT(worst_mm, 0.15);
    RecordProperty("worst_mm", std::to_string(worst_mm));
    std::printf("arcBetween against fast marching on the model head: %.3f mm\n", worst_mm);
}

TEST(ArcBetween, IsCloseToFastMarchingOnAScan) {
    const auto mesh = test::scan("clean_mh_male.ply");
    if (!mesh)
        GTEST_SKIP() << "no scans in " << test::scanFolder();
    const double worst_mm = worstArc(mesh, 50);
    EXPECT_LT(worst_mm, 0.5);
    std::printf("arcBetween against fast marching on a scan with 6 mm edges: %.3f mm\n", worst_mm);
}

} // namespace
} // namespace meso::geom
