#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include "anatomy/head.h"
#include "geom/mesh.h"

/// Heads made of formulas, for tests that need a known answer.
namespace meso::test {

/// A sphere of triangles: an icosahedron split into `frequency` parts per edge.
inline geom::MeshPtr icosphere(int frequency, double radius, geom::Vec3 centre = {0, 0, 0}) {
    using geom::Vec3;
    const double g = (1 + std::sqrt(5.0)) / 2;
    const std::array<Vec3, 12> corner = {{{-1, g, 0},
                                          {1, g, 0},
                                          {-1, -g, 0},
                                          {1, -g, 0},
                                          {0, -1, g},
                                          {0, 1, g},
                                          {0, -1, -g},
                                          {0, 1, -g},
                                          {g, 0, -1},
                                          {g, 0, 1},
                                          {-g, 0, -1},
                                          {-g, 0, 1}}};
    constexpr std::array<std::array<int, 3>, 20> face = {
        {{0, 11, 5},  {0, 5, 1},  {0, 1, 7},  {0, 7, 10}, {0, 10, 11}, {1, 5, 9}, {5, 11, 4},
         {11, 10, 2}, {10, 7, 6}, {7, 1, 8},  {3, 9, 4},  {3, 4, 2},   {3, 2, 6}, {3, 6, 8},
         {3, 8, 9},   {4, 9, 5},  {2, 4, 11}, {6, 2, 10}, {8, 6, 7},   {9, 8, 1}}};
    std::vector<Vec3> vertices;
    std::map<std::array<long, 3>, int> known;
    const auto vertexAt = [&](const Vec3& p) {
        const Vec3 n = p.normalized();
        const std::array<long, 3> key{std::lround(n.x() * 1e7), std::lround(n.y() * 1e7),
                                      std::lround(n.z() * 1e7)};
        const auto [at, isNew] = known.try_emplace(key, static_cast<int>(vertices.size()));
        if (isNew)
            vertices.push_back(centre + radius * n);
        return at->second;
    };
    std::vector<geom::Triangle> triangles;
    for (const auto& f : face) {
        const auto grid = [&](int i, int j) {
            const double a = static_cast<double>(i) / frequency;
            const double b = static_cast<double>(j) / frequency;
            return vertexAt((1 - a - b) * corner[f[0]] + a * corner[f[1]] + b * corner[f[2]]);
        };
        for (int i = 0; i < frequency; ++i)
            for (int j = 0; j + i < frequency; ++j) {
                triangles.push_back({grid(i, j), grid(i + 1, j), grid(i, j + 1)});
                if (i + j + 1 < frequency)
                    triangles.push_back({grid(i + 1, j), grid(i + 1, j + 1), grid(i, j + 1)});
            }
    }
    return *geom::TriMesh::make(std::move(vertices), std::move(triangles));
}

/// The same facets, each cut in four: the surface keeps its shape and its distances.
inline geom::MeshPtr finer(const geom::TriMesh& mesh) {
    std::vector<geom::Vec3> vertices = mesh.vertices();
    std::vector<geom::Triangle> triangles;
    std::map<std::pair<int, int>, int> middles;
    const auto middle = [&](int a, int b) {
        const auto [at, isNew] =
            middles.try_emplace(std::minmax(a, b), static_cast<int>(vertices.size()));
        if (isNew)
            vertices.push_back((vertices[a] + vertices[b]) / 2);
        return at->second;
    };
    for (const geom::Triangle& t : mesh.triangles()) {
        const int a = middle(t[0], t[1]);
        const int b = middle(t[1], t[2]);
        const int c = middle(t[2], t[0]);
        for (const geom::Triangle& part : {geom::Triangle{t[0], a, c}, geom::Triangle{a, t[1], b},
                                           geom::Triangle{c, b, t[2]}, geom::Triangle{a, b, c}})
            triangles.push_back(part);
    }
    return *geom::TriMesh::make(std::move(vertices), std::move(triangles));
}

/// A vault without a face: |x/a|^p + |(y - yc)/b|^p + |(z - zc)/c|^p = 1, mm.
struct ModelHead {
    double a = 77, b = 100, c = 91;
    double yc = -4, zc = 40;
    double power = 2.3;
    double skew = 0; ///< widens the right side against the left by this fraction

    [[nodiscard]] geom::Vec3 onSurface(const geom::Vec3& direction) const {
        const geom::Vec3 d = direction.normalized();
        const double width = a * (d.x() > 0 ? 1 + skew : 1);
        const double sum = std::pow(std::abs(d.x()) / width, power) +
                           std::pow(std::abs(d.y()) / b, power) +
                           std::pow(std::abs(d.z()) / c, power);
        return geom::Vec3(0, yc, zc) + std::pow(sum, -1 / power) * d;
    }
    [[nodiscard]] geom::MeshPtr mesh(int frequency) const {
        const geom::MeshPtr sphere = icosphere(frequency, 1);
        std::vector<geom::Vec3> vertices;
        for (const geom::Vec3& v : sphere->vertices())
            vertices.push_back(onSurface(v));
        return *geom::TriMesh::make(std::move(vertices), sphere->triangles());
    }
    [[nodiscard]] anatomy::Landmarks landmarks() const {
        const auto from = [&](double x, double y, double z) {
            return onSurface(geom::Vec3(x, y - yc, z - zc));
        };
        return {.nasion = from(0, 95, 20),
                .inion = from(0, -100, 8),
                .leftPreauricular = from(-72, 0, 0),
                .rightPreauricular = from(72, 0, 0),
                .vertex = onSurface({0, 0, 1})};
    }
};

} // namespace meso::test
