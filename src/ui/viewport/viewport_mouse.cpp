#include "ui/viewport/viewport_mouse.h"

#include <cmath>

#include "ui/viewport/area_gestures.h"
#include "ui/viewport/gesture.h"
#include "ui/viewport/lasso.h"
#include "ui/viewport/picking.h"
#include "ui/viewport/viewport_tools.h"
#include "view/turntable.h"

namespace meso::ui {

namespace {

/// A hand is not still while it clicks: below this a press is a click, logical pixels.
constexpr double kDragThreshold = 4;
/// How near to the line of an outline a click puts a corner into it, logical pixels.
constexpr double kEdgeReach = 6;
/// How long the quick pictures go on after the wheel has stopped.
constexpr double kWheelRest_s = 0.25;

geom::Vec2 mouse() {
    const ImVec2 place = ImGui::GetIO().MousePos;
    return {place.x, place.y};
}

bool selects(Tool tool) {
    return tool == Tool::Select || tool == Tool::Move;
}

/// Never an edit, wherever it begins: on a site and on a handle too.
bool drawsLoop(Tool tool) {
    return tool == Tool::Lasso || (selects(tool) && ImGui::GetIO().KeyAlt);
}

/// What a press becomes when the hand moves on.
Drag::Kind gestureOf(const Canvas& canvas) {
    const ImGuiIO& io = ImGui::GetIO();
    const Drag& drag = canvas.context.state.drag;
    const bool selecting = selects(canvas.context.state.tool);
    if (drag.button == ImGuiMouseButton_Middle)
        return Drag::Kind::Pan;
    if (drawsLoop(canvas.context.state.tool))
        return Drag::Kind::Lasso;
    if (drag.handle.of != Handle::Of::None)
        return Drag::Kind::MoveHandle;
    if (selecting && drag.site != 0 && !io.KeyCtrl)
        return Drag::Kind::MoveSites;
    if (selecting && (io.KeyCtrl || canvas.isMap))
        return Drag::Kind::RubberBand;
    return io.KeyShift ? Drag::Kind::Pan : Drag::Kind::Orbit;
}

/// A handle under the hand comes before the site under it, an edge after it.
void pressHandle(const Canvas& canvas, const geom::Vec2& pixel) {
    Drag& drag = canvas.context.state.drag;
    const double reach = kPickReach * canvas.kit.scale;
    if (!selects(canvas.context.state.tool) || drag.button != ImGuiMouseButton_Left ||
        ImGui::GetIO().KeyCtrl)
        return;
    drag.handle = handleAt(canvas.context, canvas.projection, pixel, reach);
    if (drag.handle.of != Handle::Of::None)
        drag.site = 0;
    else if (drag.site == 0)
        drag.onEdge =
            edgeIsAt(canvas.context, canvas.projection, pixel, kEdgeReach * canvas.kit.scale);
}

void press(const Canvas& canvas) {
    Drag& drag = canvas.context.state.drag;
    const geom::Vec2 place = mouse();
    drag = {};
    drag.kind = Drag::Kind::Press;
    drag.button = ImGui::IsMouseClicked(ImGuiMouseButton_Middle) ? ImGuiMouseButton_Middle
                                                                 : ImGuiMouseButton_Left;
    drag.onMap = canvas.isMap;
    drag.start = place;
    drag.last = place;
    drag.site = canvas.context.state.hoveredSite;
    pressHandle(canvas, canvas.onPicture(place));
    drag.grabbed = canvas.projection.skinAt(canvas.onPicture(place))
                       .value_or(canvas.context.state.camera.target);
    if (!canvas.isMap)
        canvas.context.state.flight.reset();
}

void beginGesture(const Canvas& canvas) {
    UiState& state = canvas.context.state;
    state.drag.kind = gestureOf(canvas);
    const bool alone = !ImGui::GetIO().KeyShift;
    if (state.drag.kind == Drag::Kind::Lasso)
        beginLoop(state.drag);
    if (state.drag.kind == Drag::Kind::MoveHandle)
        grabHandle(canvas.context, state.drag.handle);
    if (state.drag.kind == Drag::Kind::MoveSites && !state.selection.contains(state.drag.site)) {
        if (alone)
            state.selection.clear();
        state.selection.insert(state.drag.site);
    }
}

/// Keeps the point of the skin that was taken under the hand, however near it is.
view::Camera pannedByHand(const Canvas& canvas, const geom::Vec2& step) {
    const view::Camera& camera = canvas.context.state.camera;
    const double depth =
        view::project(camera, canvas.size(), canvas.context.state.drag.grabbed).depth.value();
    const double share = depth > 0 ? depth / camera.distance.value() : 1;
    return view::panned(camera, canvas.size(), share * step);
}

void dragCamera(const Canvas& canvas, const view::Camera& camera) {
    canvas.context.state.camera = view::kept(camera, *canvas.cache.display, canvas.cache.ball);
}

void slide(const Canvas& canvas) {
    const Drag& drag = canvas.context.state.drag;
    const geom::Vec2 path = mouse() - drag.start;
    const Status outcome = drag.kind == Drag::Kind::MoveHandle
                               ? slideHandle(canvas.context, canvas.projection, drag.handle, path)
                               : slideSites(canvas.context, canvas.projection, {drag.site, path});
    canvas.cache.refusal = outcome ? std::string() : outcome.error().message;
}

void continueDrag(const Canvas& canvas) {
    UiState& state = canvas.context.state;
    const geom::Vec2 step = mouse() - state.drag.last;
    if (step.isZero())
        return;
    if (!canvas.isMap && state.drag.kind == Drag::Kind::Orbit)
        dragCamera(canvas, view::orbited(state.camera, step, canvas.kit.scale));
    if (!canvas.isMap && state.drag.kind == Drag::Kind::Pan)
        dragCamera(canvas, pannedByHand(canvas, step));
    if (state.drag.kind == Drag::Kind::MoveSites || state.drag.kind == Drag::Kind::MoveHandle)
        slide(canvas);
    if (state.drag.kind == Drag::Kind::Lasso)
        drawLoopTo(canvas, mouse());
    state.drag.last = mouse();
}

void selectBand(const Canvas& canvas) {
    UiState& state = canvas.context.state;
    if (!ImGui::GetIO().KeyShift)
        state.selection.clear();
    const plan::SiteIds found =
        sitesBetween(canvas.sites, canvas.onPicture(state.drag.start), canvas.onPicture(mouse()));
    state.selection.insert(found.begin(), found.end());
}

void release(const Canvas& canvas) {
    UiState& state = canvas.context.state;
    const Drag drag = state.drag;
    if (drag.kind == Drag::Kind::RubberBand)
        selectBand(canvas);
    if (drag.kind == Drag::Kind::Lasso)
        selectLoop(canvas);
    state.drag = {};
    canvas.cache.refusal.clear();
    if (drag.kind == Drag::Kind::MoveHandle)
        dropHandle(canvas.context, drag.handle);
    if (drag.kind == Drag::Kind::Press && drag.button == ImGuiMouseButton_Left)
        clickWithTool(canvas.context, canvas.projection,
                      {canvas.onPicture(drag.start), drag.site, ImGui::GetIO().KeyShift,
                       ImGui::GetIO().KeyCtrl, drag.handle, drag.onEdge});
}

void followDrag(const Canvas& canvas) {
    Drag& drag = canvas.context.state.drag;
    const double threshold = kDragThreshold * canvas.kit.scale;
    if (drag.kind == Drag::Kind::Press && (mouse() - drag.start).norm() > threshold)
        beginGesture(canvas);
    if (drag.kind != Drag::Kind::Press)
        continueDrag(canvas);
    if (!ImGui::GetIO().MouseDown[drag.button])
        release(canvas);
    if (drag.kind == Drag::Kind::Lasso)
        canvas.kit.hover = loopHint(canvas);
    if (!canvas.cache.refusal.empty())
        canvas.kit.hover = canvas.cache.refusal;
}

void hover(const Canvas& canvas) {
    UiState& state = canvas.context.state;
    const geom::Vec2 pixel = canvas.onPicture(mouse());
    state.hoveredSkin = canvas.projection.skinAt(pixel);
    if (state.show.sites)
        state.hoveredSite = siteAt(canvas.sites, pixel, kPickReach * canvas.kit.scale);
}

void zoom(const Canvas& canvas, double steps) {
    UiState& state = canvas.context.state;
    state.flight.reset();
    state.camera =
        view::zoomedOutside(state.camera, canvas.size(), {canvas.onPicture(mouse()), steps},
                            *canvas.cache.display, canvas.cache.ball);
    canvas.cache.movingUntil_s = ImGui::GetTime() + kWheelRest_s;
}

} // namespace

void beginViews(UiContext context, SceneCache::State& cache) {
    if (cache.frame == ImGui::GetFrameCount())
        return;
    cache.frame = ImGui::GetFrameCount();
    cache.hoveredBefore = context.state.hoveredSite;
    context.state.hoveredSite = 0;
    context.state.hoveredSkin.reset();
    const ViewMode stage = context.state.viewMode;
    const bool gone = context.state.drag.onMap ? stage == ViewMode::Head : stage == ViewMode::Map;
    if (context.state.drag.kind != Drag::Kind::None && gone)
        cancelGesture(context);
    if (context.state.drag.kind == Drag::Kind::None)
        cache.refusal.clear();
}

void handleMouse(const Canvas& canvas) {
    Drag& drag = canvas.context.state.drag;
    const bool hovered = ImGui::IsItemHovered();
    if (hovered && drag.kind == Drag::Kind::None)
        hover(canvas);
    // Not by the space bar, which presses the item that has the focus.
    const bool clicked = ImGui::IsMouseClicked(ImGuiMouseButton_Left) ||
                         ImGui::IsMouseClicked(ImGuiMouseButton_Middle);
    if (ImGui::IsItemActivated() && clicked)
        press(canvas);
    else if (drag.kind != Drag::Kind::None && drag.onMap == canvas.isMap)
        followDrag(canvas);
    if (drag.kind != Drag::Kind::None && drag.onMap == canvas.isMap) {
        canvas.context.state.hoveredSite = drag.site;
        canvas.context.state.hoveredSkin = canvas.projection.skinAt(canvas.onPicture(mouse()));
    }
    const double steps = ImGui::GetIO().MouseWheel;
    if (hovered && steps != 0 && !canvas.isMap && drag.kind == Drag::Kind::None)
        zoom(canvas, steps);
}

} // namespace meso::ui
