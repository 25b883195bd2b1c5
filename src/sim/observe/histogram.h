#pragma once
#include <span>
#include <vector>

#include "base/units.h"

namespace meso::sim {

/// The vertices of a treatment area and how much of it each stands for.
struct Target {
    std::vector<double> weights_mm2; ///< per surface vertex
    Mm2 area{0};                     ///< all of it
};

/// weights_mm2: one entry per surface vertex.
Target targetOf(std::span<const double> weights_mm2);

/// What share of an area gets how much, cumulated from above, as in the dose-volume histograms of
/// radiotherapy.
struct CumulativeHistogram {
    std::vector<double> levels; ///< increasing from 0, in the field's unit
    std::vector<double> shares; ///< of the area that receives at least the level, falling from 1
    Mm2 area{0};                ///< of the target
};

/// `steps` even levels from 0 to the highest value in the target, at least 2. Without an area all
/// shares are 0. The field has one entry per surface vertex. O(n log n).
CumulativeHistogram cumulativeHistogram(std::span<const float> field, const Target& target,
                                        int steps = 101);

} // namespace meso::sim
