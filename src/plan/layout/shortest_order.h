#pragma once
#include <vector>

#include "geom/vec.h"

namespace meso::plan {

/// An order with a short path in straight lines: nearest neighbours from many starts, each made
/// shorter by turning stretches round (2-opt) and shifting up to three sites (Or-opt), and the best
/// of them. Begins at the end that lies farther to the front. Deterministic; on 40 places within
/// 5 % of the best path known. 10 ms for 40 places; O(places^3).
std::vector<int> shortestOrder(const std::vector<geom::Vec3>& positions);

} // namespace meso::plan
