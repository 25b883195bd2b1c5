#pragma once
#include "cli/commands.h"

namespace meso::cli {

int info(const InfoOptions& options);

} // namespace meso::cli
