#pragma once
#include "base/result.h"

namespace meso::ui {

/// Draws what ImGui wants drawn, by OpenGL. Lives between a Frontend (which owns the ImGui context)
/// and the end of the OpenGL context.
class ImGuiGl {
public:
    /// Fails when the shaders of ImGui's backend do not work with this driver.
    ImGuiGl() = default;
    ~ImGuiGl();
    ImGuiGl(const ImGuiGl&) = delete;
    ImGuiGl& operator=(const ImGuiGl&) = delete;

    /// Fails when ImGui cannot load OpenGL. Call once, before the first beginFrame().
    Status start();
    /// The font atlas is another one: its texture is made anew at the next beginFrame().
    void fontsChanged() { fontsAreStale_ = true; }
    /// Before ImGui::NewFrame().
    void beginFrame();
    /// After ImGui::Render(), onto what is bound.
    static void draw();

private:
    bool isStarted_ = false;
    bool fontsAreStale_ = false;
};

} // namespace meso::ui
