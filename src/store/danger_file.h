#pragma once
#include <filesystem>

#include "anatomy/danger.h"
#include "base/result.h"

namespace meso::store {

/// Reads assets/data/danger.json. Strict: fails with file, field and reason; a file that fails is
/// never half used.
Result<anatomy::CorridorLibrary> readCorridors(const std::filesystem::path& file);

} // namespace meso::store
