#pragma once
#include "cli/commands.h"

namespace meso::cli {

int render(const RenderOptions& options);

} // namespace meso::cli
