#pragma once
#include "view/camera.h"
#include "view/overlay.h"
#include "view/theme.h"

namespace meso::ui {

/// Draws where the head's axes point: a letter at the end of each, L and R being the patient's;
/// those that point away are paler and behind. `middle` in pixels, `scale` as Scene::scale.
void addGizmo(view::Overlay& overlay, const view::Camera& camera, const view::Theme& theme,
              const geom::Vec2& middle, double scale);
/// From the middle to the outermost edge at scale 1, pixels.
inline constexpr double kGizmoReach = 38;

} // namespace meso::ui
