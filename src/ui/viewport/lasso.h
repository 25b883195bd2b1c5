#pragma once
#include <string>

#include "ui/viewport/gesture.h"
#include "view/overlay.h"

/// Sites selected by a loop that the hand draws around them, on the head and on the flat map. It
/// selects and never edits.
namespace meso::ui {

struct Drag;

/// A drag becomes a loop: what was pressed no longer matters.
void beginLoop(Drag& drag);
/// The hand goes on to a place, window pixels.
void drawLoopTo(const Canvas& canvas, const geom::Vec2& place);
/// The hand lets go: what is within replaces the selection; Shift adds it, Ctrl takes it out.
void selectLoop(const Canvas& canvas);
/// How many sites are within, and what the keys do, for the status bar.
std::string loopHint(const Canvas& canvas);
/// The loop on the view that it is drawn on, and rings around the sites within.
void addLoop(view::Overlay& overlay, const Canvas& canvas);

} // namespace meso::ui
