#include "ui/panel/panel.h"

#include <cmath>
#include <utility>

#include "app/case/open_case.h"
#include "plan/plan.h"
#include "ui/kit/icons.h"
#include "ui/kit/imgui_compat.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_pane.h"
#include "ui/kit/kit_text.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// Tooltip of an action: what it does, and why it cannot be done now.
std::string iconOf(const Action& action) {
    return action.icon ? action.icon : kIconChevronRight;
}

} // namespace

std::string menuText(std::string words) {
    for (auto at = words.find("##"); at != std::string::npos; at = words.find("##", at))
        words.insert(at + 1, 1, ' ');
    return words;
}

bool actionIcon(Panel& panel, const std::string& id, float size) {
    const Action& action = panel.actions.at(id);
    const bool on = action.isOn && action.isOn(panel.context);
    const std::string icon = iconOf(action);
    const bool hit = iconButton(panel.kit, {id, icon.c_str(), tipOf(action, panel.context),
                                            on ? Emphasis::Active : Emphasis::Plain, size,
                                            disabledReasonOf(action, panel.context)});
    if (hit)
        perform(action, panel.context);
    return hit;
}

bool actionButton(Panel& panel, const std::string& id, Emphasis emphasis, float width) {
    const Action& action = panel.actions.at(id);
    const bool hit =
        button(panel.kit, {id, action.label, emphasis, ImVec2(width, 34), action.icon,
                           disabledReasonOf(action, panel.context), tipOf(action, panel.context)});
    if (hit)
        perform(action, panel.context);
    return hit;
}

void actionMenuItem(Panel& panel, const std::string& id) {
    const Action& action = panel.actions.at(id);
    const std::string why = disabledReasonOf(action, panel.context);
    const bool on = action.isOn && action.isOn(panel.context);
    ImGui::PushID(id.c_str());
    const bool hit = ImGui::MenuItem(menuText(labelOf(action, panel.context)).c_str(),
                                     action.shortcut.c_str(), on, why.empty());
    ImGui::PopID();
    tag(panel.kit, "menu." + id, why.empty());
    if (hit)
        perform(action, panel.context);
}

void actionToggle(Panel& panel, const std::string& id) {
    const Action& action = panel.actions.at(id);
    bool on = action.isOn(panel.context);
    if (toggle(panel.kit, id, action.label, on))
        perform(action, panel.context);
}

namespace {

/// Scrolls to the top when it is another page than in the last frame.
void beginAtTop(Panel& panel) {
    constexpr int kPlanPages = static_cast<int>(PlanPage::Session) + 1;
    const UiState& state = panel.state();
    const int page = state.workspace == Workspace::Plan ? static_cast<int>(state.planPage)
                                                        : kPlanPages + static_cast<int>(state.page);
    if (std::exchange(panel.state().shownPage, page) != page)
        ImGui::SetScrollY(0);
}

} // namespace

void beginInspector(Panel& panel, const std::string& title) {
    Kit& kit = panel.kit;
    beginPane(kit, {"##inspector",
                    panel.rect.min,
                    panel.rect.max,
                    kit.theme.surface,
                    {18, 0},
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse});
    edgeLine(panel.rect.min, {panel.rect.min.x + 1, panel.rect.max.y}, packed(kit.theme.border));
    ImGui::SetCursorPosY(kit.px(16));
    lineOfText(kit, kit.fonts.title, kit.theme.text, title);
}

bool hasRoomAbovePage(const Panel& panel) {
    constexpr float kMaxFixed = 0.35F; // of the inspector's height
    constexpr float kBanner = 52;      // with two lines, logical pixels
    const float fixed = ImGui::GetCursorScreenPos().y - panel.rect.min.y + panel.kit.px(kBanner);
    return fixed <= kMaxFixed * (panel.rect.max.y - panel.rect.min.y);
}

void beginPage(Panel& panel) {
    const Rect& rect = panel.rect;
    const float top = std::floor(ImGui::GetCursorScreenPos().y);
    // Over the whole width, so that the scroll bar stands at the window's edge.
    ImGui::PushClipRect(rect.min, rect.max, false);
    ImGui::SetCursorScreenPos({rect.min.x, top});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, panel.kit.px(18, 2));
    // The keyboard moves through it as through a part of its pane.
    beginChild("##page", {rect.max.x - rect.min.x, std::max(rect.max.y - top, panel.kit.px(1))},
               false, ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NavFlattened);
    ImGui::PopStyleVar();
    beginAtTop(panel);
    if (ImGui::GetScrollY() > 0)
        edgeLine({rect.min.x, top}, {rect.max.x, top + 1}, packed(panel.kit.theme.border));
}

void endInspector() {
    ImGui::EndChild();
    ImGui::PopClipRect();
    endPane();
}

void apply(Panel& panel, const std::string& fieldId, Result<plan::Plan> next,
           const std::string& label) {
    const Status outcome = panel.openCase().edit(std::move(next), label);
    if (!outcome)
        refuse(panel.fields, fieldId, outcome.error().message);
}

} // namespace meso::ui
