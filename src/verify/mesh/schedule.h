#pragma once
#include <vector>

#include "base/units.h"

namespace meso::verify {

/// A run of equal steps that ends at an output time.
struct StepRun {
    Seconds dt;
    int steps = 0;
    bool output = false; ///< a frame is taken when the run is done
};

/// Steps of at most 60 s up to 30 min, 300 s up to 6 h and 1800 s after, shortened evenly so that
/// every output time is met exactly. `outputTimes` increase; a time of zero needs no step and is
/// left out.
std::vector<StepRun> makeSchedule(const std::vector<Seconds>& outputTimes);

} // namespace meso::verify
