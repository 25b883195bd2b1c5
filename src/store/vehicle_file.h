#pragma once
#include <filesystem>

#include "base/result.h"
#include "clinic/vehicle.h"

namespace meso::store {

/// Reads assets/data/vehicles.json. Strict: fails with file, entry, field and reason.
Result<clinic::VehicleLibrary> readVehicles(const std::filesystem::path& file);

} // namespace meso::store
