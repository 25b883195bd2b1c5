#include "anatomy/grow/grow_head.h"

#include <cmath>
#include <future>

#include "anatomy/grow/head_field.h"
#include "geom/march.h"
#include "geom/remesh.h"

namespace meso::anatomy {

using geom::Triangle;
using geom::Vec3;

namespace {

constexpr std::array<double, 3> kStyles{-1, 0, 1};

/// 0 inside an ellipsoid, rising to 1 outside it.
double outsideZone(const Vec3& p, const Vec3& centre, const Vec3& radii) {
    const Vec3 q = Vec3(std::fabs(p.x()), p.y(), p.z()) - centre;
    return sdf::smoothStep(1.0, 1.8, q.cwiseQuotient(radii).norm());
}

/// Fine on eyes, nose, lips and ears, coarser on the neck, fine again at the rim of its cut.
double targetEdge(const Vec3& p, const GrowOptions& options) {
    constexpr double kRimEdge = 1.3;
    const double awayFromDetail = std::min(
        {outsideZone(p, {30, 76, 8}, {19, 22, 13}), outsideZone(p, {0, 104, -22}, {19, 22, 14}),
         outsideZone(p, {0, 92, -54}, {29, 22, 11}), outsideZone(p, {78, -16, -2}, {18, 28, 38})});
    double edge = sdf::mix(options.detailEdge_mm, options.scalpEdge_mm, awayFromDetail);
    const double onNeck = sdf::smoothStep(-75, -115, p.z());
    edge = sdf::mix(edge, std::max(edge, 1.4 * options.scalpEdge_mm), onNeck);
    const bool isNearRim = std::hypot(p.x() / 62, (p.y() + 38) / 60) > 0.75;
    if (isNearRim)
        edge = sdf::mix(std::min(kRimEdge, edge), edge,
                        sdf::smoothStep(6, 14, std::fabs(p.z() + 147)));
    return edge;
}

/// Calls work(i) for every i on two threads; the results must not depend on each other.
template <class Work>
void forEachOnTwoThreads(std::size_t count, const Work& work) {
    const auto range = [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            work(i);
    };
    auto other = std::async(std::launch::async, [&] { range(0, count / 2); });
    range(count / 2, count);
    other.get(); // with what it threw
}

/// One round of averaging every displacement with those of its neighbours.
void smoothDisplacement(std::vector<Vec3>& displacement, const std::vector<Triangle>& triangles) {
    std::vector<Vec3> sum(displacement.size(), Vec3::Zero());
    std::vector<int> count(displacement.size(), 0);
    for (const Triangle& t : triangles)
        for (int k = 0; k < 3; ++k) {
            sum[t[k]] += displacement[t[(k + 1) % 3]] + displacement[t[(k + 2) % 3]];
            count[t[k]] += 2;
        }
    for (std::size_t i = 0; i < sum.size(); ++i)
        displacement[i] = (displacement[i] + sum[i] / std::max(count[i], 1)) / 2;
}

/// The neutral vertices carried to another style. A straight projection folds where the skin turns
/// sharply (behind the ear lobe, at the rim of the neck): the style is approached in steps, and in
/// each the displacement is smoothed, which slides vertices along the skin, before projecting.
std::vector<Vec3> restyled(const geom::HalfedgeMesh& neutral, double style) {
    constexpr int kSteps = 4;
    constexpr int kSmoothings = 12;
    constexpr int kNewtonSteps = 6;
    constexpr double kUnchangedAbove = 60;
    const std::vector<Vec3>& start = neutral.positions();
    const std::vector<Triangle> triangles = neutral.triangles();
    std::vector<Vec3> displacement(start.size(), Vec3::Zero());
    const auto project = [&](const HeadField& field) {
        forEachOnTwoThreads(start.size(), [&](std::size_t i) {
            if (start[i].z() > kUnchangedAbove)
                displacement[i].setZero();
            else
                displacement[i] =
                    field.project(start[i] + displacement[i], kNewtonSteps) - start[i];
        });
    };
    for (int step = 1; step <= kSteps; ++step) {
        project(HeadField(style * step / kSteps));
        for (int i = 0; i < kSmoothings; ++i)
            smoothDisplacement(displacement, triangles);
    }
    project(HeadField(style));
    for (std::size_t i = 0; i < start.size(); ++i)
        displacement[i] += start[i];
    return displacement;
}

std::vector<float> opennessOf(const std::vector<Vec3>& positions) {
    const HeadField field(0);
    std::vector<float> out(positions.size());
    forEachOnTwoThreads(positions.size(), [&](std::size_t i) {
        const Vec3 normal = field.gradient(positions[i]).normalized();
        out[i] = static_cast<float>(field.openness(positions[i], normal));
    });
    return out;
}

} // namespace

StyledSurface growSkin(const GrowOptions& options) {
    const HeadField neutral(0);
    const geom::MarchBox box{.step = options.gridStep_mm,
                             .halfWidth = 112,
                             .low = Vec3(0, -125.37, -156.41),
                             .size = Vec3(0, 260, 304)};
    geom::RawSurface raw = geom::march([&](const Vec3& p) { return neutral.at(p); }, box);
    auto mesh = geom::HalfedgeMesh::make(std::move(raw.positions), std::move(raw.triangles));
    MESO_CHECK(mesh.ok(), "marching tetrahedra must give a closed surface");
    geom::HalfedgeMesh skin = std::move(mesh).value();
    geom::remesh(skin, {.edgeLength = [&](const Vec3& p) { return targetEdge(p, options); },
                        .project = [&](const Vec3& p) { return neutral.project(p); },
                        .iterations = options.iterations});
    StyledSurface out;
    out.triangles = skin.triangles();
    for (int s = 0; s < 3; ++s)
        out.positions[s] = kStyles[s] == 0 ? skin.positions() : restyled(skin, kStyles[s]);
    return out;
}

Landmarks fieldLandmarks(double style) {
    constexpr double kOutside = 300;
    const HeadField field(style);
    Landmarks out;
    out.nasion = field.rayHit({0, kOutside, 19}, {0, -1, 0});
    out.inion = field.rayHit({0, -kOutside, 6}, {0, 1, 0});
    out.leftPreauricular = field.rayHit({-kOutside, 5, 0}, {1, 0, 0});
    out.rightPreauricular = field.rayHit({kOutside, 5, 0}, {-1, 0, 0});
    constexpr int kRays = 91; // every half millimetre from 30 mm behind the ears to 15 before them
    for (int i = 0; i < kRays; ++i) {
        const Vec3 top = field.rayHit({0, 0.5 * i - 30, kOutside}, {0, 0, -1});
        if (top.z() > out.vertex.z())
            out.vertex = top;
    }
    return out;
}

HeadBase growHead() {
    HeadBase base;
    base.display = growSkin({});
    base.occlusion = opennessOf(base.display.positions[1]);
    base.coarse = growSkin({.gridStep_mm = 4, .scalpEdge_mm = 4, .detailEdge_mm = 3});
    for (int s = 0; s < 3; ++s)
        base.landmarks[s] = fieldLandmarks(kStyles[s]);
    base.hash = contentHash(base);
    return base;
}

} // namespace meso::anatomy
