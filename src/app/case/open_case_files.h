#pragma once
#include <filesystem>

#include "base/result.h"

namespace meso::app {

/// One name for a file, whatever way leads to it. Fails when the path cannot be followed.
Result<std::filesystem::path> wholePath(const std::filesystem::path& file);

} // namespace meso::app
