#pragma once
#include <vector>

#include "base/result.h"
#include "sim/pharmacokinetics.h"
#include "sim/sim_input.h"

namespace meso::sim {

/// Rates that hold for a part of a run.
struct TransportPhase {
    Seconds until{0};                       ///< from the end of the phase before, or 0
    std::vector<LayerTransport> transports; ///< one per tissue layer
};

/// The rates of a run: one phase, or two where the blood flow state passes before the end.
/// Capacities and diffusivities are equal in both. Fails when the state is unknown, a flow or a
/// factor is not positive, and as layerTransports does.
Result<std::vector<TransportPhase>> transportPhases(const SimInput& input);

} // namespace meso::sim
