#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ui/kit/kit.h"
#include "ui/state/actions.h"
#include "ui/state/picture_source.h"

namespace meso::app {
class OpenCase;
}

namespace meso::ui {

struct UiState;

/// What happened since the last frame, beside ImGui's own mouse and characters.
struct FrameInput {
    float contentScale = 1;            ///< of the screen (HiDPI)
    std::vector<std::string> keys;     ///< pressed, in order, as shortcuts are written: "Ctrl+Z"
    std::vector<std::string> repeated; ///< held
    std::vector<std::filesystem::path> dropped; ///< files that were dropped on the window
    bool closeAsked = false;                    ///< the window's close button
};

/// The window's contents on ImGui, without a window: owns the ImGui context, fonts and view state.
/// Whoever drives it (a GLFW window, an offscreen picture, a test) sets io.DisplaySize and the
/// mouse between construction and each frame, and draws ImGui::GetDrawData() after it.
class Frontend {
public:
    /// `fontsChanged` is called before a frame whose font atlas differs from the last one's, so
    /// that its texture is made anew. The open case and the pictures outlive the frontend.
    Frontend(app::OpenCase& openCase, PictureSource& pictures,
             std::function<void()> fontsChanged = {});
    ~Frontend();
    Frontend(const Frontend&) = delete;
    Frontend& operator=(const Frontend&) = delete;

    /// Makes the font atlas and style fit the settings and the screen; before ImGui's backends make
    /// their NewFrame.
    void prepare(float contentScale);
    /// One whole frame, NewFrame to Render, and the commit rule at its end.
    void frame(const FrameInput& input);

    [[nodiscard]] UiState& state();
    [[nodiscard]] UiContext context();
    [[nodiscard]] const ItemRegistry& items() const; ///< of the last frame
    [[nodiscard]] const ActionTable& actions() const;
    /// Seconds until the next frame is wanted although nothing happens: 0 while something moves, a
    /// moment before a tooltip or while a job reports progress, infinite when all stands still.
    [[nodiscard]] double nextFrameIn() const;
    /// "Sample case - Mesomap", with a star while unsaved.
    [[nodiscard]] std::string windowTitle() const;
    /// What the fonts lack ("Inter was not found ..."); empty: nothing.
    [[nodiscard]] const std::string& fontProblem() const;
    /// Id of the item that has the keyboard's focus; empty: none that Tab reaches.
    [[nodiscard]] const std::string& focusedItem() const;
    /// Something is being dragged or typed: a draft must wait.
    [[nodiscard]] bool isBusy() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace meso::ui
