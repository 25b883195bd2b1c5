#pragma once
#include <imgui.h>

#include "ui/kit/kit.h"
#include "view/overlay.h"

namespace meso::ui {

/// Where an overlay is painted, window pixels.
struct OverlayPlace {
    ImVec2 min, max; ///< nothing is painted outside; `min` is the overlay's origin
};

/// Paints the shapes with the window's own faces, so that marks stay crisp at any size of the
/// picture below them. Text takes the face of the nearest size and is scaled to its own. The inside
/// of a closed line is filled where it is convex. Bars have square corners. Where more
/// than 150 circles crowd, small full ones are drawn as glyphs of the atlas, a little softer.
void paintOverlay(ImDrawList* list, const Fonts& fonts, const view::Overlay& overlay,
                  OverlayPlace place);

/// Size of ImGui's fonts for Inter at this size of the em square: ImGui counts ascent and descent.
float imguiSizeOf(double em);

} // namespace meso::ui
