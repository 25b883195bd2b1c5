#pragma once
#include "app/assets.h"
#include "base/result.h"
#include "ui/host/options.h"

namespace meso::ui {

/// Opens the window and stays until it is closed. Fails, with a sentence that names the way on,
/// when there is no display, no OpenGL 3.3, when the graphics driver is lost while the window is
/// open (the plan is kept as a draft), and when a script fails.
Status runDesktop(const Options& options, const app::Assets& assets);

} // namespace meso::ui
