#pragma once
#include <vector>

#include "anatomy/scalp_frame.h"

namespace meso::plan {

/// A working order: rows across the head from front to back, each row in the other direction than
/// the one before, so that the hand never jumps. Returns indices into `places`. `spacing` sets the
/// height of a row; `midline` is the nasion-inion tape length. Every place is visited once.
std::vector<int> serpentineOrder(const std::vector<anatomy::ScalpCoordinate>& places, Mm spacing,
                                 Mm midline);

} // namespace meso::plan
