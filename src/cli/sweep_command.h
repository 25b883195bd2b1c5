#pragma once
#include "cli/commands.h"

namespace meso::cli {

int sweep(const SweepOptions& options);

} // namespace meso::cli
