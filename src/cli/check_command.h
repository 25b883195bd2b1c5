#pragma once
#include "cli/commands.h"

namespace meso::cli {

int checkPlan(const CheckOptions& options);

} // namespace meso::cli
