#pragma once
#include <string>
#include <vector>

#include "cli/commands.h"

namespace meso::sim {
struct OptimiseFigures;
struct OptimiseLimits;
} // namespace meso::sim

namespace meso::cli {

/// An answer that falls short of what was asked for is told first, leaves the plan as it is and
/// ends with kFailed; it is written only where --out names another file.
int optimise(const OptimiseOptions& options);

/// A sentence for each limit that an answer breaks, and one where it covers less than the goal's
/// share of the area. Empty: it is what was asked for.
std::vector<std::string> shortcomings(const sim::OptimiseFigures& answer, double share,
                                      const sim::OptimiseLimits& limits);

} // namespace meso::cli
