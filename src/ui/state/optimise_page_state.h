#pragma once
#include <memory>

#include "base/units.h"

namespace meso::ui {

/// What is typed on the page that looks for places and volumes. The compound, the depth and the
/// threshold are those that are shown.
struct OptimisePageState {
    double share = 0.95; ///< of the area, above 0 to 1
    Seconds atLeast{0};  ///< at or above the threshold; 0: at any moment
    bool fewestSites = false;
    bool offCorridors = true;
    std::shared_ptr<const void> seen; ///< the answer that the page has scrolled to
};

} // namespace meso::ui
