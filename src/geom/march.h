#pragma once
#include <functional>
#include <vector>

#include "geom/mesh.h"

namespace meso::geom {

/// A box of cubes in which the zero surface of a field is looked for. The box is symmetric about
/// x = 0, and so must the field be: only the half x >= 0 is evaluated.
struct MarchBox {
    double step = 2;          ///< edge of a cube, mm
    double halfWidth = 0;     ///< the box reaches from -halfWidth to +halfWidth in x, mm
    Vec3 low = Vec3::Zero();  ///< y and z of the near corner count, mm
    Vec3 size = Vec3::Zero(); ///< y and z count, mm
};

struct RawSurface {
    std::vector<Vec3> positions;
    std::vector<Triangle> triangles;
};

/// Triangles of the zero surface by marching tetrahedra, six per cube (Payne & Toga 1990): closed
/// and manifold wherever the surface stays inside the box. The triangles are poor; remesh them.
/// Cubes far from the surface are skipped in blocks of 16, 8 and 4, on the promise that |field| is
/// at least the true distance / 1.35.
RawSurface march(const std::function<double(const Vec3&)>& field, const MarchBox& box);

} // namespace meso::geom
