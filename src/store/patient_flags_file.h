#pragma once
#include <filesystem>

#include "base/result.h"
#include "clinic/patient_flags.h"

namespace meso::store {

/// Reads assets/data/patient_flags.json. Strict: fails with file, entry, field and reason; an id
/// is unique among ticked and derived flags together, and a flag that lifts another must exist.
Result<clinic::PatientFlagLibrary> readPatientFlags(const std::filesystem::path& file);

} // namespace meso::store
