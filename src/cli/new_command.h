#pragma once
#include "cli/commands.h"

namespace meso::cli {

int makeNew(const NewOptions& options);

} // namespace meso::cli
