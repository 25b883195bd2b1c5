#pragma once
#include <array>
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "geom/vec.h"

namespace meso::geom {

/// Three vertex indices, counter-clockwise seen from outside.
using Triangle = std::array<int, 3>;

/// An immutable triangle surface in millimetres with outward unit normals. Share it as MeshPtr.
/// Built only through make(), so that every mesh in the program has indices in range, finite
/// coordinates and no triangle that names a vertex twice. It may be open and need not be manifold.
class TriMesh {
public:
    /// Fails when an index is out of range, a coordinate is not finite, a triangle names a vertex
    /// twice, or there is no triangle. Normals are angle-weighted (Thurmer & Wuthrich 1998). O(n).
    static Result<std::shared_ptr<const TriMesh>> make(std::vector<Vec3> vertices,
                                                       std::vector<Triangle> triangles);

    [[nodiscard]] const std::vector<Vec3>& vertices() const { return vertices_; }
    [[nodiscard]] const std::vector<Triangle>& triangles() const { return triangles_; }
    /// One outward unit normal per vertex.
    [[nodiscard]] const std::vector<Vec3>& normals() const { return normals_; }

    [[nodiscard]] const Vec3& corner(int triangle, int k) const {
        return vertices_[triangles_[triangle][k]];
    }
    /// Normal of a triangle times twice its area, mm2.
    [[nodiscard]] Vec3 doubleAreaNormal(int triangle) const;
    [[nodiscard]] Mm2 triangleArea(int triangle) const;
    /// Whole area; O(triangles).
    [[nodiscard]] Mm2 area() const;

private:
    TriMesh() = default;
    std::vector<Vec3> vertices_;
    std::vector<Triangle> triangles_;
    std::vector<Vec3> normals_;
};

using MeshPtr = std::shared_ptr<const TriMesh>;

/// What a surface's connectivity is. Closed manifold: boundaryEdges = nonManifoldEdges = 0, and
/// Euler characteristic 2 for a sphere-like surface.
struct Topology {
    int boundaryEdges = 0;    ///< edges with one triangle
    int nonManifoldEdges = 0; ///< edges with three or more, or with two that disagree in direction
    int components = 0;       ///< connected pieces
    int eulerCharacteristic = 0;
};
/// O(n log n).
Topology topologyOf(const TriMesh& mesh);

/// How even the triangles are. Angles in degrees, edges in mm.
struct MeshQuality {
    double edgeMean = 0;
    double edgeVariation = 0; ///< standard deviation / mean of edge lengths
    double smallestAngle = 0;
    double largestAngle = 0;
};
/// O(n).
MeshQuality qualityOf(const TriMesh& mesh);

} // namespace meso::geom
