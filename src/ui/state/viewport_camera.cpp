#include "ui/state/viewport_camera.h"

#include <cmath>

#include "app/case/open_case.h"
#include "app/edits/derive.h"
#include "app/head_context.h"
#include "store/settings_file.h"
#include "ui/kit/kit_text.h"
#include "ui/state/ui_state.h"
#include "view/area_camera.h"
#include "view/scene.h"
#include "view/turntable.h"

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

void flyTo(UiContext context, const view::Camera& camera) {
    UiState& state = context.state;
    if (!state.cameraIsSet || context.openCase.settings().reduceMotion) {
        state.camera = camera;
        state.flight.reset();
    } else {
        state.flight = view::CameraFlight{state.camera, camera};
    }
    state.cameraIsSet = true;
}

void fitCamera(UiContext context, bool whole) {
    const app::Derived& derived = context.openCase.derived();
    const anatomy::Head& head = *derived.headContext->head;
    const view::PixelSize size = sizeOf(context.state);
    if (!whole) {
        flyTo(context,
              view::cameraOverArea(head, *derived.region, size, context.state.viewportCards));
        return;
    }
    view::Camera from = context.state.camera;
    if (!context.state.cameraIsSet)
        from = view::cameraFor(view::Preset::ThreeQuarter, view::headSphere(head));
    flyTo(context, view::framed(from, head.display->vertices(), size, kMargin));
}

void flyTo(UiContext context, view::Preset preset) {
    const anatomy::Head& head = *context.openCase.derived().headContext->head;
    const view::Camera camera = view::cameraFor(preset, view::headSphere(head));
    flyTo(context, view::framed(camera, head.display->vertices(), sizeOf(context.state), kMargin));
}

} // namespace meso::ui
