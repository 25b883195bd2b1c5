#pragma once
#include "ui/gesture.h"

/// What lies over the 3D picture and does not follow the skin: chips, legend, gizmo, words.
namespace meso::ui {

/// The view chips in the top right corner; they wrap where the view is narrow. Returns the area
/// that they take, with its margin.
Area drawViewChips(Kit& kit, Desk desk, Area area);

/// Legend, sides of the patient, axes and caption, as far as they have something to say. `chips` as
/// returned by drawViewChips. Returns where a badge under the legend goes, window pixels.
ImVec2 addCards(view::Overlay& overlay, const Kit& kit, const view::Scene& scene, Area area,
                Area chips);

/// Says beside the legend that the spread is not of the plan on the screen, while it is not.
void drawStaleBadge(Kit& kit, const app::Session& session, ImVec2 corner);

} // namespace meso::ui
