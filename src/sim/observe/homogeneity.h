#pragma once
#include <optional>
#include <span>
#include <vector>

#include "base/units.h"

namespace meso::sim {

/// How evenly a field (C_max, AUC ..) lies over an area, in the words of radiotherapy (ICRU report
/// 83): D95 is the level that 95 % of the area reaches. Levels have the field's unit.
struct Homogeneity {
    double mean = 0;               ///< weighted by area
    double d98 = 0, d95 = 0;       ///< near the minimum
    double d50 = 0;                ///< median
    double d5 = 0, d2 = 0;         ///< near the maximum
    double cv = 0;                 ///< standard deviation / mean; 0: even
    std::optional<double> hiIndex; ///< (D2 - D98) / D50; 0: even. Empty when D50 is next to nothing
};

/// Empty when the weights (mm2 of target area per vertex) are all 0. O(n log n).
std::optional<Homogeneity> homogeneity(std::span<const float> field,
                                       std::span<const double> weights_mm2);

/// How well the reached area and the target are the same place (Paddick 2000, J Neurosurg 93:219):
/// inside^2 / (target x reached), 1 when they agree, 0 when they do not meet. `inside` is the
/// target's reached area and `reached` all of it. Empty when the target or `reached` is empty.
std::optional<double> conformity(Mm2 inside, Mm2 reached, Mm2 target);

} // namespace meso::sim
