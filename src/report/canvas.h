#pragma once
#include "report/fonts.h"
#include "view/overlay.h"
#include "view/picture.h"

namespace meso::report {

/// Paints the shapes over an opaque picture, from back to front, antialiased. O(pixels + shapes).
void paint(view::Picture& picture, const view::Overlay& overlay, const Fonts& fonts);

/// Width of a text as it will be painted, pixels.
double textWidth(const Fonts& fonts, const std::string& words, double size,
                 view::FontWeight weight);

/// Draws `part` scaled into the box with its top left corner at (x, y), smoothly; for sheets.
void placePicture(view::Picture& onto, const view::Picture& part, int x, int y,
                  view::PixelSize size);

} // namespace meso::report
