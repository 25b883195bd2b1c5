#pragma once
#include <span>
#include <vector>

#include "sim/kernel/sim_result.h"

namespace meso::sim {

/// Concentrations in a cut across the tissue: columns along a path over the skin, each from the
/// skin inward in even steps.
struct SectionField {
    int columns = 0, depths = 0;
    Mm depthStep{0};            ///< value [d] lies at a depth of (d + 1/2) steps
    std::vector<float> mgPerMl; ///< columns x depths
    [[nodiscard]] float at(int column, int depth) const {
        return mgPerMl[static_cast<std::size_t>(column) * depths + depth];
    }
};

/// The cut below these places on the skin at a time; where layers meet the concentration jumps, as
/// it does in the tissue. `depthStep` above 0. For looking: figures are band averages. Some 3 ms.
SectionField sectionField(const SimResult& result, Seconds time, std::span<const geom::Vec3> places,
                          Mm depthStep, Measure measure = Measure::Total);

} // namespace meso::sim
