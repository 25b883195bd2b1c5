#pragma once
#include "plan/edits.h"
#include "ui/state/actions.h"
#include "ui/state/sight.h"

/// Handles of the area on a view: the corners of the shown outline and the exclusions.
namespace meso::ui {

/// A handle that a view shows.
struct SeenHandle {
    Handle handle;
    geom::Vec2 pixel{0, 0};
    bool isSelected = false;
};
/// Those that face the onlooker; none unless the area page is open. O(corners).
std::vector<SeenHandle> seenHandles(Desk desk, const Sight& sight);
/// The nearest handle within `reach` pixels.
Handle handleAt(Desk desk, const Sight& sight, const geom::Vec2& pixel, double reach);
/// Whether the line of the shown outline passes within `reach` pixels.
bool edgeIsAt(Desk desk, const Sight& sight, const geom::Vec2& pixel, double reach);

/// Selects it, so that it can be removed by a key.
void selectHandle(Desk desk, const Handle& handle);
/// Puts a corner into the shown outline's nearest edge and selects it.
void addCorner(Desk desk, anatomy::ScalpCoordinate place);
/// Takes the selected corner out of the shown outline.
void removeCorner(Desk desk);

/// Begins a drag of the handle.
void grabHandle(Desk desk, const Handle& handle);
/// Moves it by as many pixels as the hand since the press. The sites wait until it is let go.
/// Fails, and leaves the draft as it is, off the scalp and where the outline would cross itself.
Status slideHandle(Desk desk, const Sight& sight, const Handle& handle, const geom::Vec2& drag);
/// Lays the sites out in the area as it is now; where that cannot be, nothing has happened.
void dropHandle(Desk desk, const Handle& handle);

} // namespace meso::ui
