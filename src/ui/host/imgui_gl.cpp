#include "ui/host/imgui_gl.h"

#include <backends/imgui_impl_opengl3.h>

namespace meso::ui {

ImGuiGl::~ImGuiGl() {
    if (isStarted_)
        ImGui_ImplOpenGL3_Shutdown();
}

Status ImGuiGl::start() {
    isStarted_ = ImGui_ImplOpenGL3_Init("#version 330 core");
    if (!isStarted_)
        return Error{"OpenGL could not be loaded for the window (libGL.so.1). mesomap-cli does "
                     "the same work without a window."};
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    fontsAreStale_ = false;
    return Done{};
}

void ImGuiGl::beginFrame() {
    if (fontsAreStale_) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
        fontsAreStale_ = false;
    }
    ImGui_ImplOpenGL3_NewFrame();
}

void ImGuiGl::draw() {
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

} // namespace meso::ui
