#pragma once
#include <filesystem>

#include "base/result.h"
#include "clinic/compound.h"

namespace meso::store {

/// Reads assets/data/compounds.json, versions 1 to 3. Strict: fails with file, entry, field and
/// reason; a file that fails is never half used. Before version 3 nothing is known of class,
/// evidence, legal status and patient flags, and everything is counted in mg.
Result<clinic::CompoundLibrary> readCompounds(const std::filesystem::path& file);

} // namespace meso::store
