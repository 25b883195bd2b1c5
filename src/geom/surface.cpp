#include "geom/surface.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace meso::geom {

namespace {

constexpr int kLeafSize = 4;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct TriangleHit {
    double distance;
    std::array<double, 3> weights;
};

/// Moller & Trumbore (1997), both sides, with a hair of tolerance so that a ray through a shared
/// edge cannot slip between its two triangles.
std::optional<TriangleHit> intersect(const TriMesh& mesh, int triangle, const Vec3& origin,
                                     const Vec3& direction) {
    constexpr double kSlack = 1e-9;
    const Vec3& a = mesh.corner(triangle, 0);
    const Vec3 ab = mesh.corner(triangle, 1) - a;
    const Vec3 ac = mesh.corner(triangle, 2) - a;
    const Vec3 p = direction.cross(ac);
    const double determinant = ab.dot(p);
    if (determinant == 0)
        return std::nullopt;
    const Vec3 s = origin - a;
    const double u = s.dot(p) / determinant;
    if (!(u >= -kSlack && u <= 1 + kSlack))
        return std::nullopt;
    const Vec3 q = s.cross(ab);
    const double v = direction.dot(q) / determinant;
    if (!(v >= -kSlack && u + v <= 1 + kSlack))
        return std::nullopt;
    const double distance = ac.dot(q) / determinant;
    if (distance < 0)
        return std::nullopt;
    const double cu = std::clamp(u, 0.0, 1.0);
    const double cv = std::clamp(v, 0.0, 1.0 - cu);
    return TriangleHit{distance, {1 - cu - cv, cu, cv}};
}

/// Weights of the point of triangle abc nearest to p (Ericson, Real-Time Collision
/// Detection, 5.1.5: the Voronoi regions of corners and edges are tried in turn).
std::array<double, 3> closestWeights(const Vec3& p, const Vec3& a, const Vec3& b, const Vec3& c) {
    const Vec3 ab = b - a;
    const Vec3 ac = c - a;
    const double d1 = ab.dot(p - a);
    const double d2 = ac.dot(p - a);
    if (d1 <= 0 && d2 <= 0)
        return {1, 0, 0};
    const double d3 = ab.dot(p - b);
    const double d4 = ac.dot(p - b);
    if (d3 >= 0 && d4 <= d3)
        return {0, 1, 0};
    const double vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0)
        return {1 - d1 / (d1 - d3), d1 / (d1 - d3), 0};
    const double d5 = ab.dot(p - c);
    const double d6 = ac.dot(p - c);
    if (d6 >= 0 && d5 <= d6)
        return {0, 0, 1};
    const double vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0)
        return {1 - d2 / (d2 - d6), 0, d2 / (d2 - d6)};
    const double va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
        const double w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
        return {0, 1 - w, w};
    }
    const double sum = va + vb + vc;
    return {1 - (vb + vc) / sum, vb / sum, vc / sum};
}

double squaredDistanceToBox(const Vec3& p, const Vec3& low, const Vec3& high) {
    return (low - p).cwiseMax(p - high).cwiseMax(0.0).squaredNorm();
}

/// Entry and exit of a ray through a box; empty interval when it misses.
std::pair<double, double> boxInterval(const Vec3& origin, const Vec3& inverse, const Vec3& low,
                                      const Vec3& high) {
    const Vec3 t0 = (low - origin).cwiseProduct(inverse);
    const Vec3 t1 = (high - origin).cwiseProduct(inverse);
    double entry = 0;
    double exit = kInfinity;
    for (int k = 0; k < 3; ++k) {
        // A direction component of zero gives 0 * infinity on the box face: such a slab never cuts.
        const double near = std::min(t0[k], t1[k]);
        const double far = std::max(t0[k], t1[k]);
        if (near > entry)
            entry = near;
        if (far < exit)
            exit = far;
    }
    return {entry, exit};
}

} // namespace

Vec3 positionOf(const TriMesh& mesh, const SurfacePoint& point) {
    Vec3 sum = Vec3::Zero();
    for (int k = 0; k < 3; ++k)
        sum += point.weights[k] * mesh.corner(point.triangle, k);
    return sum;
}

Vec3 normalAt(const TriMesh& mesh, const SurfacePoint& point) {
    Vec3 sum = Vec3::Zero();
    for (int k = 0; k < 3; ++k)
        sum += point.weights[k] * mesh.normals()[mesh.triangles()[point.triangle][k]];
    return sum.normalized();
}

double interpolate(const TriMesh& mesh, const SurfacePoint& point,
                   const std::vector<double>& field) {
    double sum = 0;
    for (int k = 0; k < 3; ++k)
        sum += point.weights[k] * field[mesh.triangles()[point.triangle][k]];
    return sum;
}

std::optional<RayHit> hitOn(const TriMesh& mesh, int triangle, const Vec3& origin,
                            const Vec3& direction) {
    const auto found = intersect(mesh, triangle, origin, direction.normalized());
    if (!found)
        return std::nullopt;
    return RayHit{{triangle, found->weights}, found->distance};
}

SurfaceIndex::SurfaceIndex(MeshPtr mesh) : mesh_(std::move(mesh)) {
    MESO_CHECK(mesh_ != nullptr, "a surface index needs a mesh");
    const int count = static_cast<int>(mesh_->triangles().size());
    std::vector<Vec3> centres(count);
    for (int t = 0; t < count; ++t)
        centres[t] = (mesh_->corner(t, 0) + mesh_->corner(t, 1) + mesh_->corner(t, 2)) / 3;
    order_.resize(count);
    std::iota(order_.begin(), order_.end(), 0);
    nodes_.reserve(2 * static_cast<std::size_t>(count));
    nodes_.emplace_back();
    split(0, 0, count, centres);
}

void SurfaceIndex::split(int node, int first, int last, const std::vector<Vec3>& centres) {
    Vec3 low = Vec3::Constant(kInfinity);
    Vec3 high = Vec3::Constant(-kInfinity);
    Vec3 centreLow = low;
    Vec3 centreHigh = high;
    for (int i = first; i < last; ++i) {
        for (int k = 0; k < 3; ++k) {
            low = low.cwiseMin(mesh_->corner(order_[i], k));
            high = high.cwiseMax(mesh_->corner(order_[i], k));
        }
        centreLow = centreLow.cwiseMin(centres[order_[i]]);
        centreHigh = centreHigh.cwiseMax(centres[order_[i]]);
    }
    nodes_[node].low = low;
    nodes_[node].high = high;
    if (last - first <= kLeafSize) {
        nodes_[node].first = first;
        nodes_[node].count = last - first;
        return;
    }
    int axis = 0;
    (centreHigh - centreLow).maxCoeff(&axis);
    const int middle = (first + last) / 2;
    std::nth_element(order_.begin() + first, order_.begin() + middle, order_.begin() + last,
                     [&](int a, int b) { return centres[a][axis] < centres[b][axis]; });
    const int child = static_cast<int>(nodes_.size());
    nodes_.emplace_back();
    nodes_.emplace_back();
    nodes_[node].first = child;
    split(child, first, middle, centres);
    split(child + 1, middle, last, centres);
}

std::optional<RayHit> SurfaceIndex::hit(const Vec3& origin, const Vec3& direction,
                                        bool farthest) const {
    const Vec3 unit = direction.normalized();
    const Vec3 inverse = unit.cwiseInverse();
    std::optional<RayHit> best;
    std::array<int, 64> stack{};
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
        const Node& node = nodes_[stack[--depth]];
        const auto [entry, exit] = boxInterval(origin, inverse, node.low, node.high);
        if (entry > exit || (best && (farthest ? exit < best->distance : entry > best->distance)))
            continue;
        if (node.count == 0) {
            stack[depth++] = node.first;
            stack[depth++] = node.first + 1;
            continue;
        }
        for (int i = node.first; i < node.first + node.count; ++i) {
            const auto found = intersect(*mesh_, order_[i], origin, unit);
            if (!found)
                continue;
            const bool better = !best || (farthest ? found->distance > best->distance
                                                   : found->distance < best->distance);
            if (better)
                best = RayHit{{order_[i], found->weights}, found->distance};
        }
    }
    return best;
}

std::optional<RayHit> SurfaceIndex::firstHit(const Vec3& origin, const Vec3& direction) const {
    return hit(origin, direction, false);
}

std::optional<RayHit> SurfaceIndex::lastHit(const Vec3& origin, const Vec3& direction) const {
    return hit(origin, direction, true);
}

ClosestPoint SurfaceIndex::closest(const Vec3& point) const {
    ClosestPoint best;
    double bestSquared = kInfinity;
    std::array<int, 64> stack{};
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
        const Node& node = nodes_[stack[--depth]];
        if (squaredDistanceToBox(point, node.low, node.high) >= bestSquared)
            continue;
        if (node.count == 0) {
            const Node& left = nodes_[node.first];
            const Node& right = nodes_[node.first + 1];
            const bool leftFirst = squaredDistanceToBox(point, left.low, left.high) <
                                   squaredDistanceToBox(point, right.low, right.high);
            stack[depth++] = leftFirst ? node.first + 1 : node.first;
            stack[depth++] = leftFirst ? node.first : node.first + 1;
            continue;
        }
        for (int i = node.first; i < node.first + node.count; ++i) {
            const int t = order_[i];
            const SurfacePoint candidate{t,
                                         closestWeights(point, mesh_->corner(t, 0),
                                                        mesh_->corner(t, 1), mesh_->corner(t, 2))};
            const Vec3 position = positionOf(*mesh_, candidate);
            const double squared = (position - point).squaredNorm();
            if (squared < bestSquared) {
                bestSquared = squared;
                best = {candidate, position, 0};
            }
        }
    }
    best.distance = std::sqrt(bestSquared);
    return best;
}

} // namespace meso::geom
