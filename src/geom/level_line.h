#pragma once
#include <vector>

#include "base/result.h"
#include "geom/mesh.h"

namespace meso::geom {

/// The closed lines on a surface along which a value, given per vertex and linear between, has
/// this level. Lower values lie left of the line, seen from outside. Fails when a line runs off an
/// open edge of the surface. O(triangles).
Result<std::vector<std::vector<Vec3>>> levelLines(const TriMesh& mesh,
                                                  const std::vector<double>& values, double level);

} // namespace meso::geom
