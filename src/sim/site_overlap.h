#pragma once
#include <optional>
#include <span>
#include <vector>

#include "sim/band_response.h"
#include "sim/sim_input.h"

namespace meso::sim {

/// How much the reaches of the input's sites overlap (overlapIndex), one figure per band: each site
/// is computed on its own, and reaches where its band average is at the threshold (> 0) or above at
/// any time. Empty where no site reaches it. `domain` is that of the input's surface.
///
/// Fails when sites cannot be told apart by single responses (thickness that varies, a blood flow
/// state that passes, slow release, depth cells that the fast path does not have), and as
/// SiteResponder does. About 10 ms for each site.
Result<std::vector<std::optional<double>>> siteOverlap(const SimInput& input,
                                                       const ScalpDomainPtr& domain,
                                                       std::span<const Band> bands,
                                                       MgPerMl threshold);

} // namespace meso::sim
