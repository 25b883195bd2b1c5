#pragma once
#include <string>
#include <vector>

namespace meso::test {

/// A part of the screen, pixels from the top left corner.
struct ScreenPart {
    int x = 0, y = 0, width = 0, height = 0;
};

/// One number per pixel, row by row; equal pictures have equal numbers.
using Pixels = std::vector<unsigned long>;

/// What a display shows there. Empty when it cannot be read.
Pixels pixelsOf(const std::string& display, const ScreenPart& part);

} // namespace meso::test
