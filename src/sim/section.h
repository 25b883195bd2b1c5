#pragma once
#include <span>
#include <vector>

#include "geom/surface.h"
#include "sim/observables.h"
#include "sim/sim_result.h"

namespace meso::sim {

/// Concentrations in a cut across the tissue: columns along a way over the skin, each from the skin
/// inward in even steps.
struct SectionField {
    int columns = 0, depths = 0;
    Mm depthStep{0};            ///< value [d] lies at a depth of (d + 1/2) steps
    std::vector<float> mgPerMl; ///< columns x depths
    [[nodiscard]] float at(int column, int depth) const {
        return mgPerMl[static_cast<std::size_t>(column) * depths + depth];
    }
};

/// The cut below these points of the input's surface at one frame: straight between a triangle's
/// corners, and in depth between the centres of cells of the same tissue layer; where layers meet
/// the concentration jumps, as it does in the tissue. Zero where nothing was solved. `depthStep`
/// above 0. For looking: figures are band averages. O(surface + points x depths).
SectionField sectionField(const SimResult& result, int frame, const geom::TriMesh& surface,
                          std::span<const geom::SurfacePoint> points, Mm depthStep,
                          Measure measure = Measure::Total);

} // namespace meso::sim
