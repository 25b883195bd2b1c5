#pragma once
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "base/check.h"
#include "base/random.h"
#include "geom/mesh.h"

/// Surfaces with known geometry: spheres, caps of spheres and flat sheets of even triangles.
namespace meso::test {

struct Triangles {
    std::vector<geom::Vec3> vertices;
    std::vector<geom::Triangle> triangles;
    [[nodiscard]] geom::MeshPtr mesh() const {
        auto made = geom::TriMesh::make(vertices, triangles);
        MESO_CHECK(made.ok(), "a test surface is a valid mesh");
        return std::move(made).value();
    }
};

inline geom::Vec3 slerp(const geom::Vec3& a, const geom::Vec3& b, double t) {
    const double angle = std::acos(std::min(1.0, std::max(-1.0, a.dot(b))));
    if (angle < 1e-12)
        return a;
    return (std::sin((1 - t) * angle) * a + std::sin(t * angle) * b) / std::sin(angle);
}

/// The 20 faces of a regular icosahedron on the unit sphere, corners counter-clockwise from
/// outside. One corner is the north pole.
inline Triangles unitIcosahedron() {
    Triangles ico;
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
        ico.triangles.push_back({0, a, b});
        ico.triangles.push_back({a, c, b});
        ico.triangles.push_back({b, c, d});
        ico.triangles.push_back({c, 11, d});
    }
    return ico;
}

/// Whole sphere of radius `radius` mm, each icosahedron edge cut into `frequency` parts by slerp.
/// Vertices: 10 frequency^2 + 2. Shared edges get the same bits from both faces.
inline Triangles sphere(double radius, int frequency) {
    const Triangles ico = unitIcosahedron();
    Triangles out;
    std::map<std::array<long, 3>, int> known;
    const auto vertex = [&](const geom::Vec3& p) {
        const std::array<long, 3> key{std::lround(p[0] * 1e7), std::lround(p[1] * 1e7),
                                      std::lround(p[2] * 1e7)};
        const auto [place, fresh] = known.try_emplace(key, static_cast<int>(out.vertices.size()));
        if (fresh)
            out.vertices.push_back(radius * p.normalized());
        return place->second;
    };
    for (const geom::Triangle& face : ico.triangles) {
        const geom::Vec3 a = ico.vertices[face[0]], b = ico.vertices[face[1]],
                         c = ico.vertices[face[2]];
        std::vector<std::vector<int>> rows(frequency + 1);
        for (int i = 0; i <= frequency; ++i)
            for (int j = 0; j <= i; ++j) {
                const double down = static_cast<double>(i) / frequency;
                const geom::Vec3 left = slerp(a, b, down), right = slerp(a, c, down);
                rows[i].push_back(vertex(slerp(left, right, i ? static_cast<double>(j) / i : 0)));
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

/// Icosahedron frequency whose vertices lie about `edge` mm apart on a sphere.
inline int sphereFrequency(double radius, double edge) {
    const double vertices =
        4 * std::numbers::pi * radius * radius / (std::sqrt(3.0) / 2 * edge * edge);
    return std::max(1, static_cast<int>(std::lround(std::sqrt(vertices / 10))));
}

/// The triangles of a surface whose corners all lie within `reach` mm (straight) of a point.
inline Triangles cutAround(const Triangles& whole, const geom::Vec3& centre, double reach) {
    Triangles out;
    std::vector<int> place(whole.vertices.size(), -1);
    for (std::size_t v = 0; v < place.size(); ++v)
        if ((whole.vertices[v] - centre).norm() <= reach) {
            place[v] = static_cast<int>(out.vertices.size());
            out.vertices.push_back(whole.vertices[v]);
        }
    for (const geom::Triangle& t : whole.triangles)
        if (place[t[0]] >= 0 && place[t[1]] >= 0 && place[t[2]] >= 0)
            out.triangles.push_back({place[t[0]], place[t[1]], place[t[2]]});
    return out;
}

/// Cap of a sphere around its north pole, edges about `edge` mm.
inline Triangles cap(double radius, double edge, double reach) {
    return cutAround(sphere(radius, sphereFrequency(radius, edge)), {0, 0, radius}, reach);
}

/// Flat sheet of equilateral triangles of this edge in z = 0, out to `reach` mm from the origin; a
/// vertex lies on the origin and at every multiple of `edge` on the x axis. `jitter` moves vertices
/// by up to that share of an edge, seeded.
inline Triangles sheet(double edge, double reach, double jitter = 0, std::uint64_t seed = 1) {
    Triangles out;
    Random random(seed);
    const double rowHeight = edge * std::sqrt(3.0) / 2;
    const int rows = static_cast<int>(reach / rowHeight) + 1,
              half = static_cast<int>(reach / edge) + 1;
    const int width = 2 * half + 1;
    for (int j = -rows; j <= rows; ++j)
        for (int i = -half; i <= half; ++i) {
            const double shift = (j % 2 != 0) ? 0.5 : 0;
            const double dx = jitter * random.uniform(-1, 1), dy = jitter * random.uniform(-1, 1);
            out.vertices.emplace_back((i + shift + dx) * edge, j * rowHeight + dy * edge, 0);
        }
    for (int j = 0; j < 2 * rows; ++j)
        for (int i = 0; i + 1 < width; ++i) {
            const int a = j * width + i, b = a + 1, c = a + width, d = c + 1;
            const bool shifted = (j - rows) % 2 != 0;
            if (shifted) {
                out.triangles.push_back({a, b, d});
                out.triangles.push_back({a, d, c});
            } else {
                out.triangles.push_back({a, b, c});
                out.triangles.push_back({b, d, c});
            }
        }
    return out;
}

} // namespace meso::test
