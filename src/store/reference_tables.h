#pragma once
#include <filesystem>

#include "base/result.h"
#include "verify/reference_tables.h"

namespace meso::store {

/// Reads the reference values of the solver's verification from a folder that holds
/// analytic_tables.json, layered_tables.json, coverage_single.json and compounds.csv. Fails with
/// the file and the field when one is missing or malformed.
Result<verify::ReferenceTables> readReferenceTables(const std::filesystem::path& folder);

} // namespace meso::store
