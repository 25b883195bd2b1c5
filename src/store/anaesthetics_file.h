#pragma once
#include <filesystem>

#include "base/result.h"
#include "clinic/anaesthetics.h"

namespace meso::store {

/// Reads assets/data/anaesthetics.json: of every agent the limits of the jurisdiction that the
/// file chooses, or those of the other one where the chosen one states none. Strict: fails with
/// file, entry, field and reason.
Result<clinic::AnaestheticLibrary> readAnaesthetics(const std::filesystem::path& file);

} // namespace meso::store
