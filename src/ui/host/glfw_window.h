#pragma once
#include <memory>
#include <set>
#include <string>

#include "base/result.h"
#include "ui/shell/frame.h"
#include "view/picture.h"

struct GLFWwindow;

namespace meso::ui {

/// GLFW, from start to end. Everything else of GLFW lives within its life, on the main thread.
class GlfwLibrary {
public:
    /// Fails where there is no display.
    static Result<std::unique_ptr<GlfwLibrary>> start();
    ~GlfwLibrary();
    GlfwLibrary(const GlfwLibrary&) = delete;
    GlfwLibrary& operator=(const GlfwLibrary&) = delete;

private:
    GlfwLibrary() = default;
};

/// The one window of the program with its OpenGL 3.3 context, which is current, and the queue of
/// what was pressed: a key that went down and up again between two frames still counts.
class GlfwWindow {
public:
    /// `size` in logical pixels; at least 1100 x 680 are kept. Fails when the window cannot be
    /// opened or the driver has no OpenGL 3.3.
    static Result<std::unique_ptr<GlfwWindow>> open(view::PixelSize size);
    ~GlfwWindow();
    GlfwWindow(const GlfwWindow&) = delete;
    GlfwWindow& operator=(const GlfwWindow&) = delete;

    [[nodiscard]] GLFWwindow* handle() const { return window_; }
    /// Of what OpenGL draws on.
    [[nodiscard]] view::PixelSize pixels() const;
    /// Units of ImGui's coordinates per logical pixel.
    [[nodiscard]] float contentScale() const;
    /// It is not iconified and has an area.
    [[nodiscard]] bool isVisible() const;
    /// takeInput() will tell of a click on the close button.
    [[nodiscard]] bool isAskedToClose() const { return input_.closeAsked; }

    /// Takes what was pressed, dropped and asked for since the last call. Commands with Ctrl and
    /// the close button wait for the next call where letters were typed: a field has to see those
    /// first.
    FrameInput takeInput();
    /// Shows ImGui, which looks at keys once a frame, those that went down and up again since the
    /// last one; after the backend's NewFrame. Returns whether it must be followed by a frame that
    /// shows them let go.
    bool showTaps();
    /// Takes what the system has, without waiting. Returns whether anything happened.
    bool poll();
    /// The same, waiting for it for up to so many seconds (any number, infinite too).
    bool waitFor(double seconds);
    /// Ends a waitFor(); from any thread.
    static void wake();

    void setTitle(const std::string& title);
    /// Shows what was drawn.
    void present();

private:
    explicit GlfwWindow(GLFWwindow* window) : window_(window) {}
    void installCallbacks();
    void keepSmallestSize();
    void hideKeys();
    GLFWwindow* window_;
    FrameInput input_;
    std::set<int> down_;    ///< keys that went down since the last frame, as GLFW counts them
    std::set<int> tapped_;  ///< those of them that are up again
    std::set<int> showing_; ///< taps of the last frame
    std::string title_;
    bool happened_ = false;
    bool typed_ = false;        ///< letters since the last takeInput()
    bool commandsWait_ = false; ///< in this frame
    bool ctrlIsHidden_ = false; ///< from ImGui, since the last frame
};

} // namespace meso::ui
