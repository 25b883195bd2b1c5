#pragma once
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "verify/published.h"

namespace meso::store {

/// Reads published.json of the folder of reference tables. Fails with the file and the field when
/// something is missing, unknown or out of range.
Result<std::vector<verify::PublishedFigure>> readPublished(const std::filesystem::path& folder);

} // namespace meso::store
