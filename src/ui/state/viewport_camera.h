#pragma once
#include "ui/state/actions.h"
#include "view/camera.h"

namespace meso::ui {

/// A flight to a camera, or to a preset; a jump when motion is reduced or there is no picture yet.
void flyTo(UiContext context, const view::Camera& camera);
void flyTo(UiContext context, view::Preset preset);
/// The camera frames the treatment area from where it looks best; with `whole`, the whole head.
void fitCamera(UiContext context, bool whole);

} // namespace meso::ui
