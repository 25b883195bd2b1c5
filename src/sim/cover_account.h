#pragma once
#include "sim/cover_kernel.h"

namespace meso::sim {

/// Fills in what explains an answer: reaches, the number that an even pattern needs, what part of
/// the target is out of reach, and which limits hold it back. Needs `depots` and the figures.
void account(const CoverRequest& request, const DepotKit& kit, CoverPlan& plan);

} // namespace meso::sim
