#pragma once
#include <span>
#include <vector>

#include "base/units.h"
#include "verify/mesh/patch.h"

namespace meso::verify {

/// The surface around a spot with every edge halved; its first vertices are the patch's own.
struct FinePatch {
    std::vector<geom::Vec3> vertices; ///< mm
    std::vector<geom::Triangle> triangles;
};

/// New vertices lie on the cubic through both ends of an edge, at right angles to their normals
/// (Vlachos et al. 2001).
FinePatch halved(const Patch& patch);

/// The ends with the lower number of all edges that only one triangle has.
std::vector<int> borderVertices(std::span<const geom::Triangle> triangles);

/// Distance from a spot to the nearest edge that only one triangle has, at most `most`; mm.
double borderDistance(const Patch& patch, const geom::Vec3& spot, Mm most);

/// 1 / mean curvature of the paraboloid that fits the vertices within 8 mm of a spot best, mm. `up`
/// is the surface's normal there. Another way than surfaceBend: a fit, and no diffusion.
double radiusAround(const Patch& patch, const geom::Vec3& spot, const geom::Vec3& up);

} // namespace meso::verify
