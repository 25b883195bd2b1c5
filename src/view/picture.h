#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "view/colour.h"

namespace meso::view {

/// Width and height in pixels.
struct PixelSize {
    int width = 0;
    int height = 0;
    bool operator==(const PixelSize&) const = default;
};

/// A finished raster: rows from top to bottom, four sRGB bytes per pixel (red, green, blue, alpha),
/// alpha not premultiplied, no padding.
struct Picture {
    PixelSize size;
    std::vector<std::uint8_t> rgba;
    bool operator==(const Picture&) const = default;
};

/// Index of the first byte of a pixel; x to the right, y down, both from 0.
inline std::size_t byteAt(const Picture& picture, int x, int y) {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.size.width) +
            static_cast<std::size_t>(x)) *
           4;
}

/// One colour everywhere.
Picture filledPicture(PixelSize size, Colour colour);
/// Colour of a pixel inside the picture.
Colour pixelAt(const Picture& picture, int x, int y);
/// Writes a pixel inside the picture, replacing what was there.
void setPixel(Picture& picture, int x, int y, Colour colour);

} // namespace meso::view
