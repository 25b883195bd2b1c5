#include "ui/host/desktop.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <optional>

#include <backends/imgui_impl_glfw.h>

#include "app/case/case_options.h"
#include "app/case/open_case.h"
#include "gfx/window_surface.h"
#include "store/settings_file.h"
#include "ui/host/automation.h"
#include "ui/host/gl_pictures.h"
#include "ui/host/glfw_window.h"
#include "ui/host/imgui_gl.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr const char* kWayOn =
    " mesomap-cli does the same work without a window: mesomap-cli --help.";

/// How often the open case polls while the window is idle: its file, above all.
constexpr double kLook_s = 1;
/// ImGui reacts to an event in the second frame, and a field that a dialog opens with has the
/// keyboard in the third.
constexpr int kFramesPerEvent = 3;

Error withWayOn(const Error& error) {
    return Error{error.message + kWayOn};
}

/// ImGui's side of the GLFW window; goes before the frontend's context.
class GlfwBackend {
public:
    ~GlfwBackend() {
        if (isStarted_)
            ImGui_ImplGlfw_Shutdown();
    }
    /// It chains the callbacks that the window has set before.
    void start(GLFWwindow* window) { isStarted_ = ImGui_ImplGlfw_InitForOpenGL(window, true); }

private:
    bool isStarted_ = false;
};

/// Everything of the running window, in the order in which it may be taken apart from the end.
class Desktop {
public:
    static Result<std::unique_ptr<Desktop>> open(app::OpenCase& openCase, GlfwWindow& window,
                                                 Automation& automation, gfx::Renderer renderer);
    Status run();

private:
    Desktop(app::OpenCase& openCase, GlfwWindow& window, Automation& automation,
            gfx::Renderer renderer);
    void frame();
    void paint(const FrameInput& input);
    void wait();
    bool rest(double upTo_s);

    app::OpenCase& openCase_;
    GlfwWindow& window_;
    Automation& automation_;
    GlPictures pictures_;
    std::optional<Frontend> frontend_;
    GlfwBackend backend_;
    ImGuiGl painter_;
    int owed_ = 0; ///< frames that must still follow an event
};

Desktop::Desktop(app::OpenCase& openCase, GlfwWindow& window, Automation& automation,
                 gfx::Renderer renderer)
    : openCase_(openCase), window_(window), automation_(automation),
      pictures_(std::move(renderer)) {
    frontend_.emplace(openCase_, pictures_, [this] { painter_.fontsChanged(); });
    backend_.start(window_.handle());
}

Result<std::unique_ptr<Desktop>> Desktop::open(app::OpenCase& openCase, GlfwWindow& window,
                                               Automation& automation, gfx::Renderer renderer) {
    std::unique_ptr<Desktop> desktop(
        new Desktop(openCase, window, automation, std::move(renderer)));
    if (const Status started = desktop->painter_.start(); !started)
        return started.error();
    return desktop;
}

void Desktop::frame() {
    FrameInput input = window_.takeInput();
    input.contentScale = window_.contentScale();
    frontend_->prepare(input.contentScale);
    painter_.beginFrame();
    ImGui_ImplGlfw_NewFrame();
    if (window_.showTaps())
        owed_ = std::max(owed_, 2);
    automation_.before(*frontend_, openCase_, input);
    frontend_->frame(input);
    paint(input);
}

void Desktop::paint(const FrameInput& input) {
    const view::PixelSize size = window_.pixels();
    gfx::clearWindow(size, {0, 0, 0, 1});
    ImGuiGl::draw();
    automation_.after(*frontend_, openCase_, input, [&] { return gfx::readWindow(size); });
    window_.setTitle(frontend_->windowTitle());
    window_.present();
    automation_.presented(openCase_);
}

void Desktop::wait() {
    owed_ = std::max(0, owed_ - 1);
    const bool hurries = automation_.isRunning() || owed_ > 0 || frontend_->nextFrameIn() <= 0;
    if (!window_.isVisible()) {
        window_.waitFor(kLook_s);
        openCase_.poll();
    } else if (hurries ? window_.poll() : rest(frontend_->nextFrameIn())) {
        owed_ = kFramesPerEvent;
    }
}

/// Draws nothing until something happens or the time is up. Returns whether something happened.
bool Desktop::rest(double upTo_s) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    double left_s = upTo_s;
    while (left_s > 0) {
        if (window_.waitFor(std::min(left_s, kLook_s)) || openCase_.poll())
            return true;
        left_s = upTo_s - std::chrono::duration<double>(Clock::now() - start).count();
    }
    return false;
}

Status Desktop::run() {
    frontend_->prepare(window_.contentScale());
    if (!frontend_->fontProblem().empty())
        openCase_.notify(app::Notice::Kind::Problem, frontend_->fontProblem());
    owed_ = kFramesPerEvent;
    while (!frontend_->state().wantsQuit && automation_.status().ok()) {
        // A window that was put away can be closed from the task bar.
        if (window_.isVisible() || window_.isAskedToClose())
            frame();
        if (gfx::isContextLost())
            return withWayOn(Error{"The graphics driver was reset and the window cannot go on. "
                                   "Your last edits are kept as a draft: start mesomap again."});
        wait();
    }
    return automation_.status();
}

Result<std::unique_ptr<app::OpenCase>> openTheCase(const Options& options,
                                                   const app::Assets& assets) {
    // Without a folder of the user's own nothing is remembered; "settings.json" alone would lie in
    // whatever folder the program was started from.
    const std::filesystem::path folder = app::configFolder();
    const auto inside = [&folder](const char* name) {
        return folder.empty() ? folder : folder / name;
    };
    auto opened = app::OpenCase::open(assets, {.settingsFile = inside("settings.json"),
                                               .draftFolder = inside("drafts"),
                                               .templateFolder = inside("templates"),
                                               .clock = {},
                                               .wake = GlfwWindow::wake});
    if (!opened)
        return opened;
    app::OpenCase& openCase = **opened;
    if (!options.theme.empty())
        openCase.settings().theme = options.theme;
    if (!options.plan.empty())
        if (const Status status = openCase.openFile(options.plan); !status)
            openCase.notify(app::Notice::Kind::Problem, status.error().message);
    return opened;
}

} // namespace

Status runDesktop(const Options& options, const app::Assets& assets) {
    auto prepared = Automation::create(options);
    if (!prepared)
        return prepared.error();
    Automation automation = std::move(prepared).value();
    const auto glfw = GlfwLibrary::start();
    if (!glfw)
        return withWayOn(glfw.error());
    // The case is opened beside the window, which only this thread may open.
    auto opening = std::async(std::launch::async, [&] { return openTheCase(options, assets); });
    auto window = GlfwWindow::open(options.size);
    auto renderer =
        window ? gfx::Renderer::create(assets.shaders()) : Result<gfx::Renderer>(window.error());
    auto openCase = opening.get();
    if (!openCase)
        return openCase.error();
    if (!renderer)
        return withWayOn(renderer.error());
    auto desktop = Desktop::open(**openCase, **window, automation, std::move(renderer).value());
    return desktop ? (*desktop)->run() : Status(desktop.error());
}

} // namespace meso::ui
