#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "view/picture.h"

namespace meso::gfx {

/// A picture as the bytes of a PNG file (8 bits per channel, red, green, blue, alpha). Fails only
/// on a picture without pixels. The same picture gives the same bytes.
Result<std::vector<std::uint8_t>> pngBytes(const view::Picture& picture);

/// Writes a PNG whole or not at all, by writeFile() of base/file.h, and fails as that does.
Status writePng(const std::filesystem::path& file, const view::Picture& picture);

/// Reads a PNG of any kind into four channels. Fails when the file is missing, is no picture, or is
/// larger than 16384 pixels on a side.
Result<view::Picture> readPng(const std::filesystem::path& file);

} // namespace meso::gfx
