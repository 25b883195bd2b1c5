#pragma once
#include "base/units.h"
#include "sim/optimise/depot_kit.h"

namespace meso::sim {

/// Fills in what explains an answer: reaches, the number that an even pattern needs, what part of
/// the target is out of reach, and which limits hold it back. Needs `depots` and the figures.
void account(const OptimiseProblem& request, const DepotKit& kit, OptimisedSites& plan);

/// Sentences for the user: what was reached and with how much, what holds it back, and, where the
/// goal is missed, by how much, why, and what it would take.
std::vector<std::string> explain(const OptimisedSites& plan, const OptimiseGoal& goal,
                                 const OptimiseLimits& limits);
/// Share of the plane within `reach` of the nearest point of an even hexagonal pattern, 0 to 1.
double hexagonalShare(Mm spacing, Mm reach);
/// Discs of this reach on an even hexagonal pattern that cover a share of an area, edge effects
/// left out; 0 when reach is 0. The share is at most 1.
int hexagonalCount(Mm2 area, Mm reach, double share);

} // namespace meso::sim
