#pragma once
#include <memory>

#include "ui/kit/kit.h"
#include "ui/kit/rect.h"
#include "ui/state/actions.h"
#include "ui/state/picture_source.h"

namespace meso::ui {

/// Derived pictures and scenes that would be too expensive to compute in every frame: the scene's
/// fields by plan, run, depth and time; the flat map's chart and picture.
class SceneCache {
public:
    SceneCache();
    ~SceneCache();
    /// The scene of what the state shows; equal inputs give a scene that compares equal by the
    /// addresses of its fields, so that a renderer can keep its picture.
    const view::Scene& scene(UiContext context, const view::Theme& theme, double scale);

    /// Another frame must follow although nothing happens: a quick picture waits for its better
    /// one.
    [[nodiscard]] bool wantsFrame() const;

    struct State;
    [[nodiscard]] State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

/// The 3D view: the picture, the marks, the legend, the gizmo, and everything that the mouse does
/// on it. Items "viewport", "view.<preset>" chips, "site.<id>" for every visible site.
void drawViewport(Kit& kit, UiContext context, PictureSource& pictures, SceneCache& cache,
                  Rect rect);

} // namespace meso::ui
