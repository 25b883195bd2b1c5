#pragma once
#include <filesystem>

#include "anatomy/hair_loss.h"
#include "base/result.h"

namespace meso::store {

Result<anatomy::AreaLibrary> readAreas(const std::filesystem::path& file);

} // namespace meso::store
