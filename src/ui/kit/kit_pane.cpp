#include "ui/kit/kit_pane.h"

#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"

namespace meso::ui {

void beginPane(Kit& kit, const Pane& pane) {
    constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                       ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                                       ImGuiWindowFlags_NoSavedSettings |
                                       ImGuiWindowFlags_NoBringToFrontOnFocus;
    ImGui::SetNextWindowPos(pane.min);
    ImGui::SetNextWindowSize({pane.max.x - pane.min.x, pane.max.y - pane.min.y});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(pane.fill));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kit.px(pane.padding.x, pane.padding.y));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin(pane.name, nullptr, kBare | pane.flags);
    ImGui::PopStyleVar(4);
    ImGui::PopStyleColor();
}

void endPane() {
    ImGui::End();
}

void edgeLine(ImVec2 from, ImVec2 to, ImU32 colour) {
    const ImVec2 min = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start{std::floor(from.x), std::floor(from.y)};
    const ImVec2 end{std::max(std::floor(to.x), start.x + 1),
                     std::max(std::floor(to.y), start.y + 1)};
    list->PushClipRect(min, {min.x + size.x, min.y + size.y});
    list->AddRectFilled(start, end, colour);
    list->PopClipRect();
}

} // namespace meso::ui
