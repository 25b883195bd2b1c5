#include "ui/panel.h"

#include <utility>

#include "ui/icons.h"

namespace meso::ui {

namespace {

/// Tooltip of an action: what it does, and why it cannot be done now.
std::string iconOf(const Action& action) {
    return action.icon ? action.icon : kIconChevronRight;
}

} // namespace

std::string menuWords(std::string words) {
    for (auto at = words.find("##"); at != std::string::npos; at = words.find("##", at))
        words.insert(at + 1, 1, ' ');
    return words;
}

bool actionIcon(Panel& panel, const std::string& id, float size) {
    const Action& action = panel.actions.at(id);
    const bool on = action.isOn && action.isOn(panel.desk);
    const std::string icon = iconOf(action);
    const bool hit = iconButton(panel.kit, {id, icon.c_str(), tipOf(action, panel.desk),
                                            on ? Emphasis::Active : Emphasis::Plain, size,
                                            reasonAgainst(action, panel.desk)});
    if (hit)
        perform(action, panel.desk);
    return hit;
}

bool actionButton(Panel& panel, const std::string& id, Emphasis emphasis, float width) {
    const Action& action = panel.actions.at(id);
    const bool hit =
        button(panel.kit, {id, action.label, emphasis, ImVec2(width, 34), action.icon,
                           reasonAgainst(action, panel.desk), tipOf(action, panel.desk)});
    if (hit)
        perform(action, panel.desk);
    return hit;
}

void actionMenuItem(Panel& panel, const std::string& id) {
    const Action& action = panel.actions.at(id);
    const std::string why = reasonAgainst(action, panel.desk);
    const bool on = action.isOn && action.isOn(panel.desk);
    ImGui::PushID(id.c_str());
    const bool hit = ImGui::MenuItem(menuWords(labelOf(action, panel.desk)).c_str(),
                                     action.shortcut.c_str(), on, why.empty());
    ImGui::PopID();
    tag(panel.kit, "menu." + id, why.empty());
    if (hit)
        perform(action, panel.desk);
}

void actionToggle(Panel& panel, const std::string& id) {
    const Action& action = panel.actions.at(id);
    bool on = action.isOn(panel.desk);
    if (toggle(panel.kit, id, action.label, on))
        perform(action, panel.desk);
}

void beginAtTop(Panel& panel) {
    constexpr int kPlanPages = static_cast<int>(PlanPage::Session) + 1;
    const UiState& state = panel.state();
    const int page = state.workspace == Workspace::Plan ? static_cast<int>(state.planPage)
                                                        : kPlanPages + static_cast<int>(state.page);
    if (std::exchange(panel.state().shownPage, page) != page)
        ImGui::SetScrollY(0);
}

} // namespace meso::ui
