#pragma once
#include "ui/kit/kit.h"
#include "ui/state/actions.h"
#include "ui/viewport/viewport.h"

namespace meso::ui {

/// The tooltip of the hovered site, after 0.4 s.
void drawSiteTip(Kit& kit, UiContext context, SceneCache::State& cache);

} // namespace meso::ui
