#include "ui/search_line.h"

#include <imgui_stdlib.h>

namespace meso::ui {

bool searchLine(Kit& kit, const std::string& id, const char* invitation, std::string& text) {
    if (ImGui::IsWindowAppearing())
        ImGui::SetKeyboardFocusHere();
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, kit.px(12, 11));
    ImGui::PushFont(kit.fonts.body);
    ImGui::SetNextItemWidth(-1);
    const bool changed = ImGui::InputTextWithHint(("##" + id).c_str(), invitation, &text);
    tag(kit, id);
    ImGui::PopFont();
    ImGui::PopStyleVar(2);
    const ImVec2 below = ImGui::GetCursorScreenPos();
    const float left = ImGui::GetWindowPos().x;
    edgeLine({left, below.y - kit.px(4)}, {left + ImGui::GetWindowSize().x, below.y - kit.px(3)},
             packed(kit.theme.border));
    return changed;
}

} // namespace meso::ui
