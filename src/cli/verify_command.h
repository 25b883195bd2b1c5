#pragma once
#include "cli/commands.h"

namespace meso::cli {

int verify(const VerifyOptions& options);

} // namespace meso::cli
