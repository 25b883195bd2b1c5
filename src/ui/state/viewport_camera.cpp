#include "ui/state/viewport_camera.h"

#include <cmath>

#include "ui/kit/kit_text.h"
#include "view/area_camera.h"

namespace meso::ui {

namespace {

/// For the first frame of a view that has no size yet.
constexpr view::PixelSize kSomeSize{900, 700};
/// Room around the whole head, as a share of the picture's sides.
constexpr double kMargin = 0.14;

view::PixelSize sizeOf(const UiState& state) {
    const view::PixelSize size = state.viewportSize;
    return size.width > 0 && size.height > 0 ? size : kSomeSize;
}

} // namespace

void flyTo(Desk desk, const view::Camera& camera) {
    UiState& state = desk.state;
    if (!state.cameraIsSet || desk.session.settings().reduceMotion) {
        state.camera = camera;
        state.flight.reset();
    } else {
        state.flight = view::CameraFlight{state.camera, camera};
    }
    state.cameraIsSet = true;
}

void fitCamera(Desk desk, bool whole) {
    const app::Derived& derived = desk.session.derived();
    const anatomy::Head& head = *derived.desk->head;
    const view::PixelSize size = sizeOf(desk.state);
    if (!whole) {
        flyTo(desk, view::cameraOverArea(head, *derived.region, size, desk.state.viewportCards));
        return;
    }
    view::Camera from = desk.state.camera;
    if (!desk.state.cameraIsSet)
        from = view::cameraFor(view::Preset::ThreeQuarter, view::headBall(head));
    flyTo(desk, view::framed(from, head.display->vertices(), size, kMargin));
}

void flyTo(Desk desk, view::Preset preset) {
    const anatomy::Head& head = *desk.session.derived().desk->head;
    const view::Camera camera = view::cameraFor(preset, view::headBall(head));
    flyTo(desk, view::framed(camera, head.display->vertices(), sizeOf(desk.state), kMargin));
}

} // namespace meso::ui
