#pragma once
#include <string>
#include <vector>

namespace meso::anatomy {

/// A place on the scalp that means the same on every head. Every 10-10 label is a round pair:
/// Fz (0.3, 0), F3 (0.3, -0.4), T8 (0.5, 0.8), right preauricular point (0.5, 1).
struct ScalpCoordinate {
    double s = 0.5; ///< fraction along nasion-inion, 0 front .. 1 back; usable from 0.10 to 0.90
    double t = 0;   ///< -1 left .. +1 right; +-0.8 on the 10 % contour, +-1 on the base ring
    bool operator==(const ScalpCoordinate&) const = default;
};

/// A closed line in scalp coordinates: means the same area on every head.
struct ScalpOutline {
    std::string name;
    std::vector<ScalpCoordinate> points; ///< neighbours are joined straight in (s, t)
    double density = 1; ///< sites per area against the other outlines of the plan, 0.25 to 4
    bool operator==(const ScalpOutline&) const = default;
};

} // namespace meso::anatomy
