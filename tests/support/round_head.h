#pragma once
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <numbers>
#include <vector>

#include "anatomy/head.h"

/// A simple head for tests of pictures: a ball-like surface with a scalp grid, no face. The real
/// head is grown by anatomy; tests that only need "some head" stay independent of it and fast.
namespace meso::test {

struct Sphere {
    std::vector<geom::Vec3> directions;
    std::vector<geom::Triangle> triangles;
};

/// Unit sphere from an icosahedron whose edges are cut into `frequency` parts.
inline Sphere geodesicSphere(int frequency) {
    const double g = std::numbers::phi;
    const std::array<geom::Vec3, 12> corners = {
        geom::Vec3{-1, g, 0}, geom::Vec3{1, g, 0}, geom::Vec3{-1, -g, 0}, geom::Vec3{1, -g, 0},
        geom::Vec3{0, -1, g}, geom::Vec3{0, 1, g}, geom::Vec3{0, -1, -g}, geom::Vec3{0, 1, -g},
        geom::Vec3{g, 0, -1}, geom::Vec3{g, 0, 1}, geom::Vec3{-g, 0, -1}, geom::Vec3{-g, 0, 1}};
    constexpr std::array<geom::Triangle, 20> kFaces = {
        {{0, 11, 5},  {0, 5, 1},  {0, 1, 7},  {0, 7, 10}, {0, 10, 11}, {1, 5, 9}, {5, 11, 4},
         {11, 10, 2}, {10, 7, 6}, {7, 1, 8},  {3, 9, 4},  {3, 4, 2},   {3, 2, 6}, {3, 6, 8},
         {3, 8, 9},   {4, 9, 5},  {2, 4, 11}, {6, 2, 10}, {8, 6, 7},   {9, 8, 1}}};
    Sphere sphere;
    std::map<std::array<long, 3>, int> known;
    const auto vertex = [&](const geom::Vec3& p) {
        const geom::Vec3 d = p.normalized();
        const std::array<long, 3> key = {std::lround(d.x() * 1e7), std::lround(d.y() * 1e7),
                                         std::lround(d.z() * 1e7)};
        const auto [place, isNew] = known.emplace(key, static_cast<int>(sphere.directions.size()));
        if (isNew)
            sphere.directions.push_back(d);
        return place->second;
    };
    for (const geom::Triangle& f : kFaces) {
        const auto at = [&](int i, int j) {
            return vertex(corners[f[0]] * (frequency - i - j) + corners[f[1]] * i +
                          corners[f[2]] * j);
        };
        for (int i = 0; i < frequency; ++i)
            for (int j = 0; i + j < frequency; ++j) {
                sphere.triangles.push_back({at(i, j), at(i + 1, j), at(i, j + 1)});
                if (i + j + 1 < frequency)
                    sphere.triangles.push_back({at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)});
            }
    }
    return sphere;
}

/// Radius of the surface in a direction, mm.
using RadiusOf = std::function<double(const geom::Vec3& direction)>;

/// The scalp grid: directions up to 105 degrees from straight up.
inline anatomy::ScalpGridPtr roundGrid(int frequency, const RadiusOf& radiusOf) {
    const Sphere sphere = geodesicSphere(frequency);
    auto grid = std::make_shared<anatomy::ScalpGrid>();
    grid->frequency = frequency;
    const double lowest = std::cos(105 * std::numbers::pi / 180);
    std::vector<int> kept(sphere.directions.size(), -1);
    std::vector<geom::Vec3> vertices;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (sphere.directions[i].z() >= lowest) {
            kept[i] = static_cast<int>(vertices.size());
            grid->directions.push_back(sphere.directions[i]);
            vertices.push_back(grid->centre +
                               radiusOf(sphere.directions[i]) * sphere.directions[i]);
        }
    std::vector<geom::Triangle> triangles;
    for (const geom::Triangle& t : sphere.triangles)
        if (kept[t[0]] >= 0 && kept[t[1]] >= 0 && kept[t[2]] >= 0)
            triangles.push_back({kept[t[0]], kept[t[1]], kept[t[2]]});
    grid->mesh = geom::TriMesh::make(vertices, triangles).value();
    grid->index = std::make_shared<const geom::SurfaceIndex>(grid->mesh);
    return grid;
}

/// A whole head of that radius; by default an egg, longer to the front and with a nose in front.
inline double eggRadius(const geom::Vec3& d) {
    const double egg =
        1 / std::sqrt(std::pow(d.x() / 76, 2) + std::pow(d.y() / 96, 2) + std::pow(d.z() / 90, 2));
    const double nose = (d - geom::Vec3(0, 0.86, -0.5).normalized()).norm();
    return egg + 22 * std::exp(-nose * nose / 0.015);
}

inline anatomy::HeadPtr roundHead(int frequency = 24, const RadiusOf& radiusOf = eggRadius) {
    const Sphere sphere = geodesicSphere(frequency);
    auto head = std::make_shared<anatomy::Head>();
    head->scalp = roundGrid(frequency, radiusOf);
    std::vector<geom::Vec3> vertices;
    for (const geom::Vec3& d : sphere.directions)
        vertices.push_back(head->scalp->centre + radiusOf(d) * d);
    head->display = geom::TriMesh::make(vertices, sphere.triangles).value();
    head->displayOcclusion.assign(vertices.size(), 1.0F);
    head->hash = 1;
    return head;
}

} // namespace meso::test
