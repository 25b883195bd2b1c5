#pragma once
#include <filesystem>

#include "base/result.h"
#include "clinic/known_mixtures.h"

namespace meso::store {

/// Reads assets/data/mixtures.json. Strict: fails with file, field and reason; a file that fails is
/// never half used. Whether the compounds exist is for the caller to compare.
Result<clinic::MixtureLibrary> readMixtures(const std::filesystem::path& file);

} // namespace meso::store
