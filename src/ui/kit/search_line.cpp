#include "ui/kit/search_line.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"

#include <functional>

#include <imgui_stdlib.h>

namespace meso::ui {

namespace {

int fingerprint(const std::string& text) {
    return static_cast<int>(std::hash<std::string>()(text) & 0x7FFFFFFF);
}

} // namespace

bool searchLine(Kit& kit, const std::string& id, const char* invitation, std::string& text) {
    // ImGui keeps what a line held under its id. A line of a new id for every opening, and whenever
    // the text was changed from outside, never meets a text that is not the one it knows, at which
    // ImGui 1.86 stops the program.
    ImGuiStorage& kept = *ImGui::GetStateStorage();
    const ImGuiID known = ImGui::GetID("##known");
    const bool isNew = ImGui::IsWindowAppearing() || kept.GetInt(known) != fingerprint(text);
    int opening = kept.GetInt(ImGui::GetID("##opening"));
    if (isNew)
        kept.SetInt(ImGui::GetID("##opening"), ++opening);
    ImGui::PushID(opening);
    if (isNew)
        ImGui::SetKeyboardFocusHere();
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, kit.px(12, 11));
    ImGui::PushFont(kit.fonts.body);
    ImGui::SetNextItemWidth(-1);
    const bool changed = ImGui::InputTextWithHint(("##" + id).c_str(), invitation, &text);
    tag(kit, id);
    ImGui::PopID();
    kept.SetInt(known, fingerprint(text));
    ImGui::PopFont();
    ImGui::PopStyleVar(2);
    const ImVec2 below = ImGui::GetCursorScreenPos();
    const float left = ImGui::GetWindowPos().x;
    edgeLine({left, below.y - kit.px(4)}, {left + ImGui::GetWindowSize().x, below.y - kit.px(3)},
             packed(kit.theme.border));
    return changed;
}

} // namespace meso::ui
