#pragma once

namespace meso {

/// Bounds of a typed number, both allowed; the unit is that of the number.
struct Bounds {
    double min = 0;
    double max = 0;
};

} // namespace meso
