#pragma once
#include "ui/kit/rect.h"
#include "ui/viewport/gesture.h"

namespace meso::app {
class OpenCase;
}

/// What lies over the 3D picture and does not follow the skin: chips, legend, gizmo, words.
namespace meso::ui {

/// The view chips in the top right corner: names, or letters where the legend needs the room, or
/// two columns of letters in a low view; none in a very narrow one. Returns the area that they
/// take, with its margin.
Rect drawViewChips(Kit& kit, UiContext context, const view::Scene& scene, Rect rect);

/// Legend, sides of the patient, axes and caption, as far as they have something to say. `chips` as
/// returned by drawViewChips. Returns where a badge under the legend goes, window pixels.
ImVec2 addCards(view::Overlay& overlay, const Kit& kit, const view::Scene& scene, Rect rect,
                Rect chips);

/// Whether a view of this size (real pixels) has no room for gizmo and full caption.
bool isSmallView(const geom::Vec2& size, double scale);

/// Legend and caption of a flat map that stands alone. Returns where a card under the legend goes,
/// pixels of the picture.
geom::Vec2 addMapCards(view::Overlay& overlay, const Kit& kit, const view::Scene& scene,
                       const geom::Vec2& size);

/// Says beside the legend that the simulation is not of the plan on the screen, while it is not; or
/// that the live sum stands in for it.
void drawStaleBadge(Kit& kit, const app::OpenCase& openCase, ImVec2 corner);

} // namespace meso::ui
