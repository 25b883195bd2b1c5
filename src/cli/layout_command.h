#pragma once
#include "cli/commands.h"

namespace meso::cli {

int layOut(const LayoutOptions& options);

} // namespace meso::cli
