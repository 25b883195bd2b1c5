#pragma once
#include "ui/state/actions.h"
#include "ui/state/sight.h"

/// What the tools do to the plan and to the selection. None of them commits: the frame does, when
/// nothing is being dragged.
namespace meso::ui {

/// A press and release at one place of a view.
struct Click {
    geom::Vec2 pixel{0, 0}; ///< of the view's picture
    int site = 0;           ///< under the cursor; 0: none
    bool shift = false;
    bool ctrl = false;
    Handle handle{};     ///< of the area, under the cursor
    bool onEdge = false; ///< of the outline whose handles are shown
};
/// Does what the tool in hand does at a click. What is refused is told as a notice.
void clickWithTool(Desk desk, const Sight& sight, const Click& click);

/// A drag of the selected sites by one of them.
struct Slide {
    int grabbed = 0;       ///< id of the site under the hand
    geom::Vec2 drag{0, 0}; ///< pixels since the press
};
/// Moves the selected sites over the skin from where the committed plan has them: the grabbed one
/// by as many pixels as the hand, the others by the same turn around the head. Fails, and leaves
/// the draft as it is, where one of them would leave the scalp.
Status slideSites(Desk desk, const Sight& sight, const Slide& slide);

} // namespace meso::ui
