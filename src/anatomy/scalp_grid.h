#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "geom/surface.h"

namespace meso::anatomy {

/// The scalp as a radial height field over a geodesic sphere. Every head uses the same directions
/// and the same triangles, so that a vertex number means the same place on every head: fields,
/// sites and reports carry over. Edges are about 1 mm (frequency 103, 57 thousand vertices).
struct ScalpGrid {
    int frequency = 0;                  ///< subdivisions of an icosahedron's edge
    geom::Vec3 centre{0, -1, 40};       ///< every vertex lies on a ray from here, mm
    std::vector<geom::Vec3> directions; ///< unit, one per vertex; equal on every head
    geom::MeshPtr mesh;                 ///< vertex i = centre + radius_i * directions[i]
    std::shared_ptr<const geom::SurfaceIndex> index; ///< over mesh
};
using ScalpGridPtr = std::shared_ptr<const ScalpGrid>;

/// Frequency whose edges on an adult head are about `edge` long (1 mm gives 103).
int frequencyForEdge(Mm edge);

/// Samples the outermost surface of `skin` along the grid's directions. Fails when a ray of the
/// scalp meets nothing (a hole) and names how much is missing. O(vertices x log triangles).
Result<ScalpGridPtr> sampleScalp(const geom::SurfaceIndex& skin, int frequency);

/// The grid with these radii, one per direction, as radiiOf() gave them: bit for bit the grid that
/// they were taken from. Fails when their number is not that of the frequency's directions.
Result<ScalpGridPtr> scalpFromRadii(int frequency, std::span<const float> radius_mm);
/// Radius of every vertex, mm. Grids keep radii to float precision (8e-6 mm), so that they can be
/// stored in half the space without a change.
std::vector<float> radiiOf(const ScalpGrid& grid);

/// The surface point where the ray from the centre through `position` leaves the scalp. Empty where
/// that ray leaves the head outside the grid (face, ears, neck).
std::optional<geom::SurfacePoint> locate(const ScalpGrid& grid, const geom::Vec3& position);

} // namespace meso::anatomy
