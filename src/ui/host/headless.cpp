#include "ui/host/headless.h"

#include <chrono>
#include <cmath>
#include <optional>
#include <thread>

#include "app/assets.h"
#include "app/case/case_options.h"
#include "gfx/image.h"
#include "gfx/offscreen.h"
#include "gfx/window_surface.h"
#include "store/settings_file.h"
#include "ui/host/automation.h"
#include "ui/host/imgui_gl.h"
#include "ui/state/playing.h"

namespace meso::ui {

namespace {

constexpr float kStep_s = 1.0F / 60;
constexpr int kSettledFrames = 3;
constexpr int kMaxFrames = 3600;

} // namespace

struct HeadlessWindow::State {
    app::OpenCase& openCase;
    view::PixelSize size;
    float contentScale;
    gfx::OffscreenContext context;
    gfx::OffscreenSurface surface;
    GlPictures pictures;
    std::optional<Frontend> frontend;
    ImGuiGl painter; ///< goes before the frontend's context

    State(app::OpenCase& s, view::PixelSize pixels, float scale, gfx::OffscreenContext made,
          gfx::OffscreenSurface drawnOn, gfx::Renderer renderer)
        : openCase(s), size(pixels), contentScale(scale), context(std::move(made)),
          surface(std::move(drawnOn)), pictures(std::move(renderer)) {}
};

HeadlessWindow::HeadlessWindow(std::unique_ptr<State> state) : state_(std::move(state)) {}
HeadlessWindow::~HeadlessWindow() = default;

Result<std::unique_ptr<HeadlessWindow>> HeadlessWindow::open(app::OpenCase& openCase,
                                                             view::PixelSize size,
                                                             float contentScale,
                                                             PictureSource* instead) {
    auto context = gfx::OffscreenContext::create();
    if (!context)
        return context.error();
    auto surface = gfx::OffscreenSurface::create(size);
    if (!surface)
        return surface.error();
    auto renderer = gfx::Renderer::create(openCase.assets().shaders());
    if (!renderer)
        return renderer.error();
    auto state = std::make_unique<State>(openCase, size, contentScale, std::move(context).value(),
                                         std::move(surface).value(), std::move(renderer).value());
    State& s = *state;
    PictureSource& pictures = instead != nullptr ? *instead : s.pictures;
    s.frontend.emplace(openCase, pictures, [&s] { s.painter.fontsChanged(); });
    mapKeys(ImGui::GetIO());
    if (const Status started = s.painter.start(); !started)
        return started.error();
    return std::unique_ptr<HeadlessWindow>(new HeadlessWindow(std::move(state)));
}

Status HeadlessWindow::resize(view::PixelSize size, float contentScale) {
    auto surface = gfx::OffscreenSurface::create(size);
    if (!surface)
        return surface.error();
    state_->surface = std::move(surface).value();
    state_->size = size;
    state_->contentScale = contentScale;
    return Done{};
}

FrameInput HeadlessWindow::frame(FrameInput input, const Hand& hand) {
    State& s = *state_;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(s.size.width), static_cast<float>(s.size.height)};
    io.DeltaTime = kStep_s;
    input.contentScale = s.contentScale;
    s.frontend->prepare(s.contentScale);
    s.painter.beginFrame();
    if (hand)
        hand(input);
    s.frontend->frame(input);
    return input;
}

view::Picture HeadlessWindow::read() const {
    state_->surface.clear({0, 0, 0, 1});
    ImGuiGl::draw();
    view::Picture picture = state_->surface.read();
    // Blending leaves traces in alpha that no window shows.
    for (std::size_t i = 3; i < picture.rgba.size(); i += 4)
        picture.rgba[i] = 255;
    return picture;
}

Frontend& HeadlessWindow::frontend() {
    return *state_->frontend;
}
GlPictures& HeadlessWindow::pictures() {
    return state_->pictures;
}

void waitForSimulation(app::OpenCase& openCase) {
    while (isWorking(openCase)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        openCase.poll();
    }
}

Status HeadlessWindow::settle() {
    int still = 0;
    for (int i = 0; i < kMaxFrames; ++i) {
        waitForSimulation(state_->openCase);
        frame();
        still = isSettled(*state_->frontend, state_->openCase) ? still + 1 : 0;
        if (still == kSettledFrames)
            return Done{};
    }
    return Error{"The window did not come to rest within a minute; something keeps moving."};
}

namespace {

Status openNamedCase(app::OpenCase& openCase, const Options& options) {
    store::Settings& settings = openCase.settings();
    settings.hintsSeen = true; // pictures show the program, not its first-run hints
    if (!options.theme.empty())
        settings.theme = options.theme;
    return options.plan.empty() ? Status(Done{}) : openCase.openFile(options.plan);
}

Status runScript(HeadlessWindow& window, app::OpenCase& openCase, Automation& automation) {
    Frontend& frontend = window.frontend();
    do {
        if (automation.isSettling())
            waitForSimulation(openCase);
        const FrameInput input =
            window.frame({}, [&](FrameInput& in) { automation.before(frontend, openCase, in); });
        automation.after(frontend, openCase, input, [&] { return window.read(); });
    } while (automation.isRunning() && !frontend.state().wantsQuit);
    return automation.status();
}

} // namespace

Status runHeadless(const Options& options, const app::Assets& assets) {
    auto prepared = Automation::create(options);
    if (!prepared)
        return prepared.error();
    Automation automation = std::move(prepared).value();
    auto opened = app::OpenCase::open(assets, {});
    if (!opened)
        return opened.error();
    app::OpenCase& openCase = **opened;
    if (Status status = openNamedCase(openCase, options); !status)
        return status;
    const auto real = [&](int logical) {
        return static_cast<int>(std::lround(static_cast<float>(logical) * options.scale));
    };
    auto window = HeadlessWindow::open(
        openCase, {real(options.size.width), real(options.size.height)}, options.scale);
    if (!window)
        return window.error();
    if (Status status = runScript(**window, openCase, automation); !status)
        return status;
    if (Status status = (*window)->settle(); !status)
        return status;
    return gfx::writePng(options.screenshot, (*window)->read());
}

} // namespace meso::ui
