#pragma once
#include <array>
#include <span>
#include <vector>

#include "geom/mesh.h"

namespace meso::verify {

/// A triangulation known only by its edge lengths: enough for every measure on the surface. Edge k
/// of a triangle lies opposite its corner k.
struct IntrinsicTriangulation {
    std::vector<geom::Triangle> corners;
    std::vector<std::array<double, 3>> lengths_mm;
    /// Across edge k: 3 * triangle + edge of the other side, or -1 at a border (also where three or
    /// more triangles share an edge; such an edge is never flipped).
    std::vector<std::array<int, 3>> across;
    [[nodiscard]] int count() const { return static_cast<int>(corners.size()); }
    /// Heron's formula in Kahan's stable order, mm2.
    [[nodiscard]] double area(int triangle) const;
    /// Cotangent of the angle at a corner.
    [[nodiscard]] double cotangent(int triangle, int corner) const;
};

/// The triangulation of these triangles of a surface, with its own edge lengths. O(n log n).
IntrinsicTriangulation intrinsicFrom(const std::vector<geom::Vec3>& vertices_mm,
                                     std::span<const geom::Triangle> triangles);

/// Flips edges until every inner edge is Delaunay (sum of its two cotangents >= 0). The vertices
/// and the geometry of the surface stay as they are; only which vertices are joined changes.
/// Returns the number of flips. Fisher, Springborn, Schroeder & Bobenko 2007.
int makeDelaunay(IntrinsicTriangulation& triangulation);

/// Removes triangles from the border inward until no border edge has a negative weight (an obtuse
/// angle opposite it) and no border triangle is a sliver below 0.1 of the mean area. Such triangles
/// arise where a patch is cut from a surface, far from any compound. Returns how many were removed.
int trimBorder(IntrinsicTriangulation& triangulation);

} // namespace meso::verify
