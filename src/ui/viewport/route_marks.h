#pragma once
#include "ui/viewport/gesture.h"

namespace meso::ui {

/// The way from site to site as arrows, under the marks of the sites; mixtures are not joined.
void addRoute(view::Overlay& overlay, const Canvas& canvas);
/// Over the marks, while a session is under way or over: a tick or a cross at each site that was
/// dealt with, and a wide ring around the one that is next.
void addSessionMarks(view::Overlay& overlay, const Canvas& canvas);

} // namespace meso::ui
