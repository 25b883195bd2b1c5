#pragma once
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// What the lines of the corridors mean, on a card at `corner` that is at most `room` wide (pixels
/// of the picture): how arteries and nerves are drawn, and that none of them was seen in this
/// patient. Returns the card's height; 0: no corridors are shown, or there is too little room.
/// Item "corridors.key".
double addCorridorKey(view::Overlay& overlay, const Canvas& canvas, const geom::Vec2& corner,
                      double room);
/// The height that it would have.
double corridorKeyHeight(const Canvas& canvas, double room);

} // namespace meso::ui
