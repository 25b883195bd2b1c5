#pragma once
#include "ui/ui_state.h"
#include "ui/viewport.h"

namespace meso::ui {

/// How much room the window gives, at the present text size.
enum class Room {
    Wide,   ///< everything
    Medium, ///< below 1280 logical pixels: shorter words
    Narrow, ///< below 960: no case title's status line, fewer buttons in the top bar
    Tiny    ///< below 700: the top bar keeps menu, undo, redo and workspaces
};

/// Where every pane of the window lies, real pixels, whole numbers.
struct WindowLayout {
    Room room = Room::Wide;
    Area topBar, toolRail, inspector, timeline, statusBar;
    Area head; ///< the 3D view; empty (max = min) when only the map is shown
    Area map;  ///< empty when only the head is shown
};

/// Panes of a window of this size. `scale`: real per logical pixel. `inspectorWidth` logical, 280
/// to 440; it never takes more than 45 % of the window.
WindowLayout layOutWindow(ImVec2 size, float scale, float inspectorWidth, Stage stage);

} // namespace meso::ui
