#pragma once
#include <vector>

#include "anatomy/head.h"
#include "base/result.h"

namespace meso::anatomy {

/// A coarse surface dressed in the normals and the occlusion of the fine one beside it. Fails as
/// geom::TriMesh::make does. About 10 ms for a head.
Result<LightSkin> lightSkin(std::vector<geom::Vec3> vertices, std::vector<geom::Triangle> triangles,
                            const geom::TriMesh& fine, const std::vector<float>& fineOcclusion);

/// For each point the index of the nearest of `places` (not empty), of equals the first. Fast where
/// the nearest lies within a few times `cell` mm.
std::vector<int> nearestOf(const std::vector<geom::Vec3>& points,
                           const std::vector<geom::Vec3>& places, double cell);

} // namespace meso::anatomy
