#include "geom/geodesic.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>
#include <tuple>

namespace meso::geom {

namespace {

constexpr double kUnreached = std::numeric_limits<double>::infinity();

/// Entries of each key in order: `begin[key]` to `begin[key + 1]` of `entries`.
void groupByKey(int keys, const std::vector<std::pair<int, int>>& keyed, std::vector<int>& begin,
                std::vector<int>& entries) {
    begin.assign(keys + 1, 0);
    for (const auto& [key, entry] : keyed)
        ++begin[key + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<int> at(begin.begin(), begin.end() - 1);
    entries.resize(keyed.size());
    for (const auto& [key, entry] : keyed)
        entries[at[key]++] = entry;
}

/// Triangle across each edge (opposite corner k), or -1 at a border and where more than two meet.
std::vector<std::array<int, 3>> neighboursOf(const TriMesh& mesh) {
    struct Side {
        int low, high, triangle, corner;
    };
    std::vector<Side> sides;
    sides.reserve(mesh.triangles().size() * 3);
    for (int t = 0; t < static_cast<int>(mesh.triangles().size()); ++t)
        for (int k = 0; k < 3; ++k) {
            const auto [low, high] =
                std::minmax(mesh.triangles()[t][(k + 1) % 3], mesh.triangles()[t][(k + 2) % 3]);
            sides.push_back({low, high, t, k});
        }
    std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) {
        return std::tie(a.low, a.high, a.triangle) < std::tie(b.low, b.high, b.triangle);
    });
    std::vector<std::array<int, 3>> out(mesh.triangles().size(), {-1, -1, -1});
    const auto same = [&](std::size_t i, std::size_t j) {
        return j < sides.size() && sides[i].low == sides[j].low && sides[i].high == sides[j].high;
    };
    for (std::size_t i = 0; i < sides.size();) {
        std::size_t end = i + 1;
        while (same(i, end))
            ++end;
        if (end == i + 2) {
            out[sides[i].triangle][sides[i].corner] = sides[i + 1].triangle;
            out[sides[i + 1].triangle][sides[i + 1].corner] = sides[i].triangle;
        }
        i = end;
    }
    return out;
}

/// Where a vertex at these distances from (0, 0) and (base, 0) lies, on the side of `sign`.
Vec2 layFlat(double base, double fromFirst, double fromSecond, double sign) {
    const double x = (fromFirst * fromFirst - fromSecond * fromSecond + base * base) / (2 * base);
    return {x, sign * std::sqrt(std::max(0.0, fromFirst * fromFirst - x * x))};
}

double cross(const Vec2& a, const Vec2& b) {
    return a.x() * b.y() - a.y() * b.x();
}

} // namespace

FastMarching::FastMarching(MeshPtr mesh) : mesh_(std::move(mesh)) {
    const int vertices = static_cast<int>(mesh_->vertices().size());
    const int triangles = static_cast<int>(mesh_->triangles().size());
    const auto neighbours = neighboursOf(*mesh_);
    std::vector<std::pair<int, int>> byVertex;
    double edges_mm = 0;
    for (int t = 0; t < triangles; ++t)
        for (int k = 0; k < 3; ++k) {
            addCorner(t, k, neighbours);
            byVertex.emplace_back(mesh_->triangles()[t][k], t);
            edges_mm += (mesh_->corner(t, k) - mesh_->corner(t, (k + 1) % 3)).norm();
        }
    constexpr double kSeedEdges = 3;
    seedRadius_mm_ = kSeedEdges * edges_mm / (3.0 * triangles);
    groupByKey(vertices, byVertex, triangleBegin_, triangleOf_);
    indexWedges();
}

void FastMarching::indexWedges() {
    std::vector<std::pair<int, int>> byBase;
    byBase.reserve(2 * wedges_.size());
    for (int w = 0; w < static_cast<int>(wedges_.size()); ++w) {
        byBase.emplace_back(wedges_[w].first, w);
        byBase.emplace_back(wedges_[w].second, w);
    }
    groupByKey(static_cast<int>(mesh_->vertices().size()), byBase, wedgeBegin_, wedgeOf_);
}

/// Base from the origin to b, target at c, all in one plane.
void FastMarching::addWedge(int first, int second, int target, const Vec2& b, const Vec2& c) {
    const double base_mm = b.norm();
    if (base_mm <= 0)
        return;
    const Vec2 along = b / base_mm;
    wedges_.push_back({first, second, target, base_mm, along.dot(c), std::abs(cross(along, c))});
}

/// A corner sees a wave through the opposite edge. An obtuse one could be reached before its
/// neighbours are known: it is split by the first vertex beyond that edge that it can see.
void FastMarching::addCorner(int triangle, int corner,
                             std::span<const std::array<int, 3>> neighbours) {
    constexpr int kMaxUnfoldings = 6;
    const Triangle& t = mesh_->triangles()[triangle];
    const int target = t[corner];
    int a = t[(corner + 1) % 3];
    int b = t[(corner + 2) % 3];
    const auto apart = [&](int i, int j) {
        return (mesh_->vertices()[i] - mesh_->vertices()[j]).norm();
    };
    // Flat picture around the target at the origin.
    Vec2 pa(apart(target, a), 0);
    Vec2 pb = layFlat(pa.x(), apart(target, b), apart(a, b), 1);
    addWedge(a, b, target, pb - pa, -pa);
    const Vec2 right = pa;
    const Vec2 left = pb;
    if (right.dot(left) >= 0)
        return;
    int from = triangle;
    int edge = corner;
    for (int step = 0; step < kMaxUnfoldings; ++step) {
        const int next = neighbours[from][edge];
        if (next < 0)
            return;
        const Triangle& n = mesh_->triangles()[next];
        const int k = neighbours[next][0] == from ? 0 : (neighbours[next][1] == from ? 1 : 2);
        const int d = n[k];
        const Vec2 along = pb - pa;
        const double base = along.norm();
        const Vec2 flat = layFlat(base, apart(a, d), apart(b, d), -1);
        const Vec2 u = along / base;
        const Vec2 pd = pa + flat.x() * u + flat.y() * Vec2(-u.y(), u.x());
        const bool seen = cross(right, pd) > 0 && cross(pd, left) > 0;
        if (seen) {
            addWedge(a, d, target, pd - pa, -pa);
            addWedge(d, b, target, pb - pd, -pd);
            return;
        }
        // Go on through the edge that the bisector crosses.
        const bool keepsA = cross(pd, right + left * (right.norm() / left.norm())) < 0;
        const int lost = keepsA ? b : a;
        (keepsA ? b : a) = d;
        (keepsA ? pb : pa) = pd;
        from = next;
        edge = n[0] == lost ? 0 : (n[1] == lost ? 1 : 2);
    }
}

/// One run of the wave over the mesh.
struct FastMarching::Marcher {
    using Entry = std::pair<double, int>;

    const FastMarching& grid;
    Wavefront front;
    DistanceField field;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue{};

    void improve(int vertex, double distance_mm, int source, double parameter) {
        // The slack keeps rounding from sending vertices round in circles.
        constexpr double kSlack_mm = 1e-9;
        if (!(distance_mm < field.distance_mm[vertex] - kSlack_mm))
            return;
        field.distance_mm[vertex] = distance_mm;
        field.nearestSource[vertex] = source;
        field.parameter[vertex] = parameter;
        queue.emplace(distance_mm, vertex);
    }

    void seed(const GeodesicSource& source, int index);
    void pass(const Wedge& wedge);
    void along(int from, int to, double edge_mm);
    void run(double limit_mm);
};

/// Close to a source a first-order wave errs most: those vertices get their distance directly.
void FastMarching::Marcher::seed(const GeodesicSource& source, int index) {
    const TriMesh& mesh = *grid.mesh_;
    const Vec3 origin = positionOf(mesh, source.point);
    const Vec3 normal = normalAt(mesh, source.point);
    std::vector<int> reached;
    const auto visit = [&](int v, bool always) {
        const bool isNear = (mesh.vertices()[v] - origin).norm() <= grid.seedRadius_mm_;
        if ((!isNear && !always) || std::find(reached.begin(), reached.end(), v) != reached.end())
            return;
        reached.push_back(v);
        const Mm arc = arcBetween(origin, normal, mesh.vertices()[v], mesh.normals()[v]);
        improve(v, arc.value(), index, source.parameter);
    };
    for (const int v : mesh.triangles()[source.point.triangle])
        visit(v, true);
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (int k = grid.triangleBegin_[reached[i]]; k < grid.triangleBegin_[reached[i] + 1]; ++k)
            for (const int v : mesh.triangles()[grid.triangleOf_[k]])
                visit(v, false);
}

void FastMarching::Marcher::along(int from, int to, double edge_mm) {
    improve(to, field.distance_mm[from] + edge_mm, field.nearestSource[from],
            field.parameter[from]);
}

/// Gives the target of a wedge the time at which the wave that crossed its base arrives there.
void FastMarching::Marcher::pass(const Wedge& w) {
    const double a = field.distance_mm[w.first];
    const double b = field.distance_mm[w.second];
    if (a == kUnreached || b == kUnreached)
        return;
    double distance_mm = 0;
    double crossing = 0; // where the way crosses the base, mm from its first vertex
    if (front == Wavefront::Circular) {
        const Vec2 origin = layFlat(w.base_mm, a, b, -1);
        if (a + b < w.base_mm || std::abs(a - b) > w.base_mm || origin.y() - w.y_mm >= 0)
            return;
        distance_mm = (Vec2(w.x_mm, w.y_mm) - origin).norm();
        crossing = origin.x() - (w.x_mm - origin.x()) * origin.y() / (w.y_mm - origin.y());
    } else {
        const double gx = (b - a) / w.base_mm;
        if (std::abs(gx) >= 1)
            return;
        const double gy = std::sqrt(1 - gx * gx);
        distance_mm = a + gx * w.x_mm + gy * w.y_mm;
        crossing = w.x_mm - gx / gy * w.y_mm;
    }
    if (!(crossing >= 0 && crossing <= w.base_mm) || distance_mm <= std::max(a, b))
        return;
    const double part = crossing / w.base_mm;
    improve(w.target, distance_mm, field.nearestSource[part < 0.5 ? w.first : w.second],
            (1 - part) * field.parameter[w.first] + part * field.parameter[w.second]);
}

void FastMarching::Marcher::run(double limit_mm) {
    while (!queue.empty()) {
        const auto [distance_mm, vertex] = queue.top();
        queue.pop();
        if (distance_mm > field.distance_mm[vertex])
            continue;
        if (distance_mm > limit_mm)
            break;
        for (int k = grid.wedgeBegin_[vertex]; k < grid.wedgeBegin_[vertex + 1]; ++k) {
            const Wedge& wedge = grid.wedges_[grid.wedgeOf_[k]];
            const bool isFirst = wedge.first == vertex;
            const double x_mm = isFirst ? wedge.x_mm : wedge.base_mm - wedge.x_mm;
            along(vertex, wedge.target, std::hypot(x_mm, wedge.y_mm));
            pass(wedge);
        }
    }
    for (std::size_t v = 0; v < field.distance_mm.size(); ++v)
        if (field.distance_mm[v] > limit_mm) {
            field.distance_mm[v] = kUnreached;
            field.nearestSource[v] = -1;
            field.parameter[v] = 0;
        }
}

DistanceField FastMarching::from(std::span<const GeodesicSource> sources, Wavefront front,
                                 Mm limit) const {
    const std::size_t n = mesh_->vertices().size();
    Marcher marcher{
        *this,
        front,
        {std::vector<double>(n, kUnreached), std::vector<int>(n, -1), std::vector<double>(n, 0)}};
    for (std::size_t i = 0; i < sources.size(); ++i)
        marcher.seed(sources[i], static_cast<int>(i));
    marcher.run(limit.value());
    return std::move(marcher.field);
}

std::vector<GeodesicSource> sourcesAlong(const SurfaceIndex& surface,
                                         std::span<const Vec3> polyline, Mm step) {
    std::vector<GeodesicSource> out;
    double passed_mm = 0;
    for (std::size_t i = 1; i < polyline.size(); ++i) {
        const Vec3 leg = polyline[i] - polyline[i - 1];
        const double length_mm = leg.norm();
        const int parts = std::max(1, static_cast<int>(std::ceil(length_mm / step.value())));
        for (int k = i == 1 ? 0 : 1; k <= parts; ++k) {
            const double part = static_cast<double>(k) / parts;
            out.push_back({surface.closest(polyline[i - 1] + part * leg).point,
                           passed_mm + part * length_mm});
        }
        passed_mm += length_mm;
    }
    return out;
}

Mm arcBetween(const Vec3& p, const Vec3& normalAtP, const Vec3& q, const Vec3& normalAtQ) {
    const Vec3 chord = q - p;
    const double length_mm = chord.norm();
    if (length_mm <= 0)
        return Mm(0);
    // On a circle of radius R: chord = 2 R sin(angle / 2), and the normals differ along the chord
    // by 2 sin(angle / 2).
    const double half = std::min(1.0, std::abs((normalAtQ - normalAtP).dot(chord)) / length_mm / 2);
    return Mm(half < 1e-6 ? length_mm : length_mm * std::asin(half) / half);
}

} // namespace meso::geom
