#include "anatomy/scalp_grid.h"

#include <gtest/gtest.h>

#include <numbers>

#include "anatomy/geodesic_directions.h"
#include "anatomy/outline_edits.h"
#include "anatomy/scalp_frame.h"
#include "base/random.h"
#include "support/model_heads.h"

namespace meso::anatomy {
namespace {

using geom::Vec3;

const Vec3 kCentre(0, -1, 40);

geom::MeshPtr ball(int frequency = 50) {
    return test::icosphere(frequency, 90, kCentre);
}

TEST(GeodesicDirections, HaveOneStraightUpAndMirrorLeftToRight) {
    const DirectionMesh domain = scalpDirections(16);
    const auto& all = domain.directions;
    EXPECT_LT((all.front() - Vec3::UnitZ()).norm(), 1e-12);
    for (const Vec3& d : all) {
        EXPECT_NEAR(d.norm(), 1, 1e-12);
        EXPECT_TRUE(scalpHolds(d));
        const Vec3 mirrored(-d.x(), d.y(), d.z());
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Vec3& other) {
            return (other - mirrored).norm() < 1e-9;
        })) << d.transpose();
    }
}

TEST(GeodesicDirections, MakeOneEvenSheetWithoutLooseVertices) {
    const DirectionMesh domain = scalpDirections(40);
    std::vector<char> isUsed(domain.directions.size());
    for (const geom::Triangle& t : domain.triangles)
        for (const int corner : t)
            isUsed[corner] = 1;
    EXPECT_EQ(std::count(isUsed.begin(), isUsed.end(), 0), 0);
    const auto mesh = geom::TriMesh::make(domain.directions, domain.triangles).value();
    const geom::Topology topology = geom::topologyOf(*mesh);
    EXPECT_EQ(topology.nonManifoldEdges, 0);
    EXPECT_EQ(topology.components, 1);
    EXPECT_EQ(topology.eulerCharacteristic, 1); // a disc: no hole, no strip that hangs on a corner
    EXPECT_GE(geom::qualityOf(*mesh).smallestAngle, 51);
    for (std::size_t i = 0; i < domain.directions.size(); ++i)
        EXPECT_GT(mesh->normals()[i].dot(domain.directions[i]), 0.99); // outward
}

TEST(GeodesicDirections, LeaveOutFaceEarsAndNeck) {
    EXPECT_TRUE(scalpHolds(Vec3(0, 0, 1)));
    EXPECT_TRUE(scalpHolds(Vec3(0, -1, -0.3).normalized())); // occiput
    EXPECT_FALSE(scalpHolds(Vec3(0, 1, -0.2).normalized())); // nose
    EXPECT_FALSE(scalpHolds(Vec3(1, -0.1, -0.3).normalized()));
    EXPECT_FALSE(scalpHolds(Vec3(0, -1, -1).normalized())); // nape
    EXPECT_FALSE(scalpHolds(Vec3(0, 0, -1)));
}

TEST(ScalpGrid, HasMillimetreEdgesAtFrequency103) {
    EXPECT_EQ(frequencyForEdge(Mm(1)), 103);
    EXPECT_EQ(frequencyForEdge(Mm(2)), 51);
    EXPECT_GE(frequencyForEdge(Mm(1e9)), 4);
    EXPECT_LE(frequencyForEdge(Mm(1e-9)), 512);
    const auto grid = sampleScalp(geom::SurfaceIndex(ball()), 103).value();
    EXPECT_NEAR(geom::qualityOf(*grid->mesh).edgeMean, 1.05, 0.05);
    EXPECT_GT(grid->directions.size(), 55000U);
    EXPECT_LT(grid->directions.size(), 60000U);
}

/// How far a grid is off the ball, above the horizon (normals at the border see one side only).
struct Roughness {
    double offset_mm = 0; ///< largest
    double tilt_deg = 0;  ///< largest angle between normals
};

Roughness roughnessOf(const ScalpGrid& grid, const geom::TriMesh& mesh) {
    Roughness worst;
    for (std::size_t i = 0; i < grid.directions.size(); ++i) {
        if (grid.directions[i].z() < 0.3)
            continue;
        const double radius_mm = (mesh.vertices()[i] - kCentre).norm();
        const double cosine = std::min(1.0, mesh.normals()[i].dot(grid.directions[i]));
        worst.offset_mm = std::max(worst.offset_mm, std::abs(radius_mm - 90));
        worst.tilt_deg = std::max(worst.tilt_deg, std::acos(cosine) * 180 / std::numbers::pi);
    }
    return worst;
}

TEST(ScalpGrid, DoesNotRepeatTheFacetsOfACoarserSkin) {
    const geom::SurfaceIndex skin(ball(50)); // facets of about 2 mm under a grid of about 1 mm
    const auto grid = sampleScalp(skin, 103).value();
    std::vector<Vec3> flat;
    for (const Vec3& direction : grid->directions)
        flat.push_back(kCentre + skin.lastHit(kCentre, direction)->distance * direction);
    const auto facets = geom::TriMesh::make(flat, grid->mesh->triangles()).value();
    const Roughness rough = roughnessOf(*grid, *facets);
    const Roughness smooth = roughnessOf(*grid, *grid->mesh);
    std::printf("facets: %.4f mm, %.3f degrees; grid: %.4f mm, %.3f degrees\n", rough.offset_mm,
                rough.tilt_deg, smooth.offset_mm, smooth.tilt_deg);
    EXPECT_LT(smooth.offset_mm, 0.001);
    EXPECT_LT(smooth.tilt_deg, 0.1);
    EXPECT_LT(smooth.tilt_deg, rough.tilt_deg / 5);
}

TEST(ScalpGrid, SaysHowMuchOfTheScalpIsMissing) {
    const auto whole = ball(20);
    std::vector<geom::Triangle> rest;
    for (const geom::Triangle& t : whole->triangles())
        if (whole->vertices()[t[0]].z() < kCentre.z() + 80)
            rest.push_back(t);
    const auto torn = geom::TriMesh::make(whole->vertices(), rest).value();
    const auto grid = sampleScalp(geom::SurfaceIndex(torn), 20);
    ASSERT_FALSE(grid.ok());
    EXPECT_NE(grid.error().message.find("holes over the scalp"), std::string::npos);
    EXPECT_NE(grid.error().message.find("%"), std::string::npos);
    EXPECT_FALSE(sampleScalp(geom::SurfaceIndex(whole), 0).ok());
    EXPECT_FALSE(sampleScalp(geom::SurfaceIndex(whole), 100000).ok());
}

TEST(ScalpGrid, SurvivesBeingStoredAsRadii) {
    const auto grid = sampleScalp(geom::SurfaceIndex(ball(20)), 30).value();
    const std::vector<float> radius_mm = radiiOf(*grid);
    const auto again = scalpFromRadii(30, radius_mm).value();
    EXPECT_EQ(again->mesh->vertices(), grid->mesh->vertices());
    EXPECT_EQ(again->mesh->triangles(), grid->mesh->triangles());
    EXPECT_EQ(again->directions, grid->directions);
    EXPECT_FALSE(scalpFromRadii(31, radius_mm).ok());
    EXPECT_FALSE(scalpFromRadii(-1, radius_mm).ok());
}

TEST(ScalpGrid, LocatesAnyPlaceOnTheRayThroughIt) {
    const auto grid = sampleScalp(geom::SurfaceIndex(ball(20)), 30).value();
    Random random(5);
    for (int i = 0; i < 500; ++i) {
        geom::SurfacePoint place;
        place.triangle = static_cast<int>(random.below(grid->mesh->triangles().size()));
        const double a = random.uniform(0.01, 0.9);
        const double b = random.uniform(0.01, 0.99 - a);
        place.weights = {a, b, 1 - a - b};
        const Vec3 on = geom::positionOf(*grid->mesh, place);
        const Vec3 off = kCentre + random.uniform(0.3, 2) * (on - kCentre);
        const auto found = locate(*grid, off);
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->triangle, place.triangle);
        EXPECT_LT((geom::positionOf(*grid->mesh, *found) - on).norm(), 1e-9);
    }
}

TEST(ScalpGrid, LocatesNothingOffTheScalp) {
    const auto grid = sampleScalp(geom::SurfaceIndex(ball(20)), 30).value();
    EXPECT_FALSE(locate(*grid, kCentre + Vec3(0, 90, -40)).has_value());
    EXPECT_FALSE(locate(*grid, kCentre - Vec3(0, 0, 90)).has_value());
    EXPECT_FALSE(locate(*grid, kCentre).has_value());
    EXPECT_FALSE(locate(*grid, Vec3::Constant(std::nan(""))).has_value());
}

} // namespace
} // namespace meso::anatomy
