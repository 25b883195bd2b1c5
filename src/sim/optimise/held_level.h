#pragma once
#include <span>

#include "base/units.h"

namespace meso::sim {

/// The highest level at or above which a curve stays for at least so long in all; its maximum where
/// no time is asked for, 0 where the curve is shorter than that. Between its points the curve rises
/// on a straight line and falls exponentially, as in exposure.h. Values and times have one length,
/// times increase. Precise to 1e-6 of the level.
double heldLevel(std::span<const double> values, std::span<const Seconds> times, Seconds atLeast);

} // namespace meso::sim
