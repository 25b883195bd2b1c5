#include "ui/shell/notices_panel.h"

#include <algorithm>
#include <cmath>

#include "app/case/open_case.h"
#include "app/notice.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/panel.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

constexpr double kToastStays_s = 4;

void renewToast(Panel& panel) {
    UiState& state = panel.state();
    state.toastRemaining_s = std::max(0.0, state.toastRemaining_s - ImGui::GetIO().DeltaTime);
    const auto& notices = panel.openCase().notices();
    if (notices.empty() || notices.back().serial <= state.toastSerial)
        return;
    state.toastSerial = notices.back().serial;
    state.lastAction = notices.back().sentence;
    state.toastRemaining_s = notices.back().kind == app::Notice::Kind::Done ? kToastStays_s : 0;
}

/// A card with a sentence; returns whether its cross was pressed. `bottom` is where it ends, and
/// moves up.
bool drawCard(Panel& panel, const app::Notice& notice, float& bottom) {
    Kit& kit = panel.kit;
    const bool lasting = notice.kind == app::Notice::Kind::Problem;
    const float most = panel.rect.max.x - panel.rect.min.x - kit.px(40);
    const float width = std::min(most, kit.px(lasting ? 520 : 400));
    const ImVec2 pad = kit.px(14, 11);
    const float room = width - 2 * pad.x - kit.px(lasting ? 66 : 30);
    ImFont* font = kit.fonts.body;
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, FLT_MAX, room, notice.sentence.c_str());
    const float height = std::max(size.y + 2 * pad.y, kit.px(lasting ? 46 : 38));
    const float left = (panel.rect.min.x + panel.rect.max.x - width) / 2;
    ImGui::SetNextWindowPos({std::round(left), std::round(bottom - height)});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.0F);
    ImGui::PushStyleColor(ImGuiCol_WindowBg,
                          packed(lasting ? kit.theme.dangerTint : kit.theme.surface));
    const std::string name = "##notice" + std::to_string(notice.serial);
    ImGui::Begin(name.c_str(), nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                     (lasting ? 0 : ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoInputs));
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetWindowPos();
    drawText(list, kit.fonts.icon, packed(lasting ? kit.theme.danger : kit.theme.ok),
             {corner.x + pad.x, corner.y + (height - kit.fonts.icon->FontSize) / 2},
             lasting ? kIconAlert : kIconCheckCircle);
    list->AddText(font, font->FontSize,
                  {corner.x + pad.x + kit.px(30), std::floor(corner.y + (height - size.y) / 2)},
                  packed(lasting ? kit.theme.danger : kit.theme.text), notice.sentence.c_str(),
                  nullptr, room);
    bool away = false;
    if (lasting) {
        ImGui::SetCursorScreenPos({corner.x + width - kit.px(44), corner.y + kit.px(5)});
        away = iconButton(kit, {"notice.dismiss." + std::to_string(notice.serial), kIconClose,
                                "Dismiss", Emphasis::Plain, 36});
    }
    ImGui::End();
    bottom -= height + kit.px(8);
    return away;
}

} // namespace

void drawNotices(Panel& panel) {
    renewToast(panel);
    UiState& state = panel.state();
    // Above the caption of the head's picture.
    const bool roomy = panel.rect.max.y - panel.rect.min.y > panel.kit.px(340);
    float bottom = panel.rect.max.y - panel.kit.px(roomy ? 84 : 16);
    int dismissed = 0;
    int shown = 0;
    const auto& notices = panel.openCase().notices();
    for (auto it = notices.rbegin(); it != notices.rend() && shown < 3; ++it) {
        const bool toast = it->serial == state.toastSerial && state.toastRemaining_s > 0;
        if (it->kind != app::Notice::Kind::Problem && !toast)
            continue;
        ++shown;
        if (drawCard(panel, *it, bottom))
            dismissed = it->serial;
    }
    if (dismissed)
        panel.openCase().dismiss(dismissed);
}

} // namespace meso::ui
