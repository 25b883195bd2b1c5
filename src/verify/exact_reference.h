#pragma once
#include <span>
#include <vector>

#include "sim/stepper.h"

namespace meso::verify {

/// The exact solution in time of what the steppers approximate: exp(-tA) of the whole operator,
/// depth and surface together, on the model's own mesh and cells. What differs from it is error of
/// the time stepping alone; what it shares with other meshes' results is error of space.
///
/// `amounts` as in Stepper::setAmounts (vertices x cells, per skin area); `times` increase from 0
/// or later. Returns the amounts at each time, in double, to about 1e-12 of their norm then. Equal
/// bits for any number of threads. Chebyshev expansion (Tal-Ezer & Kosloff 1984) of the generator,
/// which scaling by masses and capacities makes symmetric; cut into parts in which the norm falls
/// at most twentyfold, so that late times are as exact as early ones. About 100 to 400 products
/// with the operator for each part; 24 h of a small molecule take some ten parts.
/// The model must have one depth grid everywhere.
std::vector<std::vector<double>> exactFields(const sim::DiffusionModel& model,
                                             std::span<const double> amounts,
                                             std::span<const Seconds> times, int threads = 2);

} // namespace meso::verify
