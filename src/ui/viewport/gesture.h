#pragma once
#include <vector>

#include "ui/state/sight.h"
#include "ui/viewport/scene_cache.h"
#include "view/scene_overlay.h"

namespace meso::ui {

/// One of the two views in one frame, as the mouse finds it. The item of the view must be ImGui's
/// last one.
struct Canvas {
    Kit& kit;
    Desk desk;
    SceneCache::State& cache;
    Area area; ///< of the picture on the window
    bool isMap = false;
    const Sight& sight;
    std::vector<view::SeenSite> sites; ///< pixels of the picture

    [[nodiscard]] geom::Vec2 onPicture(const geom::Vec2& window) const {
        return window - geom::Vec2(area.min.x, area.min.y);
    }
    [[nodiscard]] view::PixelSize size() const {
        return {static_cast<int>(area.max.x - area.min.x),
                static_cast<int>(area.max.y - area.min.y)};
    }
};

} // namespace meso::ui
