#pragma once
#include <memory>

#include "ui/kit/kit.h"
#include "ui/state/actions.h"
#include "ui/state/picture_source.h"

namespace meso::ui {

/// Derived pictures and scenes that would be too dear to work out in every frame: the scene's
/// fields by plan, run, depth and time; the flat map's chart and picture.
class SceneCache {
public:
    SceneCache();
    ~SceneCache();
    /// The scene of what the state shows; equal inputs give a scene that compares equal by the
    /// addresses of its fields, so that a renderer can keep its picture.
    const view::Scene& scene(Desk desk, const view::Theme& theme, double scale);

    /// Another frame must follow although nothing happens: a quick picture waits for its better
    /// one.
    [[nodiscard]] bool wantsFrame() const;

    struct State;
    [[nodiscard]] State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

/// Rectangle on the window, real pixels.
struct Area {
    ImVec2 min, max;
};

/// The 3D view: the picture, the marks, the legend, the gizmo, and everything that the mouse does
/// on it. Items "viewport", "view.<preset>" chips, "site.<id>" for every visible site.
void drawViewport(Kit& kit, Desk desk, PictureSource& pictures, SceneCache& cache, Area area);
/// The flat map with the same tools and selection. Items "map", "map.site.<id>".
void drawMap(Kit& kit, Desk desk, PictureSource& pictures, SceneCache& cache, Area area);

/// The camera frames the treatment area from where it looks best; with `whole`, the whole head.
void fitCamera(Desk desk, bool whole);
/// A flight to a camera, or to a preset; a jump when motion is reduced or there is no picture yet.
void flyTo(Desk desk, const view::Camera& camera);
void flyTo(Desk desk, view::Preset preset);
/// Ends what the mouse is dragging as if it had never begun.
void cancelGesture(Desk desk);
/// Closes the outline whose corners were clicked, makes it the treatment area and lays the sites
/// out in it. Fails with fewer than three corners and as app::Session::drawArea does; the corners
/// then stay.
Status finishArea(Desk desk);
/// Moves the selected sites over the skin: millimetres to the right and up on the picture (in the
/// plane of the camera; on the map when that is all there is). A refused site leaves all in place.
Status nudge(Desk desk, double right_mm, double up_mm);

} // namespace meso::ui
