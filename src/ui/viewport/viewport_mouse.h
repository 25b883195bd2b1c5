#pragma once
#include "ui/state/actions.h"
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// Forgets a gesture that began on a view which is no longer shown, and what was hovered in the
/// last frame. Call at the beginning of each view; the first of a frame counts.
void beginViews(UiContext context, SceneCache::State& cache);
/// Everything that the mouse does on a view: hovering, clicks of the tools, drags of sites, the
/// rubber band; in the 3D view also turning, shifting and zooming.
void handleMouse(const Canvas& canvas);

} // namespace meso::ui
