#include "ui/panel/dialog.h"

#include <algorithm>
#include <cmath>

namespace meso::ui {

bool beginDialog(Panel& panel, const Dialog& dialog) {
    const Kit& kit = panel.kit;
    if (!ImGui::IsPopupOpen(dialog.name))
        ImGui::OpenPopup(dialog.name);
    const ImVec2 window{panel.rect.max.x - panel.rect.min.x, panel.rect.max.y - panel.rect.min.y};
    const float width = std::min(kit.px(dialog.width), window.x - kit.px(32));
    const bool isLow = window.y < kit.px(500);
    const float top =
        isLow ? kit.px(10) : std::min(kit.px(dialog.top), 0.1F * window.y + kit.px(16));
    const float height =
        std::min(isLow ? window.y : dialog.maxHeight * window.y, window.y - top - kit.px(10));
    ImGui::SetNextWindowPos({std::round((window.x - width) / 2), std::round(top)});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, kit.px(dialog.padding, dialog.padding));
    const bool open = ImGui::BeginPopupModal(
        dialog.name, nullptr,
        ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
            ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PopStyleVar();
    if (open && kit.walk)
        kit.walk->enter(); // until the end of the frame: nothing is drawn over a dialog
    return open;
}

void endDialog() {
    ImGui::EndPopup();
}

bool wantsClose(const Panel& panel) {
    if (panel.pressed("Esc"))
        return true;
    if (ImGui::IsWindowAppearing() || !ImGui::IsMouseClicked(0))
        return false;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const bool inside = mouse.x >= corner.x && mouse.y >= corner.y && mouse.x < corner.x + size.x &&
                        mouse.y < corner.y + size.y;
    return !inside && ImGui::IsWindowFocused();
}

} // namespace meso::ui
