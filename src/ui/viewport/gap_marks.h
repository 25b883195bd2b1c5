#pragma once
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// Rings around the widest gaps of the area while they are asked for: the letter of each in its
/// ring, and its distance beside it where it covers no site, no other ring and no other words.
/// Items "area.gap.<letter>" and "area.gap.<letter>.figure"; on the map "map." before the name
/// stands for "area.".
void addGapRings(view::Overlay& overlay, const Canvas& canvas);

} // namespace meso::ui
