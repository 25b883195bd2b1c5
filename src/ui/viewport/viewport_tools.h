#pragma once
#include "base/result.h"
#include "ui/state/actions.h"
#include "ui/state/skin_projection.h"
#include "ui/state/tools.h"

namespace meso::ui {

/// Does what the tool in hand does at a click. What is refused is told as a notice.
void clickWithTool(UiContext context, const SkinProjection& projection, const Click& click);
/// Moves the selected sites over the skin from where the committed plan has them: the grabbed one
/// by as many pixels as the hand, the others by the same turn around the head. Fails, and leaves
/// the draft as it is, where one of them would leave the scalp.
Status slideSites(UiContext context, const SkinProjection& projection, const Slide& slide);
/// Ends what the mouse is dragging as if it had never begun.
void cancelGesture(UiContext context);
/// Closes the outline whose corners were clicked, makes it the treatment area and lays the sites
/// out in it. Fails with fewer than three corners and as app::OpenCase::drawArea does; the corners
/// then stay.
Status finishArea(UiContext context);

} // namespace meso::ui
