#pragma once
#include "cli/commands.h"

namespace meso::cli {

int optimise(const OptimiseOptions& options);

} // namespace meso::cli
