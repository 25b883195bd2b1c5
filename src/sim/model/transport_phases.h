#pragma once
#include <vector>

#include "base/result.h"
#include "sim/model/pharmacokinetics.h"
#include "sim/model/sim_input.h"

namespace meso::sim {

/// Rates that hold for a part of a run.
struct TransportPhase {
    Seconds until{0};                       ///< from the end of the phase before, or 0
    std::vector<LayerTransport> transports; ///< one per tissue layer
};

/// The rates of a run: one phase, and one more for each of the chosen blood flow state and the flow
/// after needle and fluid (InjectionFlow) that passes before the end. Capacities and diffusivities
/// are equal in both. Fails when the state is unknown, a flow or a factor is not positive, and as
/// layerTransports does.
Result<std::vector<TransportPhase>> transportPhases(const SimInput& input);

} // namespace meso::sim
