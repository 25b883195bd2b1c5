#pragma once
#include <span>
#include <vector>

#include "geom/mesh.h"

namespace meso::verify {

/// A place around which the surface is solved.
struct PatchSeed {
    geom::Vec3 position = geom::Vec3::Zero();
    double reach_mm = 0;
};

/// The part of a surface on which a run is solved, in one or several pieces. Vertices are numbered
/// so that neighbours lie close in memory.
struct Patch {
    std::vector<int> meshVertex;           ///< per patch vertex: its number in the surface
    std::vector<geom::Vec3> positions;     ///< mm
    std::vector<geom::Vec3> normals;       ///< outward, unit
    std::vector<geom::Triangle> triangles; ///< of patch vertices
    [[nodiscard]] int vertices() const { return static_cast<int>(meshVertex.size()); }
};

/// The triangles of the surface whose three corners each lie within reach of some seed (straight
/// distance). Empty when no triangle does. About O(vertices + seeds).
Patch cutPatch(const geom::TriMesh& surface, std::span<const PatchSeed> seeds);

} // namespace meso::verify
