#include "ui/shell/history_panel.h"

#include "app/case/open_case.h"
#include "base/text.h"
#include "ui/kit/icons.h"
#include "ui/kit/kit_buttons.h"
#include "ui/kit/kit_hints.h"
#include "ui/kit/kit_shapes.h"
#include "ui/kit/kit_text.h"
#include "ui/panel/dialog.h"
#include "ui/state/ui_state.h"

namespace meso::ui {

namespace {

/// A state of the plan, by the edit that led to it.
struct Moment {
    std::string words;
    int steps = 0; ///< from here: below 0 back, above 0 forth; 0: this one is shown
};

/// From the beginning to what can be done again.
std::vector<Moment> momentsOf(const app::OpenCase& openCase) {
    const auto undo = openCase.undoLabels();
    const auto redo = openCase.redoLabels();
    std::vector<Moment> out{{"As it was opened", -static_cast<int>(undo.size())}};
    for (auto label = undo.rbegin(); label != undo.rend(); ++label)
        out.push_back({*label, out.back().steps + 1});
    for (const std::string& label : redo)
        out.push_back({label, out.back().steps + 1});
    return out;
}

bool drawMoment(Panel& panel, const Moment& moment, std::size_t number) {
    Kit& kit = panel.kit;
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(static_cast<int>(number));
    const bool pressed = ImGui::InvisibleButton("##moment", {width, kit.px(kMinTarget)});
    const Interaction use = interactionOf(kit, "history." + std::to_string(number), pressed,
                                          moment.steps < 0   ? "Go back to this"
                                          : moment.steps > 0 ? "Do this again"
                                                             : "This is shown now",
                                          {});
    ImGui::PopID();
    const bool isNow = moment.steps == 0;
    if (isNow || use.hovered)
        fill(use.box, packed(isNow ? kit.theme.accentTint : kit.theme.raised), kit.px(6));
    focusRing(kit, kit.px(6));
    if (isNow)
        drawFrom(kit.fonts.icon, packed(kit.theme.accent), use.box.min.x + kit.px(6),
                 use.box.centre().y, kIconChevronRight);
    const view::Colour ink = isNow              ? kit.theme.accent
                             : moment.steps > 0 ? kit.theme.faint
                                                : kit.theme.text;
    const std::string words = text::printable(moment.words, 200);
    drawFrom(kit.fonts.body, packed(ink), use.box.min.x + kit.px(34), use.box.centre().y,
             elided(kit.fonts.body, words, width - kit.px(44)));
    return use.pressed;
}

} // namespace

void drawHistory(Panel& panel) {
    UiState& state = panel.state();
    if (!state.historyOpen || !beginDialog(panel, {"##history", 480, 64, 20, 0.86F}))
        return;
    Kit& kit = panel.kit;
    lineOfText(kit, kit.fonts.title, kit.theme.text, "History of edits");
    wrappedText(kit, kit.fonts.caption, kit.theme.muted,
                "Click a step to go there. What stands below it can be done again until the next "
                "edit.");
    const std::vector<Moment> moments = momentsOf(panel.openCase());
    const float needed = kit.px(kMinTarget + 8) * static_cast<float>(moments.size());
    ImGui::BeginChild("##list", {0, std::min(needed, 0.5F * panel.rect.max.y)});
    int steps = 0;
    for (std::size_t i = 0; i < moments.size(); ++i)
        if (drawMoment(panel, moments[i], i))
            steps = moments[i].steps;
    if (ImGui::IsWindowAppearing())
        ImGui::SetScrollHereY();
    ImGui::EndChild();
    const bool closed = button(kit, {"history.close", "Close", Emphasis::Primary});
    if (closed || wantsClose(panel)) {
        state.historyOpen = false;
        ImGui::CloseCurrentPopup();
    }
    endDialog();
    if (steps != 0 && panel.openCase().travel(steps))
        state.lastAction = steps < 0 ? "Went back in the history" : "Went forth in the history";
}

} // namespace meso::ui
