#pragma once
#include "sim/sim_input.h"

namespace meso::sim {

/// Which end of what is plausible a run is made for. Low gives the least at the bulbs: a small
/// depot, fast clearance, slow diffusion; High the most. The band between them is honest, a single
/// line is not: the residence of a compound is known within a factor of 2 to 3.
enum class ParameterSet { Low, Mid, High };

/// The input with the values of the set: depot fraction (epsilon) at its high, given or low value;
/// loss at its high, given or low end, which is the blood flow for small molecules (the highest of
/// a scalp with blood carriage, or a share of the given) and the lymph for large ones (flow of the
/// highest scalp, or as given); every diffusivity / factor, as given, or x factor of the compound.
/// Mid changes nothing. Ranges are those of the tissue (TissueRange) and of the compound.
SimInput withParameters(SimInput input, ParameterSet set);

} // namespace meso::sim
