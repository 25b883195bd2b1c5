#pragma once
#include "base/result.h"
#include "ui/state/actions.h"

namespace meso::ui {

/// Moves the selected sites over the skin: millimetres to the right and up on the picture (in the
/// plane of the camera; on the map when that is all there is). A refused site leaves all in place.
Status nudge(UiContext context, double right_mm, double up_mm);

} // namespace meso::ui
