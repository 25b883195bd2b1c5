#pragma once
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// Draws what lies under the sites: corridors of vessels and nerves, rings of exclusions.
void addAreaMarks(view::Overlay& overlay, const Canvas& canvas);
/// Draws what lies over them: handles, gaps, the name of the corridor under the cursor.
void addAreaHandles(view::Overlay& overlay, const Canvas& canvas);

/// Notes where every visible handle lies: `prefix`corner.<n>, `prefix`exclusion.<n>.
void tagHandles(const Canvas& canvas, const std::string& prefix);

} // namespace meso::ui
