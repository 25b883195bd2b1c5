#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "anatomy/scalp_grid.h"
#include "sim/kernel/simulate.h"
#include "support/real_heads.h"
#include "support/tissue_fixture.h"
#include "verify/head_spots.h"
#include "verify/mesh/mesh_observables.h"
#include "verify/mesh/mesh_run.h"
#include "verify/mesh/patch.h"

// What must hold on any head, on those of real people. Skipped where the scans are not.
namespace meso::verify {
namespace {

constexpr double kReach_mm = 24;

/// The part of a scan's scalp grid that lies in a direction from its centre, and a site amid it.
struct ScalpPiece {
    std::string name;
    anatomy::ScalpGridPtr scalp; ///< all of it; null: mirrored
    geom::MeshPtr surface;
    geom::Vec3 site;
};

std::vector<ScalpPiece> piecesOf(const test::RealHead& head) {
    const geom::SurfaceIndex skin(head.mesh);
    const auto grid = anatomy::sampleScalp(skin, anatomy::frequencyForEdge(Mm(1)));
    EXPECT_TRUE(grid.ok()) << head.name << ": " << (grid.ok() ? "" : grid.error().message);
    std::vector<ScalpPiece> pieces;
    if (!grid)
        return pieces;
    const geom::Vec3 front(0.4, 0.5, 0.8), crown(-0.3, -0.6, 0.7);
    for (const geom::Vec3& direction : {front, crown}) {
        const auto hit = (*grid)->index->lastHit((*grid)->centre, direction);
        if (!hit) {
            ADD_FAILURE() << head.name << " has no scalp there";
            continue;
        }
        const geom::Vec3 site = positionOf(*(*grid)->mesh, hit->point);
        const PatchSeed seed{site, kReach_mm};
        const Patch patch = cutPatch(*(*grid)->mesh, {&seed, 1});
        pieces.push_back({head.name + (direction.y() > 0 ? ", front" : ", crown"), *grid,
                          geom::TriMesh::make(patch.positions, patch.triangles).value(), site});
    }
    return pieces;
}

std::vector<ScalpPiece> allPieces() {
    std::vector<ScalpPiece> pieces;
    for (const test::RealHead& head : test::realHeads())
        for (ScalpPiece& piece : piecesOf(head))
            pieces.push_back(std::move(piece));
    return pieces;
}

sim::SimInput inputOn(const ScalpPiece& piece) {
    sim::SimInput input;
    input.surface = piece.surface;
    input.compound = test::minoxidil();
    input.tissue = test::scalpTissue();
    const geom::SurfaceIndex index(piece.surface);
    for (const geom::Vec3& away : {geom::Vec3(0, 0, 0), geom::Vec3(5, 3, 0)})
        input.depots.push_back(
            {index.closest(piece.site + away).position, Mm(2.5), Ml(0.05), MgPerMl(5)});
    input.outputTimes = {fromMinutes(10), fromHours(1), fromHours(2)};
    input.duration = input.outputTimes.back();
    return input;
}

ScalpPiece mirrored(const ScalpPiece& piece) {
    std::vector<geom::Vec3> vertices = piece.surface->vertices();
    std::vector<geom::Triangle> triangles = piece.surface->triangles();
    for (geom::Vec3& v : vertices)
        v.x() = -v.x();
    for (geom::Triangle& t : triangles)
        std::swap(t[1], t[2]);
    return {piece.name,
            nullptr,
            geom::TriMesh::make(vertices, triangles).value(),
            {-piece.site.x(), piece.site.y(), piece.site.z()}};
}

class RealHeads : public ::testing::Test {
protected:
    static void SetUpTestSuite() { pieces_ = allPieces(); }
    static void TearDownTestSuite() { pieces_.clear(); }
    void SetUp() override {
        if (pieces_.empty())
            GTEST_SKIP() << "no scans here";
    }
    inline static std::vector<ScalpPiece> pieces_;
};

constexpr sim::DepthRange kBands[] = {{Mm(1.5), Mm(2.5)}, {Mm(3.5), Mm(4.5)}};

// Band means at every vertex, band by band and time by time.
std::vector<std::vector<float>> fieldsOf(const sim::SimResult& result) {
    std::vector<std::vector<float>> fields;
    for (const sim::DepthRange band : kBands)
        for (const Seconds time : result.times)
            fields.push_back(result.field->at({band}, time));
    return fields;
}
std::vector<std::vector<float>> fieldsOf(const MeshResult& result) {
    std::vector<std::vector<float>> fields;
    for (const sim::DepthRange band : kBands)
        for (int f = 0; f < static_cast<int>(result.frames.size()); ++f)
            fields.push_back(bandAverage(result, f, band));
    return fields;
}

template <class Run>
void expectSound(const Run& result, const std::string& where) {
    for (const sim::MassBalance& balance : result.balance)
        EXPECT_NEAR(balance.total() / result.dose, 1, 1e-9) << where;
    const std::vector<std::vector<float>> fields = fieldsOf(result);
    EXPECT_GT(*std::max_element(fields[0].begin(), fields[0].end()), 0) << where;
    for (const std::vector<float>& field : fields) {
        const auto [low, high] = std::minmax_element(field.begin(), field.end());
        EXPECT_GE(*low, -1e-4F * *high) << where;
    }
}

TEST_F(RealHeads, KeepEveryMilligramAndNothingBelowZero) {
    for (const ScalpPiece& piece : pieces_) {
        const sim::SimInput input = inputOn(piece);
        const auto result = sim::simulate(input);
        const auto onMesh = simulateOnMesh(input);
        ASSERT_TRUE(result.ok() && onMesh.ok()) << piece.name;
        expectSound(**result, piece.name);
        expectSound(**onMesh, piece.name + ", on the mesh");
    }
}

// Of the largest value of each field.
double fieldsApart(const std::vector<std::vector<float>>& a,
                   const std::vector<std::vector<float>>& b) {
    double apart = 0;
    for (std::size_t f = 0; f < a.size(); ++f) {
        double most = 0, peak = 0;
        for (std::size_t v = 0; v < a[f].size(); ++v) {
            most = std::max(most, std::abs(static_cast<double>(a[f][v] - b[f][v])));
            peak = std::max(peak, static_cast<double>(a[f][v]));
        }
        apart = std::max(apart, most / peak);
    }
    return apart;
}

TEST_F(RealHeads, MirroredGiveTheMirroredResult) {
    for (const ScalpPiece& piece : pieces_) {
        const sim::SimInput input = inputOn(piece);
        sim::SimInput mirror = input;
        mirror.surface = mirrored(piece).surface;
        for (sim::SimDepot& depot : mirror.depots)
            depot.position.x() = -depot.position.x();
        const auto here = sim::simulate(input), there = sim::simulate(mirror);
        const auto meshHere = simulateOnMesh(input), meshThere = simulateOnMesh(mirror);
        ASSERT_TRUE(here.ok() && there.ok() && meshHere.ok() && meshThere.ok()) << piece.name;
        EXPECT_LT(fieldsApart(fieldsOf(**here), fieldsOf(**there)), 2e-5) << piece.name;
        EXPECT_LT(fieldsApart(fieldsOf(**meshHere), fieldsOf(**meshThere)), 2e-5) << piece.name;
    }
}

// The program gives a depot the curvature of its site; within 4 mm of the crowns here it falls from
// 1/46 to 1/62 per mm, which a depot at 4 mm feels. The skin of colin27_bem is left out: it is made
// of facets of some 5 mm, with 4 % more area around a site than any smooth surface has.
TEST_F(RealHeads, AreAsOnAFineMesh) {
    for (const ScalpPiece& piece : pieces_) {
        if (piece.name.find("bem") != std::string::npos)
            continue;
        sim::SimInput input = inputOn(piece);
        input.depots.resize(1);
        for (const double depth_mm : {1.0, 2.5, 4.0}) {
            input.depots[0].depth = Mm(depth_mm);
            const auto error = spotErrorOn(*piece.scalp, input);
            ASSERT_TRUE(error.ok()) << piece.name << ": " << error.error().message;
            const std::string where = piece.name + ", " + std::to_string(depth_mm) +
                                      " mm, radius " + std::to_string(error->radius_mm) +
                                      " mm: " + error->worst;
            EXPECT_LT(error->max, depth_mm > 3 ? 0.035 : 0.015) << where;
            EXPECT_LT(error->l2, depth_mm > 3 ? 0.02 : 0.0125) << where;
            EXPECT_NEAR(error->reached_mm2 / error->reachedOnMesh_mm2, 1, 0.015) << where;
        }
    }
}

} // namespace
} // namespace meso::verify
