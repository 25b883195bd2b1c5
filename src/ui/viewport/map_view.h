#pragma once
#include "ui/kit/kit.h"
#include "ui/kit/rect.h"
#include "ui/state/actions.h"
#include "ui/state/picture_source.h"
#include "ui/viewport/viewport.h"

namespace meso::ui {

/// The flat map with the same tools and selection. Items "map", "map.site.<id>".
void drawMap(Kit& kit, UiContext context, PictureSource& pictures, SceneCache& cache, Rect rect);

} // namespace meso::ui
