#pragma once
#include <functional>

#include "geom/halfedge.h"

namespace meso::geom {

/// How a surface is to be meshed anew.
struct RemeshOptions {
    std::function<double(const Vec3&)> edgeLength; ///< target edge length at a place, mm
    std::function<Vec3(const Vec3&)> project;      ///< back onto the true surface
    int iterations = 6;
};

/// Even triangles of the target size: split, collapse, flip, smooth along the surface, project
/// (Botsch & Kobbelt, A remeshing approach to multiresolution modeling, 2004), with Delaunay flips.
/// Only the edges that exist when a pass starts are split in it: splitting new ones at once runs
/// away on slivers across a jump of the size. Topology is kept. O(n) per iteration.
void remesh(HalfedgeMesh& mesh, const RemeshOptions& options);

} // namespace meso::geom
