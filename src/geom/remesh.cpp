#include "geom/remesh.h"

#include <cmath>
#include <numbers>

namespace meso::geom {

namespace {

constexpr double kTooLong = 4.0 / 3.0;
constexpr double kTooShort = 4.0 / 5.0;

int splitLongEdges(HalfedgeMesh& mesh, const RemeshOptions& options) {
    const int existing = mesh.halfedgeCount();
    int count = 0;
    for (int h = 0; h < existing; ++h) {
        if (!mesh.isAlive(h) || mesh.from(h) > mesh.to(h))
            continue;
        const Vec3 middle = mesh.middle(h);
        if (mesh.length(h) > kTooLong * options.edgeLength(middle)) {
            mesh.split(h, middle);
            ++count;
        }
    }
    return count;
}

void collapseShortEdges(HalfedgeMesh& mesh, const RemeshOptions& options) {
    for (int h = 0; h < mesh.halfedgeCount(); ++h) {
        if (!mesh.isAlive(h))
            continue;
        const Vec3 middle = mesh.middle(h);
        const double targetLength = options.edgeLength(middle);
        if (mesh.length(h) < kTooShort * targetLength)
            mesh.collapse(h, middle, kTooLong * targetLength);
    }
    mesh.compact();
}

int squaredExcess(int valence) {
    return (valence - 6) * (valence - 6);
}

/// Flips towards six edges at every vertex.
void evenValences(HalfedgeMesh& mesh) {
    std::vector<int> valence(mesh.positions().size(), 0);
    for (int h = 0; h < mesh.halfedgeCount(); ++h)
        ++valence[mesh.from(h)];
    for (int h = 0; h < mesh.halfedgeCount(); ++h) {
        const int g = mesh.twin(h);
        if (g < h)
            continue;
        const int a = mesh.from(h), b = mesh.to(h), c = mesh.apex(h), d = mesh.apex(g);
        const int before = squaredExcess(valence[a]) + squaredExcess(valence[b]) +
                           squaredExcess(valence[c]) + squaredExcess(valence[d]);
        const int after = squaredExcess(valence[a] - 1) + squaredExcess(valence[b] - 1) +
                          squaredExcess(valence[c] + 1) + squaredExcess(valence[d] + 1);
        if (after >= before || valence[a] <= 3 || valence[b] <= 3 || !mesh.flip(h))
            continue;
        --valence[a];
        --valence[b];
        ++valence[c];
        ++valence[d];
    }
}

double angleAt(const Vec3& o, const Vec3& p, const Vec3& q) {
    return std::atan2((p - o).cross(q - o).norm(), (p - o).dot(q - o));
}

/// Flips edges whose opposite angles exceed a half turn.
void makeDelaunay(HalfedgeMesh& mesh) {
    bool changed = true;
    for (int pass = 0; pass < 3 && changed; ++pass) {
        changed = false;
        for (int h = 0; h < mesh.halfedgeCount(); ++h) {
            const int g = mesh.twin(h);
            if (g < h)
                continue;
            const auto& x = mesh.positions();
            const Vec3 &a = x[mesh.from(h)], &b = x[mesh.to(h)];
            const double opposite = angleAt(x[mesh.apex(h)], a, b) + angleAt(x[mesh.apex(g)], a, b);
            if (opposite > std::numbers::pi + 1e-4 && mesh.flip(h))
                changed = true;
        }
    }
}

/// Moves every vertex along the surface towards the middle of its triangles, weighted so that cells
/// become equal in relation to the target size.
void smooth(HalfedgeMesh& mesh, const RemeshOptions& options) {
    constexpr double kStep = 0.8;
    auto& x = mesh.positions();
    std::vector<Vec3> target(x.size(), Vec3::Zero());
    std::vector<Vec3> normal(x.size(), Vec3::Zero());
    std::vector<double> weight(x.size(), 0);
    for (int t = 0; t < mesh.triangleCount(); ++t) {
        const Vec3 face = mesh.doubleAreaNormal(t);
        const Vec3 centre =
            (x[mesh.from(3 * t)] + x[mesh.from(3 * t + 1)] + x[mesh.from(3 * t + 2)]) / 3;
        const double targetLength = options.edgeLength(centre);
        const double w = face.norm() / (targetLength * targetLength * targetLength * targetLength);
        for (int k = 0; k < 3; ++k) {
            const int v = mesh.from(3 * t + k);
            normal[v] += face;
            target[v] += w * centre;
            weight[v] += w;
        }
    }
    for (std::size_t v = 0; v < x.size(); ++v) {
        if (weight[v] <= 0)
            continue;
        const Vec3 n = normal[v].normalized();
        const Vec3 move = target[v] / weight[v] - x[v];
        x[v] += kStep * (move - n * move.dot(n));
    }
}

} // namespace

void remesh(HalfedgeMesh& mesh, const RemeshOptions& options) {
    for (int i = 0; i < options.iterations; ++i) {
        const int passes = i == 0 ? 5 : 2;
        for (int pass = 0; pass < passes; ++pass)
            if (splitLongEdges(mesh, options) == 0)
                break;
        collapseShortEdges(mesh, options);
        evenValences(mesh);
        smooth(mesh, options);
        smooth(mesh, options);
        makeDelaunay(mesh);
        smooth(mesh, options);
        if (i + 1 == options.iterations)
            makeDelaunay(mesh);
        for (Vec3& p : mesh.positions())
            p = options.project(p);
    }
}

} // namespace meso::geom
