#include "ui/host/glfw_window.h"

#include <algorithm>
#include <cmath>
#include <utility>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "gfx/window_surface.h"
#include "ui/kit/imgui_compat.h"
#include "ui/kit/shortcuts.h"

namespace meso::ui {

namespace {

constexpr int kMinWidth = 1100;
constexpr int kMinHeight = 680;
constexpr double kLongestWait_s = 3600;

/// GLFW's words for its last error.
std::string reason() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words == nullptr ? "no reason given" : words;
}

GlfwWindow& ownerOf(GLFWwindow* window) {
    return *static_cast<GlfwWindow*>(glfwGetWindowUserPointer(window));
}

/// Screen coordinates per logical pixel: on X11 a window's unit is a real pixel, elsewhere a
/// logical one.
float coordinatesPerLogical(GLFWwindow* window) {
    float scale = 1;
    int width = 0, pixels = 0;
    glfwGetWindowContentScale(window, &scale, nullptr);
    glfwGetWindowSize(window, &width, nullptr);
    glfwGetFramebufferSize(window, &pixels, nullptr);
    return width > 0 && pixels > 0 ? scale * static_cast<float>(width) / static_cast<float>(pixels)
                                   : scale;
}

} // namespace

Result<std::unique_ptr<GlfwLibrary>> GlfwLibrary::start() {
    if (!glfwInit())
        return Error{"There is no display to open a window on (" + reason() + ")."};
    return std::unique_ptr<GlfwLibrary>(new GlfwLibrary);
}

GlfwLibrary::~GlfwLibrary() {
    glfwTerminate();
}

Result<std::unique_ptr<GlfwWindow>> GlfwWindow::open(view::PixelSize size) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    GLFWwindow* handle =
        glfwCreateWindow(std::max(size.width, kMinWidth), std::max(size.height, kMinHeight),
                         "Mesomap", nullptr, nullptr);
    if (handle == nullptr)
        return Error{"The window could not be opened; it needs OpenGL 3.3 (" + reason() + ")."};
    std::unique_ptr<GlfwWindow> window(new GlfwWindow(handle));
    glfwMakeContextCurrent(handle);
    if (const Status status = gfx::checkContext(); !status)
        return status.error();
    glfwSwapInterval(1);
    window->installCallbacks();
    window->keepSmallestSize();
    return window;
}

GlfwWindow::~GlfwWindow() {
    glfwDestroyWindow(window_);
}

void GlfwWindow::keepSmallestSize() {
    const float unit = coordinatesPerLogical(window_);
    glfwSetWindowSizeLimits(window_, static_cast<int>(std::lround(kMinWidth * unit)),
                            static_cast<int>(std::lround(kMinHeight * unit)), GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
}

void GlfwWindow::installCallbacks() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        GlfwWindow& self = ownerOf(w);
        self.happened_ = true;
        if (action == GLFW_PRESS)
            self.down_.insert(key);
        if (action == GLFW_RELEASE) {
            if (self.down_.contains(key))
                self.tapped_.insert(key);
            return;
        }
        const char* name = glfwGetKeyName(key, scancode);
        const std::string chord = shortcutOf(key, mods, name == nullptr ? "" : name);
        if (!chord.empty())
            (action == GLFW_PRESS ? self.input_.keys : self.input_.repeated).push_back(chord);
    });
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
        GlfwWindow& self = ownerOf(w);
        self.happened_ = true;
        self.input_.dropped.assign(paths, paths + count);
    });
    glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) {
        ownerOf(w).happened_ = ownerOf(w).input_.closeAsked = true;
        glfwSetWindowShouldClose(w, GLFW_FALSE); // the frontend may want to ask first
        if (glfwGetWindowAttrib(w, GLFW_ICONIFIED) == GLFW_TRUE)
            glfwRestoreWindow(w);
    });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) {
        ownerOf(w).happened_ = true;
        ownerOf(w).keepSmallestSize();
    });
    glfwSetMouseButtonCallback(window_,
                               [](GLFWwindow* w, int, int, int) { ownerOf(w).happened_ = true; });
    glfwSetScrollCallback(window_,
                          [](GLFWwindow* w, double, double) { ownerOf(w).happened_ = true; });
    glfwSetCursorPosCallback(window_,
                             [](GLFWwindow* w, double, double) { ownerOf(w).happened_ = true; });
    glfwSetCharCallback(
        window_, [](GLFWwindow* w, unsigned) { ownerOf(w).happened_ = ownerOf(w).typed_ = true; });
    glfwSetFramebufferSizeCallback(window_,
                                   [](GLFWwindow* w, int, int) { ownerOf(w).happened_ = true; });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { ownerOf(w).happened_ = true; });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { ownerOf(w).happened_ = true; });
}

view::PixelSize GlfwWindow::pixels() const {
    view::PixelSize size;
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

float GlfwWindow::contentScale() const {
    return coordinatesPerLogical(window_);
}

bool GlfwWindow::isVisible() const {
    const view::PixelSize size = pixels();
    return size.width > 0 && size.height > 0 &&
           glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_FALSE;
}

FrameInput GlfwWindow::takeInput() {
    FrameInput now = std::exchange(input_, {});
    const auto command = std::find_if(now.keys.begin(), now.keys.end(), [](const auto& chord) {
        return chord.rfind("Ctrl+", 0) == 0;
    });
    commandsWait_ = std::exchange(typed_, false) && (command != now.keys.end() || now.closeAsked);
    if (commandsWait_) {
        input_.keys.assign(command, now.keys.end());
        now.keys.erase(command, now.keys.end());
        input_.closeAsked = std::exchange(now.closeAsked, false);
    }
    return now;
}

void GlfwWindow::hideKeys() {
    // A text field that sees Ctrl throws away what was typed before it in the same frame.
    ImGuiIO& io = ImGui::GetIO();
    for (const int key : std::exchange(showing_, {}))
        showKey(io, key, glfwGetKey(window_, key) == GLFW_PRESS);
    for (const int key : down_)
        showKey(io, key, false);
    tapped_.insert(down_.begin(), down_.end());
    down_.clear();
    showCtrl(io, false);
    ctrlIsHidden_ = true;
}

bool GlfwWindow::showTaps() {
    ImGuiIO& io = ImGui::GetIO();
    if (commandsWait_) {
        hideKeys();
        return true;
    }
    // Anew in every frame: the backend looks at it when a key moves, and a tap that is shown late
    // is over by then.
    const bool isRestored = std::exchange(ctrlIsHidden_, false);
    const auto isHeld = [this](int key) { return glfwGetKey(window_, key) == GLFW_PRESS; };
    bool ctrl = false;
    for (const int key : {GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL})
        ctrl = ctrl || isHeld(key) || (isRestored && tapped_.contains(key));
    showCtrl(io, ctrl);
    io.KeyShift = isHeld(GLFW_KEY_LEFT_SHIFT) || isHeld(GLFW_KEY_RIGHT_SHIFT);
    for (const int key : std::exchange(showing_, std::exchange(tapped_, {})))
        showKey(io, key, glfwGetKey(window_, key) == GLFW_PRESS);
    for (const int key : showing_)
        showKey(io, key, true);
    down_.clear();
    return !showing_.empty();
}

bool GlfwWindow::poll() {
    happened_ = false;
    glfwPollEvents();
    return happened_;
}

bool GlfwWindow::waitFor(double seconds) {
    happened_ = false;
    glfwWaitEventsTimeout(std::clamp(seconds, 0.001, kLongestWait_s));
    return happened_;
}

void GlfwWindow::wake() {
    glfwPostEmptyEvent();
}

void GlfwWindow::setTitle(const std::string& title) {
    if (title == title_)
        return;
    glfwSetWindowTitle(window_, title.c_str());
    title_ = title;
}

void GlfwWindow::present() {
    glfwSwapBuffers(window_);
}

} // namespace meso::ui
