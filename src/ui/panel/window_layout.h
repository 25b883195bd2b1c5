#pragma once
#include "ui/kit/rect.h"
#include "ui/state/workspaces.h"

namespace meso::ui {

/// How much room the window gives, at the present text size.
enum class WidthClass {
    Wide,   ///< everything
    Medium, ///< below 1280 logical pixels: shorter words
    Narrow, ///< below 960: fewer words in the top bar, the timeline under the inspector too
    Tiny    ///< below 700: the top bar keeps menu, undo, redo and workspaces; one narrow tool rail
};
/// Of a window of this size, real pixels. `scale`: real per logical pixel.
WidthClass widthClassOf(ImVec2 size, float scale);

/// Where every pane of the window lies, real pixels, whole numbers.
struct WindowLayout {
    WidthClass room = WidthClass::Wide;
    Rect topBar, toolRail, timeline, statusBar;
    Rect inspector; ///< empty when it is folded away
    Rect head;      ///< the 3D view; empty (max = min) when only the map is shown
    Rect map;       ///< empty when only the head is shown
    Rect cut;       ///< the cut through the tissue, under head and map; empty when it is closed
};

/// How the window is to be shared out.
struct WindowLayoutOptions {
    float inspectorWidth = 328; ///< logical, 280 to 440; at most 55 % of the window
    ViewMode stage = ViewMode::Head;
    bool inspector = true; ///< false: folded away
    bool cut = false;      ///< a cut is open; where there is no room for both it takes the views'
};
/// Panes of a window of this size. Bars are lower in a low window, so that the head keeps most.
WindowLayout layOutWindow(ImVec2 size, float scale, const WindowLayoutOptions& options);

} // namespace meso::ui
