#pragma once
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// A way over the skin, cut where it turns away from the viewer. `dash`: logical pixels, 0:
/// solid.
void addPath(view::Overlay& overlay, const Canvas& canvas, const std::vector<SkinPoint>& path,
             double dash);

/// One number per contour line, on the line where it passes near a place, each in another
/// direction from it. Lines that do not come near have none. O(triangles).
std::vector<ContourNumber> contourNumbers(const view::ScalarField& field,
                                          const anatomy::ScalpGrid& grid, const SkinPoint& near);

/// What is written on the painted concentration: numbers of the contour lines, rings at the worst
/// gaps, the line of the cut.
void addFieldMarks(view::Overlay& overlay, const Canvas& canvas);

} // namespace meso::ui
