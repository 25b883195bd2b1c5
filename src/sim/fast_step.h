#pragma once
#include "sim/aligned_buffer.h"
#include "sim/stage_polynomial.h"

namespace meso::sim {

/// One Strang step of a FastPlan: the lateral move by a polynomial, then the depth moves up to the
/// lateral move of the next step, as one matrix.
struct FastStep {
    Seconds start, dt;
    int modes = 0;              ///< in which the lateral move is made
    StagePolynomial polynomial; ///< in dt D (-B), for the fastest mode
    AlignedBuffer extent;       ///< per mode: dt D, mm2
    int nextModes = 0;          ///< of the next step; 0 after the last
    AlignedBuffer toNext;       ///< modes x nextModes, [from * nextModes + to]
};

} // namespace meso::sim
