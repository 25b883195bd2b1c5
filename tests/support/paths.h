#pragma once
#include <filesystem>

/// Where the files of the checkout lie that tests read.
namespace meso::test {

inline const std::filesystem::path kDataFolder = MESO_SOURCE_DIR "/assets/data";
inline const std::filesystem::path kTableFolder = MESO_SOURCE_DIR "/assets/verification";
inline const std::filesystem::path kFontFolder = MESO_BINARY_DIR "/share/mesomap/fonts";

} // namespace meso::test
