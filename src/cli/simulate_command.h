#pragma once
#include "cli/commands.h"

namespace meso::cli {

int simulate(const SimulateOptions& options);

} // namespace meso::cli
