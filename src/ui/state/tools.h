#pragma once
#include "ui/state/actions.h"
#include "ui/state/area_page_state.h"
#include "ui/state/skin_projection.h"

/// What the tools do to the plan and to the selection. None of them commits: the frame does, when
/// nothing is being dragged.
namespace meso::ui {

struct Handle;

/// A press and release at one place of a view.
struct Click {
    geom::Vec2 pixel{0, 0}; ///< of the view's picture
    int site = 0;           ///< under the cursor; 0: none
    bool shift = false;
    bool ctrl = false;
    Handle handle{};     ///< of the area, under the cursor
    bool onEdge = false; ///< of the outline whose handles are shown
};

/// A drag of the selected sites by one of them.
struct Slide {
    int grabbed = 0;       ///< id of the site under the hand
    geom::Vec2 drag{0, 0}; ///< pixels since the press
};

} // namespace meso::ui
