#pragma once
#include "plan/edits.h"
#include "ui/state/actions.h"
#include "ui/state/area_page_state.h"
#include "ui/state/skin_projection.h"

/// Handles of the area on a view: the corners of the shown outline and the exclusions.
namespace meso::ui {

struct Handle;

/// A handle that a view shows.
struct VisibleHandle {
    Handle handle;
    geom::Vec2 pixel{0, 0};
    bool isSelected = false;
};
/// Those that face the viewer; none unless the area page is open. O(corners).
std::vector<VisibleHandle> visibleHandles(UiContext context, const SkinProjection& projection);
/// The nearest handle within `reach` pixels.
Handle handleAt(UiContext context, const SkinProjection& projection, const geom::Vec2& pixel,
                double reach);
/// Whether the line of the shown outline passes within `reach` pixels.
bool edgeIsAt(UiContext context, const SkinProjection& projection, const geom::Vec2& pixel,
              double reach);

/// Selects it, so that it can be removed by a key.
void selectHandle(UiContext context, const Handle& handle);
/// Puts a corner into the shown outline's nearest edge and selects it.
void addCorner(UiContext context, anatomy::ScalpCoordinate place);
/// Takes the selected corner out of the shown outline.
void removeCorner(UiContext context);

/// Begins a drag of the handle.
void grabHandle(UiContext context, const Handle& handle);
/// Moves it by as many pixels as the hand since the press. The sites wait until it is let go.
/// Fails, and leaves the draft as it is, off the scalp and where the outline would cross itself.
Status slideHandle(UiContext context, const SkinProjection& projection, const Handle& handle,
                   const geom::Vec2& drag);
/// Lays the sites out in the area as it is now; where that cannot be, nothing has happened.
void dropHandle(UiContext context, const Handle& handle);

} // namespace meso::ui
