#pragma once
#include "cli/commands.h"

namespace meso::cli {

int makeSample(const SampleOptions& options);

} // namespace meso::cli
