#pragma once
#include "base/result.h"
#include "sim/model/sim_input.h"

namespace meso::sim {

/// Refuses what cannot be simulated, in a sentence that names what is wrong: no surface or depots;
/// a position, volume, strength, depth, tissue value, thickness factor or time that is not a number
/// or out of range; a depot below the tissue or wider than 20 mm. Rates are checked where they are
/// computed (transportPhases).
/// O(depots), times O(vertices) where thickness varies.
Status checkInput(const SimInput& input);

} // namespace meso::sim
