#include "verify/surfaces.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "base/check.h"
#include "base/random.h"

namespace meso::verify {
namespace {

geom::Vec3 slerp(const geom::Vec3& a, const geom::Vec3& b, double t) {
    const double angle = std::acos(std::clamp(a.dot(b), -1.0, 1.0));
    if (angle < 1e-12)
        return a;
    return (std::sin((1 - t) * angle) * a + std::sin(t * angle) * b) / std::sin(angle);
}

PlainSurface unitIcosahedron() {
    PlainSurface ico;
    const double z = 1 / std::sqrt(5.0), r = 2 * z;
    ico.vertices.emplace_back(0, 0, 1);
    for (int ring = 0; ring < 2; ++ring)
        for (int k = 0; k < 5; ++k) {
            const double angle = (2 * k + ring) * std::numbers::pi / 5;
            ico.vertices.emplace_back(r * std::cos(angle), r * std::sin(angle), ring ? -z : z);
        }
    ico.vertices.emplace_back(0, 0, -1);
    for (int k = 0; k < 5; ++k) {
        const int a = 1 + k, b = 1 + (k + 1) % 5, c = 6 + k, d = 6 + (k + 1) % 5;
        for (const geom::Triangle& t : {geom::Triangle{0, a, b}, {a, c, b}, {b, c, d}, {c, 11, d}})
            ico.triangles.push_back(t);
    }
    return ico;
}

// Joins the faces of the icosahedron: a point on a shared edge becomes one vertex.
class SphereVertices {
public:
    explicit SphereVertices(double radius_mm, std::vector<geom::Vec3>& out)
        : radius_mm_(radius_mm), out_(out) {}
    int at(const geom::Vec3& p) {
        const std::array<long, 3> key{std::lround(p[0] * 1e7), std::lround(p[1] * 1e7),
                                      std::lround(p[2] * 1e7)};
        const auto [place, fresh] = known_.try_emplace(key, static_cast<int>(out_.size()));
        if (fresh)
            out_.push_back(radius_mm_ * p.normalized());
        return place->second;
    }

private:
    double radius_mm_;
    std::vector<geom::Vec3>& out_;
    std::map<std::array<long, 3>, int> known_;
};

} // namespace

geom::MeshPtr PlainSurface::mesh() const {
    auto made = geom::TriMesh::make(vertices, triangles);
    MESO_CHECK(made.ok(), "a plain surface is a valid mesh");
    return std::move(made).value();
}

PlainSurface flatSheet(double edge_mm, double reach_mm, double jitter, std::uint64_t seed) {
    PlainSurface out;
    Random random(seed);
    const double rowHeight_mm = edge_mm * std::sqrt(3.0) / 2;
    const int rows = static_cast<int>(reach_mm / rowHeight_mm) + 1;
    const int half = static_cast<int>(reach_mm / edge_mm) + 1, width = 2 * half + 1;
    for (int j = -rows; j <= rows; ++j)
        for (int i = -half; i <= half; ++i) {
            const double shift = j % 2 != 0 ? 0.5 : 0;
            const double dx = jitter * random.uniform(-1, 1), dy = jitter * random.uniform(-1, 1);
            out.vertices.emplace_back((i + shift + dx) * edge_mm, j * rowHeight_mm + dy * edge_mm,
                                      0);
        }
    for (int j = 0; j < 2 * rows; ++j)
        for (int i = 0; i + 1 < width; ++i) {
            const int a = j * width + i, b = a + 1, c = a + width, d = c + 1;
            const bool shifted = (j - rows) % 2 != 0;
            out.triangles.push_back(shifted ? geom::Triangle{a, b, d} : geom::Triangle{a, b, c});
            out.triangles.push_back(shifted ? geom::Triangle{a, d, c} : geom::Triangle{b, d, c});
        }
    return out;
}

PlainSurface geodesicSphere(double radius_mm, int frequency) {
    const PlainSurface ico = unitIcosahedron();
    PlainSurface out;
    SphereVertices vertices(radius_mm, out.vertices);
    for (const geom::Triangle& face : ico.triangles) {
        const geom::Vec3 a = ico.vertices[face[0]], b = ico.vertices[face[1]];
        const geom::Vec3 c = ico.vertices[face[2]];
        std::vector<std::vector<int>> rows(frequency + 1);
        for (int i = 0; i <= frequency; ++i)
            for (int j = 0; j <= i; ++j) {
                const double down = static_cast<double>(i) / frequency;
                const double along = i > 0 ? static_cast<double>(j) / i : 0;
                rows[i].push_back(vertices.at(slerp(slerp(a, b, down), slerp(a, c, down), along)));
            }
        for (int i = 0; i < frequency; ++i)
            for (int j = 0; j <= i; ++j) {
                out.triangles.push_back({rows[i][j], rows[i + 1][j], rows[i + 1][j + 1]});
                if (j < i)
                    out.triangles.push_back({rows[i][j], rows[i + 1][j + 1], rows[i][j + 1]});
            }
    }
    return out;
}

int sphereFrequency(double radius_mm, double edge_mm) {
    const double vertices =
        4 * std::numbers::pi * radius_mm * radius_mm / (std::sqrt(3.0) / 2 * edge_mm * edge_mm);
    return std::max(1, static_cast<int>(std::lround(std::sqrt(vertices / 10))));
}

PlainSurface cutAround(const PlainSurface& whole, const geom::Vec3& centre, double reach_mm) {
    PlainSurface out;
    std::vector<int> place(whole.vertices.size(), -1);
    for (std::size_t v = 0; v < place.size(); ++v)
        if ((whole.vertices[v] - centre).norm() <= reach_mm) {
            place[v] = static_cast<int>(out.vertices.size());
            out.vertices.push_back(whole.vertices[v]);
        }
    for (const geom::Triangle& t : whole.triangles)
        if (place[t[0]] >= 0 && place[t[1]] >= 0 && place[t[2]] >= 0)
            out.triangles.push_back({place[t[0]], place[t[1]], place[t[2]]});
    return out;
}

PlainSurface sphereCap(double radius_mm, double edge_mm, double reach_mm) {
    return cutAround(geodesicSphere(radius_mm, sphereFrequency(radius_mm, edge_mm)),
                     {0, 0, radius_mm}, reach_mm);
}

} // namespace meso::verify
