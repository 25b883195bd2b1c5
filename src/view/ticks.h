#pragma once
#include <string>
#include <vector>

#include "view/colormap.h"

namespace meso::view {

/// A mark on an axis or a legend: the value, and the text that stands beside it.
struct Tick {
    double value = 0;
    std::string text;
};

/// Round values (1, 2 or 5 times a power of ten) that cover [low, high], about `count` of them, all
/// written with the same decimals. Needs low < high and count >= 2.
std::vector<Tick> evenTicks(double low, double high, int count);

/// Multiples of `step` (more than 0) in [low, high], all with the decimals that the step needs.
std::vector<Tick> ticksEvery(double low, double high, double step);

/// Five ticks for a legend: both ends, and round values near the quarters of the bar.
std::vector<Tick> legendTicks(const ColourScale& scale);

} // namespace meso::view
