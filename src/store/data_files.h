#pragma once
#include <filesystem>

#include "anatomy/hair_loss.h"
#include "anatomy/layers.h"
#include "anatomy/thickness.h"
#include "base/result.h"
#include "clinic/protocol.h"
#include "clinic/topical_products.h"

/// The clinical numbers of the program: JSON files that a clinic may edit. Each reader is strict
/// and fails with file, field and reason; a file that fails is never half used.
namespace meso::store {

Result<anatomy::TissueProfile> readTissue(const std::filesystem::path& file);
/// The regions of the same file.
Result<anatomy::ThicknessRegions> readThickness(const std::filesystem::path& file);
Result<clinic::Protocol> readProtocol(const std::filesystem::path& file);
Result<clinic::TopicalLibrary> readTopical(const std::filesystem::path& file);

} // namespace meso::store
