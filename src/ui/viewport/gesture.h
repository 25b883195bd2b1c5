#pragma once
#include <vector>

#include "ui/kit/rect.h"
#include "ui/state/skin_projection.h"
#include "ui/viewport/scene_cache.h"
#include "view/scene_overlay.h"

namespace meso::ui {

/// One of the two views in one frame, as the mouse finds it. The item of the view must be ImGui's
/// last one.
struct Canvas {
    Kit& kit;
    UiContext context;
    SceneCache::State& cache;
    Rect rect; ///< of the picture on the window
    bool isMap = false;
    const SkinProjection& projection;
    std::vector<view::VisibleSite> sites; ///< pixels of the picture

    [[nodiscard]] geom::Vec2 onPicture(const geom::Vec2& window) const {
        return window - geom::Vec2(rect.min.x, rect.min.y);
    }
    [[nodiscard]] view::PixelSize size() const {
        return {static_cast<int>(rect.max.x - rect.min.x),
                static_cast<int>(rect.max.y - rect.min.y)};
    }
};

} // namespace meso::ui
