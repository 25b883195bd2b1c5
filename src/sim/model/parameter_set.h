#pragma once
#include "sim/model/sim_input.h"

namespace meso::sim {

/// Three assumptions about a run, not the ends of an interval: Fast takes a small depot, fast
/// clearance and slow diffusion, Slow the opposite. A figure of the one may lie above that of the
/// other, and not all that is uncertain is varied; the residence of a compound is known within a
/// factor of 2 to 3.
enum class ParameterSet { Fast, Given, Slow };

/// The input with the values of the set: depot fraction (epsilon) at its high, given or low value;
/// loss at its high, given or low end, which is the blood flow for small molecules (the highest of
/// a scalp with blood carriage, or a share of the given) and the lymph for large ones (flow of the
/// highest scalp, or as given); every diffusivity / factor, as given, or x factor of the compound.
/// Given changes nothing. Ranges are those of the tissue (TissueRange) and of the compound.
SimInput withParameters(SimInput input, ParameterSet set);

} // namespace meso::sim
