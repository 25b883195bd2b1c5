#pragma once
#include "base/units.h"

namespace meso::sim {

/// A range of depth from the skin, as of a bulb band.
struct DepthRange {
    Mm from{0}, to{0};
    bool operator==(const DepthRange&) const = default;
};

} // namespace meso::sim
