#pragma once
#include <vector>

#include "verify/smoothed_ellipsoid.h"

namespace meso::verify {

/// A layer of tissue as the equation sees it.
struct AxisymmetricLayer {
    double thickness_mm = 0;          ///< > 0
    double capacity = 1;              ///< K = total concentration / unbound concentration, > 0
    double diffusivity_mm2_per_s = 0; ///< of the total concentration, > 0
};

/// Losses from one time on.
struct AxisymmetricPhase {
    double start_s = 0;             ///< of the first 0, then increasing
    std::vector<double> loss_per_s; ///< of each layer, >= 0
};

/// One depot in layered tissue, between a skin and a bone that let nothing through.
struct AxisymmetricCase {
    std::vector<AxisymmetricLayer> layers; ///< from the skin inward
    std::vector<AxisymmetricPhase> phases; ///< at least one
    double radius_mm = 0;                  ///< of the head, a ball; 0 = flat
    EllipsoidShape depot;
    double dose = 1;          ///< mg/mL x mm3
    double release_per_s = 0; ///< first order, from a store of that shape; 0 = dissolved at once
    double wall_mm = 30;      ///< arc length along the skin to a wall that lets nothing through
};

} // namespace meso::verify
