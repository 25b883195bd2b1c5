#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "anatomy/scalp_grid.h"
#include "sim/patch.h"
#include "sim/simulate.h"
#include "sim/simulate_fast.h"
#include "support/real_heads.h"
#include "support/tissue_fixture.h"

// What must hold on any head, on those of real people. Skipped where the scans are not.
namespace meso::verify {
namespace {

constexpr double kReach_mm = 24;

/// The part of a scan's scalp grid that lies in a direction from its centre, and a site amid it.
struct ScalpPiece {
    std::string name;
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
        const sim::PatchSeed seed{site, kReach_mm};
        const sim::Patch patch = sim::cutPatch(*(*grid)->mesh, {&seed, 1});
        pieces.push_back({head.name + (direction.y() > 0 ? ", front" : ", crown"),
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
            geom::TriMesh::make(vertices, triangles).value(),
            {-piece.site.x(), piece.site.y(), piece.site.z()}};
}

// Concentration per vertex of the surface and depth cell.
std::vector<double> onSurface(const sim::SimResult& result, std::size_t frame) {
    const auto cells = static_cast<std::size_t>(result.grid.cells());
    std::vector<double> field(result.surfaceVertices * cells, 0);
    for (std::size_t i = 0; i < result.meshVertex.size(); ++i)
        for (std::size_t c = 0; c < cells; ++c)
            field[result.meshVertex[i] * cells + c] =
                static_cast<double>(result.frames[frame].concentration[i * cells + c]);
    return field;
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

void expectSound(const sim::SimResult& result, const std::string& where) {
    for (const sim::MassBalance& balance : result.balance)
        EXPECT_NEAR(balance.total() / result.dose, 1, 1e-5) << where;
    for (const sim::SimFrame& frame : result.frames) {
        const auto [low, high] =
            std::minmax_element(frame.concentration.begin(), frame.concentration.end());
        EXPECT_GT(*high, 0) << where;
        EXPECT_GE(*low, -1e-4F * *high) << where;
    }
}

TEST_F(RealHeads, KeepEveryMilligramAndNothingBelowZero) {
    for (const ScalpPiece& piece : pieces_) {
        const sim::SimInput input = inputOn(piece);
        const auto domain = sim::ScalpDomain::make(piece.surface);
        ASSERT_TRUE(domain.ok()) << piece.name << ": " << domain.error().message;
        const auto slow = sim::simulate(input), fast = sim::simulateFast(input, *domain);
        ASSERT_TRUE(slow.ok() && fast.ok()) << piece.name;
        expectSound(**slow, piece.name + ", slow path");
        expectSound(**fast, piece.name + ", fast path");
    }
}

TEST_F(RealHeads, MirroredGiveTheMirroredResult) {
    for (const ScalpPiece& piece : pieces_) {
        const sim::SimInput input = inputOn(piece);
        const ScalpPiece other = mirrored(piece);
        sim::SimInput mirror = input;
        mirror.surface = other.surface;
        for (sim::SimDepot& depot : mirror.depots)
            depot.position.x() = -depot.position.x();
        const auto domain = sim::ScalpDomain::make(piece.surface),
                   mirrorDomain = sim::ScalpDomain::make(other.surface);
        ASSERT_TRUE(domain.ok() && mirrorDomain.ok());
        for (const bool isFast : {false, true}) {
            const auto here = isFast ? sim::simulateFast(input, *domain) : sim::simulate(input);
            const auto there =
                isFast ? sim::simulateFast(mirror, *mirrorDomain) : sim::simulate(mirror);
            ASSERT_TRUE(here.ok() && there.ok()) << piece.name;
            double apart = 0, peak = 0;
            for (std::size_t f = 0; f < (*here)->frames.size(); ++f) {
                const auto a = onSurface(**here, f), b = onSurface(**there, f);
                double most = 0;
                peak = 0;
                for (std::size_t i = 0; i < a.size(); ++i) {
                    most = std::max(most, std::abs(a[i] - b[i]));
                    peak = std::max(peak, a[i]);
                }
                apart = std::max(apart, most / peak);
            }
            EXPECT_LT(apart, 2e-5) << piece.name << (isFast ? ", fast path" : ", slow path");
        }
    }
}

} // namespace
} // namespace meso::verify
