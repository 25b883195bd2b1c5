#pragma once
#include "base/units.h"

namespace meso::plan {

/// How even a layout came out, with the sites that were kept. Distances run along the skin.
struct LayoutQuality {
    Mm2 area;
    int count = 0;
    Mm spacing;    ///< of the ideal hexagonal pattern: the third number of the triangle
    Mm nearestMin; ///< smallest distance of a site to its nearest neighbour
    Mm nearestMean;
    /// Standard deviation / mean of those distances, each in units of the spacing that the density
    /// at its site asks for.
    double nearestVariation = 0;
};

} // namespace meso::plan
