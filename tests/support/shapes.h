#pragma once
#include <cmath>
#include <numbers>

#include "geom/mesh.h"

/// Simple closed shapes with known formulas, for tests only.
namespace meso::test {

/// A sphere of the given radius about the origin from rings and segments; poles on the z axis.
inline geom::MeshPtr latLongSphere(double radius, int rings, int segments) {
    std::vector<geom::Vec3> vertices{{0, 0, radius}};
    for (int i = 1; i < rings; ++i)
        for (int j = 0; j < segments; ++j) {
            const double theta = std::numbers::pi * i / rings;
            const double phi = 2 * std::numbers::pi * j / segments;
            vertices.emplace_back(radius * std::sin(theta) * std::cos(phi),
                                  radius * std::sin(theta) * std::sin(phi),
                                  radius * std::cos(theta));
        }
    vertices.emplace_back(0, 0, -radius);
    const int last = static_cast<int>(vertices.size()) - 1;
    const auto at = [&](int ring, int j) { return 1 + (ring - 1) * segments + j % segments; };
    std::vector<geom::Triangle> triangles;
    for (int j = 0; j < segments; ++j) {
        triangles.push_back({0, at(1, j), at(1, j + 1)});
        for (int i = 1; i + 1 < rings; ++i) {
            triangles.push_back({at(i, j), at(i + 1, j), at(i + 1, j + 1)});
            triangles.push_back({at(i, j), at(i + 1, j + 1), at(i, j + 1)});
        }
        triangles.push_back({last, at(rings - 1, j + 1), at(rings - 1, j)});
    }
    return *geom::TriMesh::make(std::move(vertices), std::move(triangles));
}

} // namespace meso::test
